/** An RSS's details as they are typed, and back; and put together when two people have changed them at once. */
import type { Answer, Body } from "#domain/contract";
import { isMailAddress } from "#domain/form";
import { bankgiroNumber, organisationNumber } from "#domain/swedish-numbers";

export type TypedHost = { name: string; orgNo: string; from: string; to: string };
export type TypedRss = {
  name: string;
  county: string;
  registrar: string;
  mailbox: string;
  /** One on each line. */
  aliases: string;
  hosts: TypedHost[];
  payee: { isKnown: boolean; name: string; orgNo: string; bankgiro: string; reference: string };
};

type Rss = Answer<"register">["rsses"][number];

export const typedOf = ({ name, county, registrar, mailbox, aliases, hosts, payee }: Rss): TypedRss => ({
  ...{ name, county, registrar, mailbox: mailbox ?? "", aliases: aliases.join("\n") },
  hosts: hosts.map((host) => ({ name: host.name, orgNo: host.orgNo, from: host.from, to: host.to ?? "" })),
  payee: payee ? { isKnown: true, ...payee } : { isKnown: false, name: "", orgNo: "", bankgiro: "", reference: "" },
});

const isDay = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text);

type Wrong = [path: string, problem: string][];

export function detailsFrom(typed: TypedRss): { details: Body<"saveRss"> } | { wrong: Wrong } {
  const wrong: Wrong = [];
  const must = (isFine: unknown, path: string, problem: string) => {
    if (!isFine) wrong.push([path, problem]);
  };
  const mailbox = typed.mailbox.trim();
  must(typed.name.trim(), "name", "missing");
  must(typed.county.trim(), "county", "missing");
  must(isMailAddress(typed.registrar.trim()), "registrar", "bad-mail");
  must(mailbox === "" || isMailAddress(mailbox), "mailbox", "bad-mail");
  for (const [n, { name, orgNo, from, to }] of typed.hosts.entries()) {
    must(name.trim(), `hosts.${n}.name`, "missing");
    must(organisationNumber(orgNo), `hosts.${n}.orgNo`, "not-a-number");
    must(isDay(from), `hosts.${n}.from`, "not-a-day");
    must(to === "" || isDay(to), `hosts.${n}.to`, "not-a-day");
  }
  must(typed.hosts.length > 0, "hosts", "none-now");
  const { isKnown, ...payee } = typed.payee;
  if (isKnown) {
    must(payee.name.trim(), "payee.name", "missing");
    must(organisationNumber(payee.orgNo), "payee.orgNo", "not-a-number");
    must(bankgiroNumber(payee.bankgiro), "payee.bankgiro", "not-a-number");
  }
  if (wrong.length > 0) return { wrong };
  const aliases = typed.aliases.split("\n").map((each) => each.trim());
  return {
    details: {
      ...{ name: typed.name, county: typed.county, registrar: typed.registrar },
      mailbox: mailbox === "" ? null : mailbox,
      aliases: aliases.filter((each) => each !== ""),
      hosts: typed.hosts.map((host) => ({ ...host, to: host.to === "" ? null : host.to })),
      payee: isKnown ? payee : null,
    },
  };
}

const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

/** What was typed on `base` when it has become `theirs` meanwhile; `both`: changed by both, to different things. */
export function merged(base: TypedRss, mine: TypedRss, theirs: TypedRss): { typed: TypedRss; both: string[] } {
  const fields = Object.keys(base) as (keyof TypedRss)[];
  const ours = fields.filter((field) => !isSame(base[field], mine[field]));
  const both = ours.filter((field) => !isSame(base[field], theirs[field]) && !isSame(mine[field], theirs[field]));
  return { typed: { ...theirs, ...Object.fromEntries(ours.map((field) => [field, mine[field]])) }, both };
}
