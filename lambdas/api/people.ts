/** People and where they belong: invited, ended, stood in for, handed over. */
import type { Hash } from "#domain/canonical";
import { type Chain, chainOf } from "#domain/chain";
import type { Answer, Body } from "#domain/contract";
import type { Instant } from "#domain/deadlines";
import { Refusal } from "#domain/errors";
import { languageOf } from "#domain/language";
import { isStuck } from "#domain/mailings";
import * as rules from "#domain/people";
import { SKR, type User } from "#domain/permissions";
import { delegate } from "#domain/substitutes";
import { isVoid } from "#domain/terms";
import type { MailMark, MailStore } from "../store/mails.ts";
import type { RegisterStore } from "../store/register.ts";
import type { RegistryStore } from "../store/registry.ts";
import type { Handlers } from "./api.ts";
import { bounded } from "./bounded.ts";
import { changer } from "./register-change.ts";
import type { Views } from "./views.ts";

type Dependencies = {
  register: Pick<RegisterStore, "chain" | "savePeople" | "registerMade" | "registerEvents" | "idsIn">;
  registry: Pick<RegistryStore, "user" | "rss">;
  views: Pick<Views, "namer">;
  mails: Pick<MailStore, "under">;
  newId: () => string;
  hash: Hash;
};

type People = Pick<Handlers, "people" | "invite" | "inviteAgain" | "endMembership" | "delegate" | "handOver">;

export function people({ register, registry, views, mails, newId, hash }: Dependencies): People {
  const change = changer(register);

  const usersOf = async (ids: string[]): Promise<User[]> =>
    (await bounded([...new Set(ids)], (id) => registry.user(id))).flatMap((user) => user ?? []);

  /** Everybody of an organisation, read as they stand. */
  const everybodyOf = async (org: string): Promise<User[]> => usersOf(await register.idsIn(org));

  /** Also whoever was named a substitute a moment ago, and is not in the index yet: nobody is to stand in for a head who has gone. */
  async function everybodyIn(chain: Chain, org: string): Promise<User[]> {
    const [ids, events] = await Promise.all([register.idsIn(org), register.registerEvents(chain.id)]);
    return usersOf([...ids, ...events.flatMap(({ fact }) => (fact.type === "delegated" ? [fact.person] : []))]);
  }

  async function known(id: string): Promise<User> {
    const user = await registry.user(id);
    if (!user) throw new Refusal("not-found");
    return user;
  }

  /** Somebody who belongs, or belonged, to the organisation: of others it is not told that they exist. */
  async function ofOrg(id: string, org: string): Promise<User> {
    const user = await known(id);
    if (!user.memberships.some((each) => each.org === org)) throw new Refusal("not-found");
    return user;
  }

  async function refuseUnknown(org: string): Promise<void> {
    if (org !== SKR && !(await registry.rss(org))) throw new Refusal("not-found");
  }

  const paths = ({ params }: { params: Record<string, string> }) => params as { org: string; person: string };
  const drawn = (name: string, email: string) => ({ person: { id: newId(), name, email } });

  /** Whom a change is about when they are named in its body: an unknown one is a fault there, and not of the path. */
  async function named(id: string, path: string): Promise<{ user: User }> {
    const user = await registry.user(id);
    if (!user) throw new Refusal("invalid", { issues: [{ path, problem: "unknown" }] });
    return { user };
  }

  return {
    async people({ params, receivedAt }) {
      const org = params.org as string;
      await refuseUnknown(org);
      const all = await everybodyOf(org);
      const inOrg = all.map(({ person, memberships }) => ({
        person,
        memberships: memberships.filter((each) => each.org === org && !isVoid(each)),
      }));
      const name = await views.namer(
        inOrg.flatMap(({ memberships }) => memberships.flatMap((each) => [each.confirmedBy, each.standsInFor ?? ""])),
      );
      const isAwaited = all.some(({ person }) => person.invited !== undefined);
      const sent = isAwaited ? lastTo(await mails.under(chainOf.register(org)), receivedAt) : new Map();
      const member = ({ person, memberships }: User): Answer<"people">["people"][number] => ({
        ...{ id: person.id, name: person.name, email: person.email, language: languageOf(person) },
        invited: person.invited ?? null,
        invitation: person.invited === undefined ? null : (sent.get(person.id) ?? null),
        memberships: memberships
          .sort((one, other) => other.from.localeCompare(one.from))
          .map(({ role, from, to, confirmedBy, standsInFor }) => ({
            ...{ role, from, to, confirmedBy: name(confirmedBy) },
            standsInFor: standsInFor === undefined ? null : { id: standsInFor, name: name(standsInFor) },
          })),
      });
      // Whoever was let in, and out again before it began, has never been one of them.
      const those = inOrg.filter(({ memberships }) => memberships.length > 0);
      return {
        people: those.map(member).sort((one, other) => one.name.localeCompare(other.name, "sv")),
        now: receivedAt,
      };
    },

    async invite(request) {
      const { org } = paths(request);
      await refuseUnknown(org);
      const { role, from, to, ...who } = request.body as Body<"invite">;
      const fact = await change(request, async (chain, by) =>
        rules.invite(
          chain,
          org,
          "person" in who ? await named(who.person, "person") : drawn(who.name, who.email),
          { role, from, to },
          "person" in who ? [] : await everybodyOf(org),
          by,
          hash,
        ),
      );
      if (fact.type !== "invited" && fact.type !== "granted") throw new Refusal("wrong-state", { state: fact.type });
      return { person: fact.person };
    },

    async inviteAgain(request) {
      const { org, person } = paths(request);
      const { email } = request.body as Body<"inviteAgain">;
      await change(request, async (chain, by) =>
        rules.inviteAgain(chain, org, await ofOrg(person, org), email, by, hash),
      );
      return {};
    },

    async endMembership(request) {
      const { org, person } = paths(request);
      const { role, from, at } = request.body as Body<"endMembership">;
      const fact = await change(request, async (chain, by) => {
        const [whose, all] = await Promise.all([ofOrg(person, org), everybodyIn(chain, org)]);
        const membership = rules.membershipOf(whose, org, role, from);
        return rules.end(chain, org, whose, membership, at, all, request.user, by, hash);
      });
      if (fact.type !== "ended") throw new Refusal("wrong-state", { state: fact.type });
      return { to: fact.to };
    },

    async delegate(request) {
      const { org, person } = paths(request);
      const { of, ...period } = request.body as Body<"delegate">;
      const fact = await change(request, async (chain, by) => {
        const [substitute, head, all] = await Promise.all([
          ofOrg(person, org),
          // As they stand now: whoever asks may have ceased to be head since the request was let in.
          of === null ? known(request.user.person.id) : ofOrg(of, org),
          everybodyIn(chain, org),
        ]);
        return delegate(chain, org, substitute, head, period, all, request.user, by, hash);
      });
      if (fact.type !== "delegated") throw new Refusal("wrong-state", { state: fact.type });
      return { from: fact.from, to: fact.to };
    },

    async handOver(request) {
      const { org, person } = paths(request);
      const { role, from, at, to } = request.body as Body<"handOver">;
      const fact = await change(request, async (chain, by) => {
        const [leaving, all] = await Promise.all([ofOrg(person, org), everybodyIn(chain, org)]);
        const membership = rules.membershipOf(leaving, org, role, from);
        const successor = "person" in to ? await named(to.person, "to") : drawn(to.name, to.email);
        return rules.handOver(chain, org, leaving, membership, successor, at, all, by, hash);
      });
      if (fact.type !== "handed-over") throw new Refusal("wrong-state", { state: fact.type });
      return { person: fact.to, at: fact.at };
    },
  };
}

/** The last mail to each of them, by whom it is to. */
const lastTo = (sent: MailMark[], now: Instant): Map<string, Answer<"people">["people"][number]["invitation"]> =>
  new Map(
    sent
      .sort((one, other) => Number(one.at > other.at) - Number(one.at < other.at))
      .map((mail) => [mail.person, { state: mail.state, at: mail.at, isStuck: isStuck(mail, now) }]),
  );
