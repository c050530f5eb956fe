import { describe, expect, it } from "@jest/globals";
import { epoch } from "#domain/deadlines";
import { mailKinds } from "#domain/mailings";
import { type Part, type PlannedMail, planned } from "#domain/planned";
import { reminderKinds } from "#domain/reminders";
import { coursesOf, playOf, standingAt } from "#domain/scenarios";
import { templateById } from "#domain/templates/registry";
import { aRound } from "#tests/builders";
import { reminderMail, settingOf } from "../../lambdas/mail/reminder.ts";
import { everything } from "../../web/rounds/everything.ts";
import { letterOf, type Play } from "../../web/rounds/letter-of.ts";

const round = aRound({});
const ladder = { days: [30, 14, 7, 2, 0], heads: [7, 2, 0] };
const letters = "ABCDEFGHIJKLMNOPQRSTU".split("");
const portal = "https://portal.example.se";

const those = letters.map(
  (rss, n): Omit<Part, "happens"> => ({
    rss: { id: rss, name: `RSS ${rss}`, registrar: `registrator.${rss}@example.se`, mailbox: `rss.${rss}@example.se` },
    members: (["writer", "head"] as const).map((role) => ({
      ...{ id: `${role}-${rss}`, email: `${role}.${rss}@example.se`, role, from: round.opensAt, to: null },
      language: n % 2 === 0 ? "sv" : "en",
    })),
  }),
);

const { prefix } = templateById(round.template.id);
const { title } = settingOf(round, portal, round.opensAt)("sv");

function mixture(seed: number): { play: Play; mails: PlannedMail[] } {
  const parts = playOf(round, those, coursesOf("mixture", letters, seed), seed);
  const mails = [...planned(round, ladder, parts, "skr@example.se")].flatMap((each) =>
    each.type === "mail" ? [each] : [],
  );
  return { play: { round, ladder, parts, title, prefix }, mails };
}

describe("a planned mail as a letter", () => {
  it("is there for every mail of a round, in the language of whoever gets it, and is about them", () => {
    const kinds = new Set<string>();
    for (const seed of [1, 2, 3]) {
      const { play, mails } = mixture(seed);
      for (const mail of mails) {
        kinds.add(mail.kind);
        const letter = letterOf(mail, play, portal);
        expect(letter.language).toBe(mail.to.language);
        expect(letter.subject).not.toBe("");
        expect(letter.action?.url.startsWith(portal)).toBe(true);
        expect(JSON.stringify(letter)).not.toMatch(/undefined|NaN|Invalid/);
        if (mail.to.person !== "staff") expect(JSON.stringify(letter)).toContain(`RSS ${mail.about[0]?.split(".")[1]}`);
      }
    }
    const told = ["waiting", "sent-back", "receipt", "extended", "completion-requested", "approved"];
    expect([...told, ...reminderKinds].filter((kind) => !kinds.has(kind))).toEqual([]);
  });

  it("is there beforehand for every kind of mail that tells of an act, on a page that whoever gets it may open", () => {
    const [part] = playOf(round, those, coursesOf("nobody", letters, 1), 1);
    if (!part) throw new Error("nobody plays");
    const play = { round, ladder, parts: [everything(round, part)], title, prefix };
    const found = new Map<string, string>();
    for (const mail of planned(round, ladder, play.parts, "skr@example.se")) {
      if (mail.type !== "mail" || mail.step !== null) continue;
      found.set(mail.kind, letterOf(mail, play, portal).action?.url ?? "");
    }
    expect([...found.keys()].sort()).toEqual([...mailKinds].sort());
    for (const kind of ["extension-requested", "proposed"]) expect(found.get(kind)).toBe(`${portal}/granska/2021.A`);
    const reports = aRound({ kind: "report" });
    const inReports = [...planned(reports, ladder, [everything(reports, part)], "skr@example.se")];
    expect(inReports.some((each) => each.type === "mail" && each.kind === "proposed")).toBe(false);
  });

  it("can be looked at, of every kind there is, before anything has happened", () => {
    for (const part of those.slice(0, 2)) {
      const parts = [everything(round, { ...part, happens: [] })];
      const play = { round, ladder, parts, title, prefix };
      const mails = [...planned(round, ladder, parts, "skr@example.se")].flatMap((each) =>
        each.type === "mail" ? [each] : [],
      );
      expect(new Set(mails.map(({ kind }) => kind))).toEqual(new Set([...mailKinds, ...reminderKinds]));
      for (const mail of mails) expect(letterOf(mail, play, portal).subject).not.toBe("");
    }
  });

  it("is the very letter that the daily tick sends", () => {
    const { play, mails } = mixture(1);
    const reminders = mails.filter(({ step, to }) => step !== null && to.person !== "staff");
    expect(reminders.length).toBeGreaterThan(50);
    for (const mail of reminders) {
      const standings = play.parts
        .filter(({ rss }) => mail.about.includes(`${round.id}.${rss.id}`))
        .map((part) => {
          const { isRead, shown: _, ...submission } = standingAt(round, part, mail.at);
          return { rss: part.rss, members: part.members, submission, isRead };
        });
      const setting = settingOf(round, portal, mail.at)(mail.to.language);
      const sent = reminderMail({ kind: mail.kind as never }, standings, setting, mail.to.language);
      expect(letterOf(mail, play, portal)).toEqual(sent.letter);
    }
  });

  it("tells a completion as what it answers, and in time as it was", () => {
    const { play, mails } = mixture(1);
    const receipts = mails.filter(({ kind }) => kind === "receipt").map((mail) => letterOf(mail, play, portal));
    const completed = receipts.filter(({ subject }) => /kompletter|complet/i.test(subject));
    expect(completed.length).toBeGreaterThan(0);
    expect(completed.length).toBeLessThan(receipts.length);
    expect(mails.every(({ at }, n) => n === 0 || epoch(at) >= epoch(round.opensAt))).toBe(true);
  });
});
