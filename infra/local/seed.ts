/**
 * What a first start finds: the 21 RSS, invented people of every role, the round of 2021 as it was, and a round that is open now.
 * Everybody here is invented and every address ends in example.se.
 */
import { createHash } from "node:crypto";
import { addDays, type Day, dayOf, endOfDay, type Instant, instant, startOfDay } from "#domain/deadlines";
import { identityHash, type Membership, type Role, SKR } from "#domain/permissions";
import { type Round, type Rss, submissionId } from "#domain/rounds";
import { opened } from "#domain/submission";
import { templateById, templateHash } from "#domain/templates/registry";
import type { RegistryStore } from "../../lambdas/store/registry.ts";

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

export const rsses: Rss[] = counties.map(([id, county, host]) => ({
  id,
  name: `RSS ${county}`,
  county,
  host,
  registrar: `registrator.${id.toLowerCase()}@example.se`,
}));

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

const planOf = (year: number, closesOn: Day, opensAt: Instant, howToSend: string): Round => {
  const template = templateById("plan-2021");
  // Goals run for three years at a time: 2021–2023, 2024–2026, …
  const horizon = 2023 + 3 * Math.floor((year - 2021) / 3);
  return {
    id: String(year),
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
    horizon,
    amounts: { standard: 400_000, metropolitan: 600_000, metropolitanCounties: ["AB", "M", "O"] },
    howToSend,
  };
};

/** The round of 2021, which asks for the form by mail to the round's function address. */
export const round2021 = planOf(
  2021,
  "2021-05-31",
  startOfDay("2021-03-01"),
  "Vänligen skicka en digital version av mallen till kvinnofrid@example.se. Undertecknat exemplar kan scannas och mejlas eller skickas med post till SKR, Kvinnofridssatsningen, 118 82 Stockholm.",
);

/** A round that is open at an instant: it closes on the next 31 May that is at least a week away. */
export function roundOpenAt(now: Instant): Round {
  const soon = addDays(dayOf(now), 7);
  const year = Number(soon.slice(0, 4)) + (soon.slice(5) > "05-31" ? 1 : 0);
  const howToSend = "Chefen läser planen och skriver under i RSS-portalen.";
  return planOf(year, `${year}-05-31`, startOfDay(addDays(dayOf(now), -14)), howToSend);
}

/** Publishes a round and begins a submission in it for every RSS, with what is known filled in. */
async function openRound(registry: RegistryStore, round: Round): Promise<void> {
  await registry.putRound(round);
  for (const rss of rsses) {
    const contacts = seeded
      .filter(({ member }) => member.some(([org, role]) => org === rss.id && role === "writer"))
      .map(({ sub, name }) => ({ name, email: mailOf(sub) }));
    const submission = opened(submissionId(round.id, rss.id), round.closesAt, sha256);
    await registry.open(submission, { "2": rss.host, "3": contacts });
  }
}

/** Fills an empty table. `issuer` is where the seeded people log in. */
export async function seed(registry: RegistryStore, issuer: string, now: number): Promise<void> {
  for (const rss of rsses) await registry.putRss(rss);
  for (const { sub, name, member } of seeded) {
    // Derived, so that a table seeded anew knows the same people; in production a pseudonym is drawn at random.
    const person = `p-${sha256(`local ${sub}`).slice(0, 12)}`;
    await registry.putPerson({ id: person, name, email: mailOf(sub) }, identityHash(issuer, sub, sha256));
    for (const [org, role] of member) {
      const membership: Membership = { org, role, from: instant(0), to: null, confirmedBy: "seed" };
      await registry.putMembership(person, membership);
    }
  }
  await openRound(registry, round2021);
  const current = roundOpenAt(instant(now));
  if (current.id !== round2021.id) await openRound(registry, current);
}
