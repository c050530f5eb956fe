/** The register of RSS and its log. */
import type { Hash } from "#domain/canonical";
import { given, isWhole } from "#domain/chain";
import type { Answer, Body } from "#domain/contract";
import { dayOf, type Instant } from "#domain/deadlines";
import { Refusal } from "#domain/errors";
import { SKR } from "#domain/permissions";
import { detailsOf, type RegisterFact, saveRss } from "#domain/register";
import { hostOn, type Rss } from "#domain/rounds";
import type { RegisterStore } from "../store/register.ts";
import type { RegistryStore } from "../store/registry.ts";
import type { Handlers } from "./api.ts";
import { byOf } from "./register-change.ts";
import type { Views } from "./views.ts";

type Dependencies = {
  register: Pick<RegisterStore, "chain" | "saveRss" | "registerEvents">;
  registry: Pick<RegistryStore, "rsses" | "rss">;
  views: Pick<Views, "namer">;
  hash: Hash;
};

const tries = 20;

const rssView = (rss: Rss, now: Instant): Answer<"saveRss"> => ({
  ...{ id: rss.id, rev: rss.rev ?? 0, host: hostOn(rss, dayOf(now)) },
  ...detailsOf(rss),
});

export function registerRoutes({
  register,
  registry,
  views,
  hash,
}: Dependencies): Pick<Handlers, "register" | "saveRss" | "registerLog"> {
  return {
    async register({ receivedAt }) {
      return { rsses: (await registry.rsses()).map((rss) => rssView(rss, receivedAt)), now: receivedAt };
    },

    async saveRss(request) {
      const { params, seen, receivedAt } = request;
      const org = params.org as string;
      const wanted = request.body as Body<"saveRss">;
      // A county's letter is one or two; SKR is no RSS.
      if (org.length > 2) throw new Refusal("not-found");
      for (let attempt = 0; attempt < tries; attempt += 1) {
        const [chain, before] = await Promise.all([register.chain(org), registry.rss(org)]);
        const decision = saveRss(chain, org, before, seen, wanted, byOf(request), hash);
        if (!decision) return rssView(before as Rss, receivedAt);
        if (await register.saveRss(decision.event, before, decision.after)) return rssView(decision.after, receivedAt);
      }
      throw new Refusal("busy");
    },

    async registerLog({ params }) {
      const org = params.org as string;
      const chain = await register.chain(org);
      if (org !== SKR && chain.seq === 0 && !(await registry.rss(org))) throw new Refusal("not-found");
      const events = await register.registerEvents(chain.id);
      const name = await views.namer(events.flatMap(({ by, fact }) => [by, ...peopleIn(fact), ...alongIn(fact)]));
      return {
        events: events.map(({ seq, at, by, fact, hash: own }) => {
          const [person, other] = peopleIn(fact);
          return {
            ...{ seq, at, by: name(by), type: fact.type, hash: own },
            ...{ person: person === undefined ? null : name(person), other: other === undefined ? null : name(other) },
            along: alongIn(fact).map(name),
            ...told(fact),
          };
        }),
        whole: isWhole(chain.id, events, chain, hash),
        chain: given(chain, events, () => true),
      };
    },
  };
}

/** Whom an event is about, and who else: stood in for, or taking over. */
function peopleIn(fact: RegisterFact): string[] {
  switch (fact.type) {
    case "rss-saved":
      return [];
    case "delegated":
      return [fact.person, fact.of];
    case "handed-over":
      return [fact.person, fact.to];
    default:
      return [fact.person];
  }
}

/** Whose standing in ended with it. */
const alongIn = (fact: RegisterFact): string[] =>
  "along" in fact ? [...new Set(fact.along?.map(({ person }) => person))] : [];

type Told = Pick<Answer<"registerLog">["events"][number], "role" | "from" | "to" | "changed">;

function told(fact: RegisterFact): Told {
  const nothing = { role: null, from: null, to: null, changed: null };
  switch (fact.type) {
    case "rss-saved":
      return { ...nothing, changed: fact.changed };
    case "invited":
    case "granted":
    case "ended":
      return { ...nothing, role: fact.role, from: fact.from, to: fact.to };
    case "delegated":
      return { ...nothing, role: "head", from: fact.from, to: fact.to };
    case "handed-over":
      return { ...nothing, role: fact.role, from: fact.at };
    case "invited-again":
    case "accepted":
      return nothing;
  }
}
