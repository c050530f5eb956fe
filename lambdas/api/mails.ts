/** What has been mailed about a submission and what became of it, and addresses that take no mail. */
import type { Answer, Body } from "#domain/contract";
import { Refusal } from "#domain/errors";
import { isStuck, mayResend } from "#domain/mailings";
import { can, type User } from "#domain/permissions";
import { partsOf } from "#domain/rounds";
import type { MarkedAddress } from "../store/addresses.ts";
import type { MailMark, MailStore } from "../store/mails.ts";
import type { RegistryStore } from "../store/registry.ts";
import type { SubmissionStore } from "../store/submissions.ts";
import type { Handlers } from "./api.ts";
import type { Views } from "./views.ts";

type Dependencies = {
  store: Pick<SubmissionStore, "head">;
  mails: Pick<MailStore, "ofSubmission" | "mailOf" | "askAgain" | "markedAddresses" | "clearAddress">;
  registry: Pick<RegistryStore, "rsses">;
  views: Pick<Views, "namer">;
};

type Mail = Answer<"mails">["mails"][number];
type Office = Answer<"bounced">["addresses"][number]["office"];

/** `registrar.W`, `mailbox.W`, `staff`: whose function address it is. */
const officeOf = (person: string): Office => {
  const [office] = person.split(".");
  return office === "registrar" || office === "mailbox" || office === "staff" ? office : null;
};

export function mailLog({
  store,
  mails,
  registry,
  views,
}: Dependencies): Pick<Handlers, "mails" | "resend" | "bounced" | "clearAddress"> {
  function view(mail: MailMark, id: string, user: User, now: string, isStaff: boolean): Mail {
    const { kind, step, whom, to, person, subject, at, state } = mail;
    const isOwn = person === user.person.id || officeOf(person) !== null;
    const key = { of: mail.of === id ? ("submission" as const) : ("round" as const), kind, step, whom };
    return {
      kind: kind as Mail["kind"],
      to: isStaff || isOwn ? to : null,
      ...{ subject, at, state, isStuck: isStuck(mail, now) },
      again: isStaff && mayResend(mail, now) && mail.again === null ? (key as Mail["again"]) : null,
      isAsked: mail.again !== null,
    };
  }

  return {
    async mails({ params, user, receivedAt }) {
      const id = params.id as string;
      const isStaff = can(user, "review", partsOf(id).rss, receivedAt);
      const [head, all] = await Promise.all([store.head(id), mails.ofSubmission(id)]);
      if (!head) throw new Refusal("not-found");
      const found = all.filter(({ person }) => isStaff || person !== "staff");
      return { mails: found.map((mail) => view(mail, id, user, receivedAt, isStaff)), now: receivedAt };
    },

    async resend({ params, body, user, receivedAt, key }) {
      const id = params.id as string;
      const { of, kind, step, whom, ...seen } = body as Body<"resend">;
      const which = { of: of === "submission" ? id : partsOf(id).round, kind, step, whom };
      const mail = await mails.mailOf(which);
      if (!mail?.about.includes(id)) throw new Refusal("not-found");
      // Told again after a lost answer.
      if (mail.askedKey === key) return {};
      if (mail.state !== seen.state || mail.at !== seen.at) throw new Refusal("stale", {});
      if (!mayResend(mail, receivedAt)) throw new Refusal("wrong-state", { state: mail.state });
      const asked = await mails.askAgain({ ...which, ...seen }, { person: user.person.id, at: receivedAt, key });
      if (!asked) throw new Refusal("stale", {});
      return {};
    },

    async bounced({ receivedAt }) {
      const [marked, rsses] = await Promise.all([mails.markedAddresses(), registry.rsses()]);
      const name = await views.namer(marked.flatMap(({ person }) => (officeOf(person) ? [] : [person])));
      const names = new Map(rsses.map((rss) => [rss.id, rss.name]));
      const about = (mark: MarkedAddress) => mark.about.flatMap((id) => names.get(partsOf(id).rss) ?? []);
      return {
        addresses: marked.map((mark) => {
          const { address, why, at, person } = mark;
          const office = officeOf(person);
          return { address, why, at, office, person: office ? null : name(person), rsses: [...new Set(about(mark))] };
        }),
        now: receivedAt,
      };
    },

    async clearAddress({ body }) {
      const { address, at } = body as Body<"clearAddress">;
      if (!(await mails.clearAddress(address, at))) throw new Refusal("stale", {});
      return {};
    },
  };
}
