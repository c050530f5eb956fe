import { createHash } from "node:crypto";
import { beforeAll, describe, expect, it } from "@jest/globals";
import { nameInBucket } from "#domain/attachments";
import { isWhole } from "#domain/chain";
import { addDays, epoch, instant } from "#domain/deadlines";
import type { Role } from "#domain/permissions";
import { SKR } from "#domain/permissions";
import {
  allMails,
  courses,
  days,
  eventsOf,
  granted,
  grantOf,
  letters,
  type Mail,
  people,
  readingDays,
  staff,
} from "#tests/a-whole-round";
import { answersFilled, hash } from "#tests/builders";
import { memoryTable } from "#tests/memory-table";
import { anOutbox } from "#tests/outbox";
import { aPortalInMemory, identityOf, table } from "#tests/portal";
import { aTick } from "#tests/reminding";
import { sealServices } from "#tests/seal-services";
import { fillIn, pressAndSign, proposedIn } from "#tests/story";
import { rsses } from "../../infra/local/seed.ts";
import { verdictStore } from "../../lambdas/store/verdicts.ts";

const first = "2021-04-15";
const length = 90;
const bytes = Buffer.from("%PDF-1.7 papper");
const sha256 = createHash("sha256").update(bytes).digest("hex");
const file = { name: "Papper.pdf", size: bytes.length, sha256 };
const at = (day: string, hour: number, minute = 0) =>
  instant(Date.parse(`${day}T00:00:00.000Z`) + (hour * 60 + minute) * 60_000);

type Act = { at: string; go: () => Promise<unknown> };

describe("a-whole-round", () => {
  const memory = memoryTable();
  const portal = aPortalInMemory(memory);
  const mails: Mail[] = [];
  let now = epoch(at(first, 0));
  const outbox = anOutbox(
    portal,
    () => {},
    sealServices(() => now),
  );
  const tick = aTick(portal);

  const id = (letter: string) => `2021.${letter}`;
  const writer = (letter: string) => `w-${letter}`;
  const head = (letter: string) => `h-${letter}`;
  const call = async (...[sub, route, given]: Parameters<typeof portal.call>) => {
    const reply = await portal.call(sub, route, { at: now, ...given });
    if (reply.status !== 200) throw new Error(`${route} by ${sub} at ${instant(now)}: ${reply.text}`);
    return reply;
  };

  /** 21 RSS with a writer and a head each, two officers and an administrator. */
  async function aCountry(): Promise<void> {
    const { registry } = portal;
    const belongs = async (sub: string, name: string, email: string, org: string, role: Role) => {
      await registry.putPerson({ id: `p-${sub}`, name, email }, identityOf(sub));
      await registry.putMembership(`p-${sub}`, { org, role, from: instant(0), to: null, confirmedBy: "p-lena" });
    };
    for (const rss of rsses) {
      await registry.putRss(rss);
      await belongs(writer(rss.id), `Skrivare ${rss.id}`, people(rss.id).writer, rss.id, "writer");
      await belongs(head(rss.id), `Chef ${rss.id}`, people(rss.id).head, rss.id, "head");
    }
    await belongs("karin", "Karin Ström", "karin@example.se", SKR, "officer");
    await belongs("johan", "Johan Vik", "johan@example.se", SKR, "officer");
    await belongs("lena", "Lena Alm", "lena@example.se", SKR, "admin");
  }

  /** The administrator makes the rounds of the plans and of the reports on them, and opens them. */
  async function openRounds(): Promise<void> {
    const amounts = { standard: 400_000, metropolitan: 600_000, metropolitanCounties: ["AB", "M", "O"] };
    const rules = { weekendRule: "keep", act: "handed-in", signDays: 7, horizon: 2023, howToSend: "I portalen." };
    const ladder = { days: [30, 14, 7, 2, 0], heads: [7, 2, 0] };
    const plans = { opensAt: at("2021-03-01", 0), closesOn: "2021-05-31", reportBy: "2022-02-01", follows: null };
    const reports = { opensAt: at("2021-11-01", 0), closesOn: "2022-02-01", reportBy: "2022-02-01", follows: "2021" };
    for (const [template, settings, frame] of [
      ["plan-2021", plans, 9_000_000],
      ["report-2021", reports, null],
    ] as const) {
      const made = await call("lena", "createRun", { body: { template, year: 2021 } });
      const { round, rev } = (made as Awaited<ReturnType<typeof portal.call<"createRun">>>).answer;
      const params = { round: round.id };
      const body = { ...rules, ...settings, amounts, ladder, frame };
      const edited = await call("lena", "editRun", { params, body, seen: rev });
      const { rev: seen } = (edited as Awaited<ReturnType<typeof portal.call<"editRun">>>).answer;
      await call("lena", "openRun", { params, body: {}, seen });
    }
  }

  const waitingOf = async (letter: string) => {
    const { answer } = await portal.call(head(letter), "submission", { params: { id: id(letter) }, at: now });
    if (!answer.waiting) throw new Error(`nothing of ${letter} waits`);
    return answer.waiting;
  };
  const handIn = (letter: string, note?: string) =>
    call(writer(letter), "handIn", { params: { id: id(letter) }, body: note === undefined ? {} : { note } });
  const sign = async (letter: string) => {
    const pressed = instant(now);
    const loggedIn = instant(now + 60_000);
    const { sign: signed } = await pressAndSign(portal, id(letter), head(letter), await waitingOf(letter), {
      ...{ pressed, loggedIn },
    });
    if (signed.status !== 200) throw new Error(`${letter}: ${signed.text}`);
  };
  async function upload(letter: string, route: "addScan" | "addReceived", body: object): Promise<string> {
    const params = { id: id(letter) };
    const { answer } = (await call("karin", route, { params, body })) as Awaited<
      ReturnType<typeof portal.call<"addScan">>
    >;
    const key = answer.post?.fields.key ?? "";
    portal.attachments.objects.set(key, bytes);
    await call("karin", "confirmScan", { params: { ...params, file: answer.file.id }, body: {} });
    const check = { name: nameInBucket(key), object: "1", verdict: "clean" as const, at: instant(now) };
    await verdictStore(memory.db, table).judge(params.id, check);
    return answer.file.id;
  }

  function actsOf(letter: string): Act[] {
    const { handedIn, signed, extension, came, onPaper, completion, rejected } = courses[letter] ?? {
      handedIn: "",
      signed: "",
    };
    const params = { id: id(letter) };
    const asks = (reason: string) => () => call(writer(letter), "requestExtension", { params, body: { reason } });
    const acts: Act[] = [];
    const on = (day: string, hour: number, go: Act["go"]) => acts.push({ at: at(day, hour), go });
    if (!came) on("2021-04-20", 8, () => fillIn(portal, id(letter), writer(letter), answersFilled(), { at: now }));
    if (extension) {
      on(extension.asked, 9, asks("Sjukdom."));
      const body = { until: extension.until, reason: "Sjukdom." };
      on(extension.given, 12, () => call("karin", "grantExtension", { params, body }));
    }
    if (came) {
      on(handedIn, 8, async () => {
        const given = { receivedOn: "2021-05-31", how: "mail", reason: "De kom inte in i portalen.", signed: null };
        await call("karin", "handInFor", {
          params,
          body: { file: await upload(letter, "addReceived", file), ...given },
        });
      });
    } else on(handedIn, 9, () => handIn(letter));
    if (onPaper) {
      on(signed, 10, async () => {
        const code = (await waitingOf(letter)).hash.slice(0, 8);
        const scan = await upload(letter, "addScan", { ...file, code });
        const said = { head: `p-${head(letter)}`, signedOn: "2021-06-01", reason: "Kom med post." };
        await call("karin", "signOnPaper", { params, body: { file: scan, code, ...said } });
      });
    } else on(signed, 10, () => sign(letter));
    if (completion) {
      const body = { questions: ["8b"], dueOn: days.due, message: "Hur många kommuner är med?" };
      on(days.asked, 9, () => call("johan", "requestCompletion", { params, body }));
      on(completion.handedIn, 9, async () => {
        const { answer } = await portal.call(writer(letter), "submission", { params, at: now });
        const seen = answer.draft?.answers["8b"]?.rev ?? 0;
        const saved = { params: { ...params, question: "8b" }, body: { value: "Fjorton kommuner är med." }, seen };
        await call(writer(letter), "saveAnswer", saved);
        await handIn(letter, "Vi har räknat dem.");
      });
      on(completion.signed, 10, () => sign(letter));
    }
    if (rejected) {
      const body = { outcome: "rejected", amount: null, reasons: "Målen går inte att följa upp." };
      on(days.decided, 9, () => call("karin", "decide", { params, body }));
      return acts;
    }
    const amount = grantOf(letter);
    on(days.decided, 9, () =>
      call("karin", "decide", { params, body: { outcome: "approved", amount, reasons: null } }),
    );
    on(days.attested, 9, async () =>
      call("johan", "attest", { params, body: await proposedIn(portal, id(letter), now) }),
    );
    const paid = { amount, on: "2021-07-05", reference: `Utbetalning ${letter}` };
    on("2021-07-05", 9, () => call("karin", "pay", { params, body: paid }));
    return acts;
  }

  /** Karin reads every version that has come. */
  const reading = async () => {
    for (const letter of letters) {
      const { answer } = await portal.call("karin", "submission", { params: { id: id(letter) }, at: now });
      if (answer.standing === null) continue;
      await call("karin", "version", { params: { id: id(letter), n: String(answer.standing) } });
    }
  };

  /** Whatever has been sent since it was last asked, as mails of that day. */
  const heard = { outbox: 0, tick: 0 };
  function hear(day: string): void {
    for (const [from, sent] of [
      ["outbox", outbox.sent],
      ["tick", tick.sent],
    ] as const) {
      for (const { to, letter } of sent.slice(heard[from])) mails.push(`${day} ${to}: ${letter.subject}`);
      heard[from] = sent.length;
    }
  }

  beforeAll(async () => {
    await aCountry();
    now = epoch(at("2021-02-15", 9));
    await openRounds();
    const acts = [
      ...letters.flatMap(actsOf),
      ...readingDays.map((day): Act => ({ at: at(day, 12), go: reading })),
    ].sort((one, other) => (one.at < other.at ? -1 : 1));
    for (let n = 0; n < length; n += 1) {
      const day = addDays(first, n);
      now = epoch(at(day, 6));
      await tick.on(day);
      // A second call of the same morning, and everything that is pending told twice, change nothing.
      await tick.on(day);
      for (const act of acts.filter(({ at: when }) => when.startsWith(day))) {
        now = epoch(act.at);
        await act.go();
        await outbox.deliver(instant(now + 120_000));
      }
      await outbox.deliver(at(day, 20));
      hear(day);
    }
  }, 240_000);

  it("sent exactly the mails that it was to send", () => {
    expect(mails.sort()).toEqual(allMails());
    process.stdout.write(
      `a-whole-round: ${mails.length} mails over ${length} days to ${new Set(mails.map((mail) => mail.split(" ")[1])).size} addresses\n`,
    );
  });

  it("left nothing undone, and nothing failed", async () => {
    expect(await outbox.pending.outstanding()).toEqual([]);
    expect([...outbox.errors, ...tick.errors]).toEqual([]);
  });

  it.each(letters)("took the plan of %s through the events of its course, whole in their chain", async (letter) => {
    const events = (await portal.store.events(id(letter))).map(({ event }) => event);
    expect(events.map(({ fact }) => fact.type)).toEqual(eventsOf(letter));
    const { submission } = (await portal.store.load(id(letter))) ?? {};
    expect(submission && isWhole(id(letter), events, submission, hash)).toBe(true);
    expect(submission?.state).toBe(courses[letter]?.rejected ? "rejected" : "approved");
  });

  it("granted what was proposed, in all and to each, and paid it", async () => {
    const { answer } = await portal.call("karin", "overview", { params: { round: "2021" }, at: now });
    const amounts = Object.fromEntries(answer.rows.map(({ rss, amount }) => [rss.id, amount]));
    expect(amounts).toEqual(
      Object.fromEntries(letters.map((letter) => [letter, courses[letter]?.rejected ? null : grantOf(letter)])),
    );
    expect(answer.rows.reduce((sum, { amount }) => sum + (amount ?? 0), 0)).toBe(granted);
    // One was rejected: with it the frame would have been used to the last krona.
    expect(granted + grantOf("E")).toBe(9_000_000);
    const paid = await Promise.all(letters.map(async (letter) => (await portal.store.head(id(letter)))?.paid));
    expect(paid.reduce<number>((sum, each) => sum + (each ?? 0), 0)).toBe(granted);
  });

  it("put each in its time: in time but for none, by their own last day or the day it came", async () => {
    const receipts = await Promise.all(
      letters.map(
        async (letter) => (await portal.call("karin", "receipt", { params: { id: id(letter) }, at: now })).answer,
      ),
    );
    expect(receipts.filter(({ inTime }) => !inTime)).toEqual([]);
    const late = receipts.filter(({ completes }) => completes && !completes.inTime);
    expect(late.map(({ number }) => number)).toEqual(["GFP-2021-G-2"]);
    const extended = receipts.filter(({ extensionReason }) => extensionReason !== null);
    expect(extended.map(({ number }) => number).sort()).toEqual(["GFP-2021-I-1", "GFP-2021-K-1"]);
    expect(receipts.filter(({ paper }) => paper).map(({ number }) => number)).toEqual(["GFP-2021-Z-1"]);
  });

  it("made a sealed document of every signed version, and a report to write for every RSS with money", async () => {
    for (const letter of letters) {
      const { documents = [] } = (await portal.store.load(id(letter))) ?? {};
      const versions = courses[letter]?.completion ? [1, 2] : [1];
      const sealed = documents.filter(({ level }) => level === "B-T").map(({ version }) => version);
      expect([letter, [...new Set(sealed)].sort()]).toEqual([letter, versions]);
      const report = await portal.store.head(`2021-rapport.${letter}`);
      expect([letter, report?.state]).toEqual([letter, courses[letter]?.rejected ? undefined : "not-started"]);
    }
  });

  it("kept SKR's own address out of the RSS's mails, and the RSS out of SKR's", () => {
    const own = mails.filter((mail) => mail.includes(` ${staff}: `));
    expect(own).toHaveLength(allMails().filter((mail) => mail.includes(` ${staff}: `)).length);
    expect(own.filter((mail) => /kvar:|Kvitto/.test(mail))).toEqual([]);
  });
});
