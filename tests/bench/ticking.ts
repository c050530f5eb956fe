/**
 * Run as a process of its own: what it takes to remind many RSS on a day, or to play a whole round of theirs. Prints JSON. Its arguments are
 * how many RSS, and the day; without a day the round is played.
 */
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

/** `peakMB`: of all memory of the process. */
export type Ticking = { cpu: number; mails: number; peakMB: number };

const [organisations = 0, day] = [Number(process.argv[2]), process.argv[3]];
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

async function aDay(day: string): Promise<number> {
  const world = aWorld(new Set());
  const { failed } = await reminders(world)(tickOf(day));
  if (failed > 0) throw new Error(`${failed} failed`);
  return world.sent();
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

function aRoundPlayed(): number {
  let mails = 0;
  for (const each of planned(round, usualLadder, aPlay(), "kvinnofrid@example.se"))
    if (each.type === "mail") mails += 1;
  return mails;
}

const since = process.cpuUsage();
const mails = day === undefined ? aRoundPlayed() : await aDay(day);
const cpu = cpuSeconds(since);
const peakMB = process.resourceUsage().maxRSS / 1000;
process.stdout.write(JSON.stringify({ cpu, mails, peakMB } satisfies Ticking));
