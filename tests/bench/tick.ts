/** What reminding ten thousand RSS costs: the tick of a day on which all of them are reminded, and a whole round planned. */
import type { SESv2Client } from "@aws-sdk/client-sesv2";
import { addDays, type Instant, instant } from "#domain/deadlines";
import type { Member } from "#domain/mailings";
import { type Part, planned } from "#domain/planned";
import { tickOf } from "#domain/reminders";
import { usualLadder } from "#domain/round-settings";
import type { Run } from "#domain/run";
import { opened } from "#domain/submission";
import { aRound, hash } from "#tests/builders";
import { postOffice } from "../../lambdas/mail/post.ts";
import { type Dependencies, reminders } from "../../lambdas/reminders/reminders.ts";
import type { Listed } from "../../lambdas/store/registry.ts";
import type { Figure } from "./figures.ts";

const organisations = 10_000;
const round = aRound();
const run: Run = {
  ...{ state: "open", rev: 1, seq: 1, tip: "", ladder: usualLadder, frame: null },
  ...{ openedAt: round.opensAt, closedAt: null },
};
const page = 250;

const rssOf = (n: number) => {
  const id = `R${n}`;
  return {
    id,
    name: `RSS ${n}`,
    county: id,
    host: id,
    registrar: `registrator.${n}@example.se`,
    mailbox: `rss.${n}@example.se`,
  };
};
const member = (id: string, role: "writer" | "head"): Member & { name: string } => ({
  ...{ id, name: id, email: `${id}@example.se`, role, from: instant(0), to: null },
});
/** Two writers and a head; every tenth of the first writers also writes for the RSS before. */
const membersOf = (n: number) => [
  member(`p-${n % 10 === 0 && n > 0 ? n - 1 : n}-a`, "writer"),
  member(`p-${n}-b`, "writer"),
  member(`p-${n}-c`, "head"),
];
const numberOf = (id: string) => Number(id.replace(/^.*R/, ""));
const headOf = (id: string) => opened(id, round.closesAt, hash);

const listedOf = (n: number): Listed => ({
  ...{ id: `${round.id}.R${n}`, rss: `R${n}`, state: "not-started", standing: null, closesAt: round.closesAt },
  ...{ inTime: null, movedAt: null, number: null, requested: false, receivedAt: null },
  ...{ due: null, proposed: null, amount: null, assigned: null },
});

/** The table's part, made up as it is asked for: what is measured is the tick, with its letters as they are handed to SES. */
function aWorld(marks: Set<string>): Dependencies & { sent: () => number } {
  let sent = 0;
  const ses = { send: async () => ({ MessageId: String(sent++) }) } as unknown as Pick<SESv2Client, "send">;
  return {
    sent: () => sent,
    store: { head: async (id) => headOf(id) },
    registry: {
      rss: async (id) => rssOf(numberOf(id)),
      membersOf: async (org) => membersOf(numberOf(org)),
      user: async (person) => {
        const n = Number(person.split("-")[1]);
        const orgs = person.endsWith("-a") && n % 10 === 9 ? [n, n + 1] : [n];
        const membership = { role: "writer" as const, from: instant(0), to: null, confirmedBy: "bench" };
        return {
          person: { id: person, name: person, email: `${person}@example.se` },
          memberships: orgs.map((each) => ({ ...membership, org: `R${each}` })),
        };
      },
      async *eachInRound() {
        for (let from = 0; from < organisations; from += page)
          yield Array.from({ length: page }, (_, n) => listedOf(from + n));
      },
    },
    runs: { runs: async () => [{ round, run }] },
    mails: {
      mark: async ({ kind, step, whom }) => {
        const key = `${kind}#${step}#${whom}`;
        if (marks.has(key)) return false;
        marks.add(key);
        return true;
      },
      outcome: async () => {},
      markedAmong: async () => new Set<string>(),
    },
    ticks: { lastTick: async () => null, ticked: async () => {} },
    post: postOffice(ses, "rss-portalen@example.se"),
    portal: "https://rss-portalen.example.se",
    staff: "kvinnofrid@example.se",
    write: () => {},
  };
}

const cpuSeconds = (since: NodeJS.CpuUsage): number => {
  const { user, system } = process.cpuUsage(since);
  return (user + system) / 1e6;
};

/** Most heap while it runs, above what there was, in MB. */
async function peakOf(work: (look: () => void) => Promise<void>): Promise<number> {
  const before = process.memoryUsage().heapUsed;
  let peak = before;
  const look = () => {
    peak = Math.max(peak, process.memoryUsage().heapUsed);
  };
  const timer = setInterval(look, 50);
  await work(look);
  clearInterval(timer);
  return (peak - before) / 1e6;
}

async function aDay(day: string): Promise<{ cpu: number; sent: number; peak: number }> {
  const world = aWorld(new Set());
  const since = process.cpuUsage();
  const peak = await peakOf(async () => {
    const { failed } = await reminders(world)(tickOf(day));
    if (failed > 0) throw new Error(`${failed} failed`);
  });
  return { cpu: cpuSeconds(since), sent: world.sent(), peak };
}

/** A third hand in on the last day, and of those most are signed; the rest does nothing, and is told so by every step. */
function aPlay(): Part[] {
  const at = (day: string, hour: number): Instant => instant(Date.parse(`${day}T00:00:00Z`) + hour * 3_600_000);
  return Array.from({ length: organisations }, (_, n) => ({
    ...{ rss: rssOf(n), members: membersOf(n) },
    happens:
      n % 3 > 0
        ? []
        : [
            { at: at(round.closesOn, 12), what: "handed-in" as const },
            ...(n % 9 > 0 ? [{ at: at(addDays(round.closesOn, 3), 9), what: "signed" as const }] : []),
          ],
  }));
}

async function aRoundPlanned(): Promise<{ cpu: number; mails: number; peak: number }> {
  const parts = aPlay();
  const since = process.cpuUsage();
  let mails = 0;
  const peak = await peakOf(async (look) => {
    for (const each of planned(round, usualLadder, parts, "kvinnofrid@example.se")) {
      if (each.type === "mail") mails += 1;
      if (mails % 5000 === 0) look();
    }
  });
  return { cpu: cpuSeconds(since), mails, peak };
}

export async function tickFigures(): Promise<Figure[]> {
  const busy = await aDay("2021-05-24");
  const quiet = await aDay("2021-05-25");
  const whole = await aRoundPlanned();
  return [
    { what: `tick of ${organisations} RSS, ${busy.sent} mails`, value: busy.cpu, unit: "CPU s", goal: "≤ 60" },
    { what: "… most heap above what there was", value: busy.peak, unit: "MB", goal: "" },
    { what: "the same on a day on which nothing is due", value: quiet.cpu, unit: "CPU s", goal: "" },
    { what: `a whole round of them planned, ${whole.mails} mails`, value: whole.cpu, unit: "CPU s", goal: "" },
    { what: "… most heap above what there was", value: whole.peak, unit: "MB", goal: "" },
  ];
}
