/**
 * What a first start finds: the 21 RSS, invented people of every role, the round of 2021 as it was, and a round that is open now.
 * Everybody here is invented and every address ends in example.se.
 */
import { createHash } from "node:crypto";
import { addDays, type Day, dayOf, endOfDay, type Instant, instant, startOfDay } from "#domain/deadlines";
import type { Answers } from "#domain/form";
import { fromRegister, openingOf } from "#domain/openings";
import { identityHash, type Membership, type Role, SKR } from "#domain/permissions";
import { horizonOf, roundIdOf, settingsOf } from "#domain/round-settings";
import type { Round, Rss } from "#domain/rounds";
import { create, edit, open } from "#domain/run";
import { bankgiroNumber, organisationNumber } from "#domain/swedish-numbers";
import { templateById, templateHash } from "#domain/templates/registry";
import { pendingStore } from "../../lambdas/store/pending.ts";
import { type RegistryStore, registryStore } from "../../lambdas/store/registry.ts";
import { type RunStore, runStore } from "../../lambdas/store/runs.ts";
import { submissionStore } from "../../lambdas/store/submissions.ts";
import type { Db } from "../../lambdas/store/transact.ts";
import { liveThrough } from "./last-year.ts";

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");

const counties: [letter: string, county: string, host: string][] = [
  ["K", "Blekinge", "Region Blekinge"],
  ["W", "Dalarna", "Region Dalarna"],
  ["I", "Gotland", "Region Gotland"],
  ["X", "Gävleborg", "Region Gävleborg"],
  ["N", "Halland", "Region Halland"],
  ["Z", "Jämtland", "Region Jämtland Härjedalen"],
  ["F", "Jönköping", "Region Jönköpings län"],
  ["H", "Kalmar", "Region Kalmar län"],
  ["G", "Kronoberg", "Region Kronoberg"],
  ["BD", "Norrbotten", "Norrbottens kommuner"],
  ["M", "Skåne", "Skånes kommuner"],
  ["AB", "Stockholm", "Storsthlm"],
  ["D", "Sörmland", "Region Sörmland"],
  ["C", "Uppsala", "Region Uppsala"],
  ["S", "Värmland", "Region Värmland"],
  ["AC", "Västerbotten", "Region Västerbotten"],
  ["Y", "Västernorrland", "Kommunförbundet Västernorrland"],
  ["U", "Västmanland", "Region Västmanland"],
  ["O", "Västra Götaland", "Västkom"],
  ["T", "Örebro", "Region Örebro län"],
  ["E", "Östergötland", "Region Östergötland"],
];

/** The first digits with the check digit that makes them a number: no organisation has one that begins so. */
function invented(digits: string, read: (text: string) => string | null): string {
  for (let check = 0; check < 10; check += 1) {
    const number = read(`${digits}${check}`);
    if (number) return number;
  }
  throw new RangeError(`no number begins with ${digits}`);
}

export const rsses: Rss[] = counties.map(([id, county, host], n) => {
  const orgNo = invented(`99990${String(1000 + n)}`, organisationNumber);
  const bankgiro = invented(`9990${String(100 + n)}`, bankgiroNumber);
  return {
    ...{ id, name: `RSS ${county}`, county, host },
    registrar: `registrator.${id.toLowerCase()}@example.se`,
    mailbox: `rss.${id.toLowerCase()}@example.se`,
    aliases: [],
    hosts: [{ name: host, orgNo, from: "2018-01-01", to: null }],
    payee: { name: host, orgNo, bankgiro, reference: `RSS ${county}` },
  };
});

/** When everybody here began. */
export const belongingSince = startOfDay("2018-01-01");

type Seeded = { sub: string; name: string; member: [org: string, role: Role][] };

/** Whom one may log in as. */
const seeded: Seeded[] = [
  { sub: "maja", name: "Maja Lind", member: [["W", "writer"]] },
  { sub: "elin", name: "Elin Sand", member: [["W", "writer"]] },
  { sub: "anna", name: "Anna Berg", member: [["W", "head"]] },
  { sub: "olle", name: "Olle Holm", member: [["W", "reader"]] },
  { sub: "sara", name: "Sara Nygren", member: [["X", "writer"]] },
  { sub: "per", name: "Per Åkerman", member: [["X", "head"]] },
  { sub: "nora", name: "Nora Strand", member: [["AB", "writer"]] },
  { sub: "lars", name: "Lars Ek", member: [["AB", "head"]] },
  {
    sub: "ida",
    name: "Ida Fors",
    member: [
      ["D", "writer"],
      ["U", "writer"],
    ],
  },
  { sub: "hugo", name: "Hugo Dahl", member: [["D", "head"]] },
  { sub: "karin", name: "Karin Ström", member: [[SKR, "officer"]] },
  { sub: "johan", name: "Johan Vik", member: [[SKR, "officer"]] },
  { sub: "lena", name: "Lena Alm", member: [[SKR, "admin"]] },
];

const roleWords: Record<Role, string> = {
  writer: "utvecklingsledare",
  head: "chef för RSS",
  reader: "läsare",
  officer: "handläggare",
  admin: "systemförvaltare",
};

const orgName = (org: string) => (org === SKR ? "SKR" : (rsses.find(({ id }) => id === org)?.name ?? org));

/** The people as the log-in page shows them. */
export const people = seeded.map(({ sub, name, member }) => ({
  sub,
  name,
  label: member.map(([org, role]) => `${roleWords[role]}, ${orgName(org)}`).join(" · "),
  group: orgName(member[0]?.[0] ?? SKR),
}));

const mailOf = (sub: string) => `${sub}@example.se`;

const roundOf = (templateId: string, year: number, closesOn: Day, opensAt: Instant, howToSend: string): Round => {
  const template = templateById(templateId);
  const isReport = template.kind === "report";
  return {
    id: roundIdOf(template.kind, year),
    year,
    kind: template.kind,
    template: { id: template.id, hash: templateHash(template, sha256) },
    opensAt,
    closesAt: endOfDay(closesOn),
    closesOn,
    weekendRule: "keep",
    act: "handed-in",
    signDays: 7,
    reportBy: `${year + 1}-02-01`,
    follows: isReport ? String(year) : null,
    horizon: horizonOf(year),
    amounts: { standard: 400_000, metropolitan: 600_000, metropolitanCounties: ["AB", "M", "O"] },
    howToSend,
  };
};

const inThePortal = "Chefen läser och skriver under i RSS-portalen.";

/** The round of 2021, which asks for the form by mail to the round's function address. */
export const round2021 = roundOf(
  "plan-2021",
  2021,
  "2021-05-31",
  startOfDay("2021-03-01"),
  "Vänligen skicka en digital version av mallen till kvinnofrid@example.se. Undertecknat exemplar kan scannas och mejlas eller skickas med post till SKR, Kvinnofridssatsningen, 118 82 Stockholm.",
);

/** The reports on 2021, for those RSS whose plans are approved. */
export const reports2021 = roundOf("report-2021", 2021, "2022-02-01", startOfDay("2021-11-01"), inThePortal);

/** A round of plans that is open at an instant: it closes on the next 31 May that is at least a week away. */
export function roundOpenAt(now: Instant): Round {
  const soon = addDays(dayOf(now), 7);
  const year = Number(soon.slice(0, 4)) + (soon.slice(5) > "05-31" ? 1 : 0);
  return roundOf("plan-2021", year, `${year}-05-31`, startOfDay(addDays(dayOf(now), -14)), inThePortal);
}

/** Last year's plans, over and decided on, and the reports on them: due on 1 February, or in a month where that is past. */
export function lastYearAt(now: Instant): { plans: Round; reports: Round } {
  const year = roundOpenAt(now).year - 1;
  const due = `${year + 1}-02-01`;
  const soon = addDays(dayOf(now), 7);
  const closesOn = due > soon ? due : addDays(dayOf(now), 30);
  return {
    plans: roundOf("plan-2021", year, `${year}-05-31`, startOfDay(`${year}-03-01`), inThePortal),
    reports: roundOf("report-2021", year, closesOn, startOfDay(addDays(dayOf(now), -21)), inThePortal),
  };
}

export const known = (rss: Rss): Answers =>
  fromRegister(
    rss,
    seeded
      .filter(({ member }) => member.some(([org, role]) => org === rss.id && role === "writer"))
      .map(({ sub, name }) => ({ name, email: mailOf(sub) })),
  );

type Stores = { registry: RegistryStore; runs: RunStore };

/** The administrator's part: the round as it is to be, and open. */
async function publish({ registry, runs }: Stores, round: Round): Promise<void> {
  // A while before it opens, and before now: it may open today.
  const at = (days: number) => startOfDay(addDays(dayOf(round.opensAt), days));
  const by = (days: number) => ({ person: personOf("lena"), at: at(days) });
  const rounds = await registry.rounds();
  const made = create({ template: round.template.id, year: round.year }, rsses, rounds, by(-30), sha256);
  await runs.createRun(made, "seed");
  const wanted = { ...settingsOf(made.after), ...words(round) };
  const edited = edit(made.after, wanted, rounds, by(-21), sha256);
  if (edited) await runs.commitRun(made.after, edited);
  const prepared = edited?.after ?? made.after;
  await runs.commitRun(prepared, open(prepared, rsses, rounds, by(-14), sha256));
}

/** What an administrator says of a round; the rest follows from its form and year. */
const words = ({ id, year, kind, template, closesAt, ...said }: Round) => said;

/** Publishes a round and begins a submission in it for every RSS, with what is known filled in. */
async function openRound(stores: Stores, round: Round, goals: Record<string, Answers> = {}): Promise<void> {
  for (const rss of rsses) {
    await stores.registry.open(openingOf(round, rss.id, { ...known(rss), ...goals[rss.id] }, sha256));
  }
  await publish(stores, round);
}

/** Derived, so that a table seeded anew knows the same people; in production a pseudonym is drawn at random. */
export const personOf = (sub: string): string => `p-${sha256(`local ${sub}`).slice(0, 12)}`;

/** Fills an empty table. `issuer` is where the seeded people log in. */
export async function seed(db: Db, table: string, issuer: string, now: number): Promise<void> {
  const registry = registryStore(db, table);
  for (const rss of rsses) await registry.putRss(rss);
  for (const { sub, name, member } of seeded) {
    const person = personOf(sub);
    await registry.putPerson({ id: person, name, email: mailOf(sub) }, identityHash(issuer, sub, sha256));
    for (const [org, role] of member) {
      const membership: Membership = { org, role, from: belongingSince, to: null, confirmedBy: "seed" };
      await registry.putMembership(person, membership);
    }
  }
  const administration = { registry, runs: runStore(db, table) };
  await openRound(administration, round2021);
  await publish(administration, reports2021);
  const current = roundOpenAt(instant(now));
  if (current.id === round2021.id) return;
  const { plans, reports } = lastYearAt(instant(now));
  // The programme began in 2021, whose round is left for whoever sets the clock back.
  if (plans.id === round2021.id) return openRound(administration, current);
  await openRound(administration, plans);
  await publish(administration, reports);
  const stores = { store: submissionStore(db, table), pending: pendingStore(db, table) };
  await openRound(administration, current, await liveThrough(stores, plans, reports));
}
