import { beforeEach, describe, expect, it } from "@jest/globals";
import { addDays } from "#domain/deadlines";
import { tickOf } from "#domain/reminders";
import { aMemoryTable, aPortalInMemory, identityOf, table } from "#tests/portal";
import { aTick, refused } from "#tests/reminding";
import { fillIn, handInPlan, pressAndSign } from "#tests/story";
import { rsses } from "../../infra/local/seed.ts";
import { registryStore } from "../../lambdas/store/registry.ts";
import { submissionStore } from "../../lambdas/store/submissions.ts";
import { tickStore } from "../../lambdas/store/ticks.ts";
import type { Db } from "../../lambdas/store/transact.ts";

const id = "2021.W";
/** Whoever is reminded besides Dalarna's people: those of RSS with people in the seed. */
const mailboxes = rsses.flatMap(({ mailbox }) => mailbox ?? []);
const others = [...["sara", "nora", "ida"].map((sub) => `${sub}@example.se`), ...mailboxes];

describe("the daily tick", () => {
  let portal: ReturnType<typeof aPortalInMemory>;
  beforeEach(async () => {
    portal = aPortalInMemory(await aMemoryTable());
  });
  const to = (sent: { to: string }[]) => sent.map((mail) => mail.to).sort();

  it("reminds the writers of every plan that has not come, once each, also her who writes for two RSS", async () => {
    const tick = aTick(portal);
    expect(await tick.on("2021-05-17")).toEqual({ sent: 2 + others.length, failed: 0 });
    expect(to(tick.sent)).toEqual(["elin@example.se", "maja@example.se", ...others].sort());
    const ida = tick.sent.find((mail) => mail.to === "ida@example.se");
    expect(ida?.letter).toMatchObject({
      subject: "Skicka in planen senast 31 maj",
      action: { label: "Öppna portalen", url: "https://portalen.example.se/" },
    });
    expect(ida?.letter.paragraphs[0]).toBe("Planen för RSS Sörmland och RSS Västmanland är inte inskickad.");
    expect(ida?.enclosures.map(({ name }) => name)).toEqual(["2021.D.ics", "2021.U.ics"]);
  });

  it("sends nothing when it comes by a second time, that day or by a late call of an earlier one", async () => {
    const tick = aTick(portal);
    await tick.on("2021-05-17");
    const before = tick.sent.length;
    for (const day of ["2021-05-17", "2021-05-10"]) expect(await tick.on(day)).toEqual({ sent: 0, failed: 0 });
    expect(tick.sent).toHaveLength(before);
    expect(await tickStore(portal.client, table).lastTick("reminders")).toBe("2021-05-17");
  });

  it("stops at the hand-in, and then reminds the head alone, until it is signed", async () => {
    await fillIn(portal, id, "maja");
    const waiting = await handInPlan(portal, id, "maja", { at: "2021-05-20T09:00:00.000Z" });
    const tick = aTick(portal);
    const dalarna = (mail: { to: string }) => /^(maja|elin|anna|olle)@/.test(mail.to);
    const told: Record<string, string[]> = {};
    const days = (from: string, until: string) =>
      Array.from({ length: (Date.parse(until) - Date.parse(from)) / 86_400_000 + 1 }, (_, n) => addDays(from, n));
    for (const day of days("2021-05-21", "2021-06-02")) {
      tick.sent.length = 0;
      await tick.on(day);
      const mine = tick.sent.filter(dalarna).map(({ to, letter }) => `${to}: ${letter.subject}`);
      if (mine.length > 0) told[day] = mine;
    }
    expect(told).toEqual({
      "2021-05-24": ["anna@example.se: En plan väntar på din underskrift"],
      "2021-05-28": ["anna@example.se: 10 dagar kvar: planen väntar på din underskrift"],
      "2021-05-31": ["anna@example.se: 7 dagar kvar: planen väntar på din underskrift"],
      "2021-06-01": ["anna@example.se: 6 dagar kvar: planen väntar på din underskrift"],
      "2021-06-02": ["anna@example.se: 5 dagar kvar: planen väntar på din underskrift"],
    });
    const times = { pressed: "2021-06-02T09:00:00.000Z", loggedIn: "2021-06-02T09:01:00.000Z" };
    expect((await pressAndSign(portal, id, "anna", waiting, times)).sign.status).toBe(200);
    tick.sent.length = 0;
    for (const day of days("2021-06-03", "2021-06-08")) await tick.on(day);
    expect(tick.sent.filter(dalarna)).toEqual([]);
  });

  it("tells SKR the day after closing", async () => {
    const tick = aTick(portal);
    await tick.on("2021-05-31");
    tick.sent.length = 0;
    await tick.on("2021-06-01");
    expect(to(tick.sent)).toEqual(["kvinnofrid@example.se"]);
    expect(tick.sent[0]?.letter).toMatchObject({
      subject: "Så gick det: genomförandeplaner till 31 maj",
      action: { url: "https://portalen.example.se/oversikt/2021" },
      facts: [{ label: `Inte inskickade (${rsses.length})` }],
    });
  });

  it("looks at the submission once more before it marks: who hands in meanwhile is not reminded", async () => {
    await fillIn(portal, id, "maja");
    const head = await portal.store.head(id);
    if (!head) throw new Error("no submission");
    let looks = 0;
    const store = {
      ...portal.store,
      // The first look at Dalarna sees a draft; by the second it has been handed in.
      head: async (asked: string) => {
        if (asked === id && ++looks === 1) return head;
        if (asked === id && looks === 2) await handInPlan(portal, id, "maja", { at: "2021-05-17T05:59:00.000Z" });
        return portal.store.head(asked);
      },
    };
    const tick = aTick({ ...portal, store });
    expect((await tick.on("2021-05-17")).failed).toBe(0);
    expect(to(tick.sent)).toEqual(others.filter((each) => each !== "rss.w@example.se").sort());
  });

  it("killed at any mail, and come again, has sent everything once but the one whose mark has no outcome", async () => {
    const whole = aTick(portal);
    await whole.on("2021-05-17");
    for (let killedAt = 0; killedAt < whole.sent.length; killedAt += process.env.DEEP ? 1 : 3) {
      const again = aPortalInMemory(await aMemoryTable());
      let count = 0;
      let isDead = false;
      const victims: string[] = [];
      const tick = aTick(again, (address) => {
        if (isDead || count++ === killedAt) {
          isDead = true;
          victims.push(address);
          // As a lost connection: nobody knows whether it went.
          throw Object.assign(new Error("killed"), { code: "ECONNRESET" });
        }
      });
      await tick.on("2021-05-17");
      const first = to(tick.sent);
      const second = aTick(again);
      await second.on("2021-05-17");
      await second.on("2021-05-18");
      const all = [...first, ...to(second.sent)].sort();
      expect(new Set(all).size).toBe(all.length);
      const marks = (await second.mails.ofSubmission(id)).filter(({ state }) => state === "sending");
      const lost = victims.filter((address) => /^(maja|elin|rss\.w)@/.test(address));
      expect(marks.map((mark) => mark.to).sort()).toEqual(lost.sort());
    }
  });

  it("dies at any of its calls to the table, and has sent everything once when it has come again", async () => {
    const dying = async (at: number) => {
      const memory = await aMemoryTable();
      let count = 0;
      // Before it was done as often as after it.
      const db: Db = {
        send: (async (command: never) => {
          const n = count++;
          if (n < at) return memory.db.send(command);
          if (n === at && at % 2 === 1) await memory.db.send(command);
          throw new Error("died");
        }) as Db["send"],
      };
      const stores = { store: submissionStore(db, table), registry: registryStore(db, table, async () => {}) };
      const first = aTick({ ...aPortalInMemory(memory), ...stores, client: db });
      await first.on("2021-05-17").catch(() => {});
      const second = aTick(aPortalInMemory(memory));
      await second.on("2021-05-17");
      const marks = memory.rowsOf("MAIL#2021");
      const unknown = marks.filter((row) => row.state?.S === "sending").map((row) => row.to?.S ?? "");
      return { calls: count, sent: [...to(first.sent), ...to(second.sent)].sort(), unknown };
    };
    const all = ["elin@example.se", "maja@example.se", ...others].sort();
    const { calls } = await dying(Number.POSITIVE_INFINITY);
    // Five is odd: it dies before and after what it asked for in turn.
    for (let at = 0; at < calls; at += process.env.DEEP ? 1 : 5) {
      const { sent, unknown } = await dying(at);
      expect(new Set(sent).size).toBe(sent.length);
      // What is missing has a mark without an outcome, for staff to see.
      expect(all.filter((each) => !sent.includes(each) && !unknown.includes(each))).toEqual([]);
    }
  });

  it("tries again what SES refused, and lets nobody wait for it", async () => {
    let isAway = true;
    const tick = aTick(portal, (address) => {
      if (isAway && address === "maja@example.se") throw refused();
    });
    expect(await tick.on("2021-05-17")).toEqual({ sent: 1 + others.length, failed: 1 });
    expect(tick.errors.join("")).not.toMatch(/maja|@/);
    isAway = false;
    expect(await tick.remind(tickOf("2021-05-17"))).toEqual({ sent: 1, failed: 0 });
    expect(await tick.on("2021-05-18")).toEqual({ sent: 0, failed: 0 });
    expect(to(tick.sent)).toEqual(["elin@example.se", "maja@example.se", ...others].sort());
  });

  it("writes in the language a person has chosen", async () => {
    await portal.call("elin", "setLanguage", { body: { language: "en" } });
    const tick = aTick(portal);
    await tick.on("2021-05-24");
    const subjects = Object.fromEntries(tick.sent.map(({ to, letter }) => [to, letter.subject]));
    expect(subjects["elin@example.se"]).toBe("7 days left: the plan has not been submitted");
    expect(subjects["maja@example.se"]).toBe("7 dagar kvar: planen är inte inskickad");
  });

  it("passes over a marked address", async () => {
    const tick = aTick(portal);
    const person = (await portal.registry.personOf(identityOf("sara"))) ?? "";
    const at = "2021-05-10T09:00:00.000Z";
    await tick.mails.markAddress({ address: "Sara@example.se", why: "bounced", at, person, about: ["2021.X"] });
    await tick.on("2021-05-17");
    expect(to(tick.sent)).not.toContain("sara@example.se");
    expect(to(tick.sent).filter((each) => /\.x@/.test(each))).toEqual(["rss.x@example.se"]);
  });

  it("keeps an RSS's mails under the round, with what they are about", async () => {
    const tick = aTick(portal);
    await tick.on("2021-05-17");
    const about = await tick.mails.ofSubmission("2021.U");
    expect(about).toHaveLength(2);
    const idas = about.filter((mail) => mail.to === "ida@example.se");
    expect(idas.map(({ kind, step, to, about, state }) => ({ kind, step, to, about, state }))).toEqual([
      {
        ...{ kind: "not-handed-in", step: "2021-05-31.14", to: "ida@example.se" },
        ...{ about: ["2021.D", "2021.U"], state: "sent" },
      },
    ]);
  });
});
