import { describe, expect, it } from "@jest/globals";
import type { Instant } from "#domain/deadlines";
import { reminderLetter, staffLetter } from "#domain/reminder-letters";
import type { Reminder, Standing } from "#domain/reminders";
import { reminderMails } from "#domain/texts/by-language";
import { aRound, at } from "#tests/builders";
import { calendarFile, deadlineFiles } from "../../lambdas/mail/calendar.ts";
import { asHtml, asText } from "../../lambdas/mail/letter.ts";

const round = aRound();
const portal = "https://portalen.example.se";
const title = "Genomförandeplan för SKR:s kvinnofridssatsning 2021";
const settingAt = (now: Instant, language: "sv" | "en" = "sv", of = round) => ({
  ...{ round: of, title, words: reminderMails[language], portal, now },
});
const standing = (rss: string, more: Partial<Standing["submission"]> = {}): Standing => ({
  ...{ rss: { id: rss, name: `RSS ${rss}`, registrar: "r@example.se" }, members: [], isRead: true },
  submission: {
    ...{ id: `2021.${rss}`, state: "draft", standing: null, closesAt: round.closesAt },
    ...{ waiting: null, receipt: null, completion: null },
    ...more,
  },
});
const letter = (kind: Reminder["kind"], now: string, language: "sv" | "en" = "sv", ...standings: Standing[]) =>
  reminderLetter({ kind }, standings.length > 0 ? standings : [standing("Dalarna")], settingAt(at(now), language));

describe("the letter of the ladder", () => {
  it.each([
    ["2021-05-01T06:00:00Z", "Skicka in planen senast 31 maj", "Submit the plan no later than 31 May"],
    ["2021-05-24T06:00:00Z", "7 dagar kvar: planen är inte inskickad", "7 days left: the plan has not been submitted"],
    ["2021-05-30T06:00:00Z", "1 dag kvar: planen är inte inskickad", "1 day left: the plan has not been submitted"],
    ["2021-05-31T06:00:00Z", "I dag är sista dagen för planen", "Today is the last day for the plan"],
  ])("at %s tells what is really left: %s", (now, swedish, english) => {
    expect(letter("not-handed-in", now).subject).toBe(swedish);
    expect(letter("not-handed-in", now, "en").subject).toBe(english);
  });

  it("leads to the plan, or to the start page where there are several", () => {
    const one = letter("not-handed-in", "2021-05-24T06:00:00Z");
    expect(one.action).toEqual({ label: "Öppna planen", url: `${portal}/plan/2021.Dalarna` });
    const two = letter("not-handed-in", "2021-05-24T06:00:00Z", "sv", standing("D"), standing("U"));
    expect(two.action).toEqual({ label: "Öppna portalen", url: `${portal}/` });
    expect(two.paragraphs[0]).toBe("Planen för RSS D och RSS U är inte inskickad.");
  });

  it("asks for what must be in time in this round", () => {
    const now = at("2021-05-24T06:00:00Z");
    const said = (act: "handed-in" | "signed") =>
      reminderLetter({ kind: "not-handed-in" }, [standing("W")], settingAt(now, "sv", { ...round, act })).paragraphs[1];
    expect(said("handed-in")).toContain("Den ska skickas till chefen för underskrift senast");
    expect(said("signed")).toContain("Den ska vara underskriven senast");
  });

  it("names nobody and no RSS in a subject, in either language, and stands in HTML as in text", () => {
    const completion = { dueAt: at("2021-06-14T22:00:00Z"), at: at("2021-06-02T09:00:00Z") };
    const waiting = { version: 1, hash: "", at: at("2021-05-20T09:00:00Z"), by: "p" };
    const all = (["sv", "en"] as const).flatMap((language) => [
      letter("not-handed-in", "2021-05-24T06:00:00Z", language),
      letter("not-signed", "2021-06-04T06:00:00Z", language, standing("W", { state: "handed-in", waiting })),
      letter("completion", "2021-06-11T06:00:00Z", language, standing("W", { state: "returned", completion })),
      letter("completion-late", "2021-06-15T06:00:00Z", language, standing("W", { state: "returned", completion })),
      ...(["completion-late", "unread", "after-closing"] as const).map((kind) =>
        staffLetter(
          { kind, step: "2021-05-31", tally: { missing: { count: 250, names: ["RSS W"] } } },
          settingAt(at("2021-06-01T06:00:00Z"), language),
        ),
      ),
    ]);
    for (const each of all) {
      expect(each.subject).not.toMatch(/RSS|Dalarna|@/);
      expect(`${each.subject}${asText(each)}`).not.toMatch(/undefined|NaN|\[object/);
      for (const paragraph of each.paragraphs) expect(asHtml(each)).toContain(`>${paragraph}</p>`);
    }
    expect(new Set(all.map(({ subject }) => subject)).size).toBe(all.length);
  });

  it("counts those there is no room for", () => {
    const tally = { missing: { count: 250, names: ["RSS D", "RSS W"] }, in: { count: 0, names: [] } };
    const { facts } = staffLetter(
      { kind: "after-closing", step: "2021-05-31", tally },
      settingAt(at("2021-06-01T06:00:00Z")),
    );
    expect(facts).toEqual([{ label: "Inte inskickade (250)", value: "RSS D, RSS W och 248 till" }]);
  });
});

describe("the deadline for a calendar", () => {
  const now = at("2021-05-24T06:00:00Z");
  const lines = (bytes: Uint8Array) => new TextDecoder().decode(bytes).replace(/\r\n /g, "").split("\r\n");
  const fileOf = (closesAt: Instant) =>
    deadlineFiles(settingAt(now), [standing("W", { closesAt })], { url: `${portal}/plan/2021.W`, language: "sv" })[0];

  it("is one event at the last minute that is in time, in UTC", () => {
    const file = fileOf(round.closesAt);
    expect(file).toMatchObject({ name: "2021.W.ics", type: "text/calendar; charset=utf-8; method=PUBLISH" });
    expect(lines(file?.bytes ?? new Uint8Array())).toEqual([
      ...["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//SKR//RSS-portalen//SV", "CALSCALE:GREGORIAN", "METHOD:PUBLISH"],
      ...["BEGIN:VEVENT", "UID:2021.W@portalen.example.se", "SEQUENCE:92", "DTSTAMP:20210524T060000Z"],
      ...["DTSTART:20210531T215900Z", "SUMMARY;LANGUAGE=sv:Sista dag att skicka in planen för RSS W"],
      ...["URL:https://portalen.example.se/plan/2021.W", "TRANSP:TRANSPARENT", "END:VEVENT", "END:VCALENDAR", ""],
    ]);
  });

  it("moves when there is more time: the same event with a higher number", () => {
    const number = (closesAt: Instant) =>
      Number(
        lines(fileOf(closesAt)?.bytes ?? new Uint8Array())
          .find((line) => line.startsWith("SEQUENCE:"))
          ?.slice(9),
      );
    expect(number(at("2021-06-10T22:00:00Z"))).toBe(number(round.closesAt) + 10);
  });

  it("folds long lines between characters, at 75 octets, and escapes what has a meaning", () => {
    const summary = `Sista dag; för RSS ${"Å\u{1F4C5}".repeat(40)}, \\ och\nmer`;
    const bytes = calendarFile({
      ...{ uid: "u", sequence: 0, closesAt: round.closesAt, summary, url: portal, language: "sv", now },
    });
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    for (const line of text.split("\r\n")) expect(new TextEncoder().encode(line).length).toBeLessThanOrEqual(75);
    expect(text.replace(/\r\n /g, "")).toContain(`Sista dag\\; för RSS ${"Å\u{1F4C5}".repeat(40)}\\, \\\\ och\\nmer`);
    expect(text.replace(/\r\n/g, "")).not.toMatch(/[\r\n]/);
  });
});
