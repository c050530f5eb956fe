/**
 * The register of RSS: who houses each and gets its money, and where it is written to. Every change in it, of people too, is an event
 * in the log of the organisation it concerns; people stand there by pseudonym id, and their names and addresses nowhere in it.
 */
import { canonical, type Hash } from "./canonical.ts";
import { type Chain, type Chained, chained } from "./chain.ts";
import { dayOf } from "./deadlines.ts";
import { Refusal } from "./errors.ts";
import type { PeopleFact } from "./people.ts";
import { type Host, hostOn, type Payee, type Rss } from "./rounds.ts";
import type { Step } from "./steps.ts";
import type { By, Event } from "./submission.ts";
import { bankgiroNumber, organisationNumber } from "./swedish-numbers.ts";

/** What is said of an RSS in the register; null or empty for what is not known. */
export type RssDetails = {
  name: string;
  county: string;
  registrar: string;
  mailbox: string | null;
  aliases: string[];
  hosts: Host[];
  payee: Payee | null;
};

export type RegisterFact = { type: "rss-saved"; rev: number; changed: Partial<RssDetails> } | PeopleFact;
export type RegisterEvent = Chained<RegisterFact>;

/** What remains to be done outside the request, by the outbox. */
export const stepsAfterRegister = ({ fact }: RegisterEvent): Step[] =>
  fact.type === "invited" || fact.type === "invited-again" || (fact.type === "handed-over" && fact.isInvited)
    ? ["mail"]
    : [];

/** Of the events that the table's stream carries, those of the register. */
export const isOfRegister = (event: Event | RegisterEvent): event is RegisterEvent => event.id.startsWith("register:");

type Issue = { path: string; problem: string };

/** The details of an RSS as they stand. */
export const detailsOf = ({ name, county, registrar, mailbox, aliases, hosts, payee }: Rss): RssDetails => ({
  ...{ name, county, registrar, mailbox: mailbox ?? null, aliases: aliases ?? [] },
  ...{ hosts: hosts ?? [], payee: payee ?? null },
});

/**
 * Details with their numbers as they are written, hosts in the order of time; and what is wrong with them on that day. Hosts may
 * not overlap, only the last may go on for ever, and one must be in force.
 */
export function checkedDetails(details: RssDetails, today: string): { details: RssDetails; issues: Issue[] } {
  const issues: Issue[] = [];
  const number = (read: (text: string) => string | null, text: string, path: string): string => {
    const found = read(text);
    if (found === null) issues.push({ path, problem: "not-a-number" });
    return found ?? text;
  };
  const hosts = details.hosts
    .map((host, n) => ({ ...host, orgNo: number(organisationNumber, host.orgNo, `hosts.${n}.orgNo`) }))
    .sort((one, other) => one.from.localeCompare(other.from));
  for (const [n, { from, to }] of hosts.entries()) {
    const next = hosts[n + 1];
    if (to !== null && to < from) issues.push({ path: `hosts.${n}.to`, problem: "before-from" });
    if (next && (to === null || to >= next.from)) issues.push({ path: `hosts.${n}.to`, problem: "overlaps" });
  }
  if (hostOn({ host: "", hosts }, today) === "") issues.push({ path: "hosts", problem: "none-now" });
  const payee = details.payee && {
    ...details.payee,
    orgNo: number(organisationNumber, details.payee.orgNo, "payee.orgNo"),
    bankgiro: number(bankgiroNumber, details.payee.bankgiro, "payee.bankgiro"),
  };
  return { details: { ...details, hosts, payee }, issues };
}

/**
 * An RSS saved in the register, on the revision that was seen: 0 for one that is not there yet. Null when nothing is changed.
 * Refuses invalid, and stale when somebody was first.
 */
export function saveRss(
  chain: Chain,
  id: string,
  before: Rss | null,
  seen: number,
  wanted: RssDetails,
  by: By,
  hash: Hash,
): { event: RegisterEvent; after: Rss } | null {
  const rev = before?.rev ?? 0;
  const today = dayOf(by.at);
  const { details, issues } = checkedDetails(wanted, today);
  const was = before && detailsOf(before);
  const keys = (Object.keys(details) as (keyof RssDetails)[]).filter(
    (key) => !was || canonical(was[key]) !== canonical(details[key]),
  );
  if (keys.length === 0) return null;
  // One that was there before it had a revision is at 0 too.
  if (rev !== seen) throw new Refusal("stale", {});
  if (issues.length > 0) throw new Refusal("invalid", { issues });
  const changed = Object.fromEntries(keys.map((key) => [key, details[key]])) as Partial<RssDetails>;
  const { mailbox, payee, ...rest } = details;
  const after: Rss = {
    ...{ id, host: hostOn({ host: "", hosts: details.hosts }, today), ...rest, rev: rev + 1 },
    ...(mailbox === null ? {} : { mailbox }),
    ...(payee === null ? {} : { payee }),
  };
  return { event: chained(chain, { type: "rss-saved", rev: rev + 1, changed }, by, hash), after };
}
