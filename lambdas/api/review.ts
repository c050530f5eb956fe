/** SKR's work on what was submitted: who handles it, what is said about it, what more is asked for. */
import type { Body } from "#domain/contract";
import { Refusal } from "#domain/errors";
import { questionOf } from "#domain/form";
import { can, holding, isInside, SKR } from "#domain/permissions";
import * as rules from "#domain/review";
import { partsOf } from "#domain/rounds";
import type { RegistryStore } from "../store/registry.ts";
import type { Remark } from "../store/remarks.ts";
import type { SubmissionStore } from "../store/submissions.ts";
import type { Handlers } from "./api.ts";
import { mover } from "./move.ts";
import type { Request } from "./request.ts";
import type { Surroundings } from "./surroundings.ts";
import type { Views } from "./views.ts";

type Dependencies = {
  store: SubmissionStore;
  registry: Pick<RegistryStore, "user" | "membersOf">;
  surroundings: Surroundings;
  views: Views;
  hash: (text: string) => string;
};

type Review = Pick<
  Handlers,
  "officers" | "assign" | "remarks" | "remark" | "changeRemark" | "requestCompletion" | "withdrawCompletion"
>;

export function review({ store, registry, surroundings, views, hash }: Dependencies): Review {
  const move = mover(store);
  const idOf = (request: Request) => request.params.id as string;

  async function viewsOf(found: Remark[]) {
    const name = await views.namer(found.flatMap(({ by, resolved }) => [by, resolved?.by ?? ""]));
    return found.map((each) => ({
      ...each,
      by: name(each.by),
      resolved: each.resolved && { at: each.resolved.at, by: name(each.resolved.by) },
    }));
  }

  async function viewOf(remark: Remark) {
    const [view] = await viewsOf([remark]);
    return { remark: view as NonNullable<typeof view> };
  }

  return {
    async officers({ receivedAt }) {
      const members = await registry.membersOf(SKR, "officer");
      const now = members.filter(({ from, to }) => from <= receivedAt && (to === null || receivedAt < to));
      return { officers: now.map(({ id, name }) => ({ id, name })), now: receivedAt };
    },

    async assign(request) {
      const { to } = request.body as Body<"assign">;
      const user = to === null ? null : await registry.user(to);
      const isOfficer =
        user?.memberships.some(({ org }) => org === SKR) && can(user, "review", null, request.receivedAt);
      if (to !== null && !isOfficer) throw new Refusal("invalid", { issues: [{ path: "to", problem: "unknown" }] });
      return move(request, {
        makes: "assigned",
        decide: async ({ submission }, by) =>
          submission.assigned === to ? { answer: {} } : rules.assign(submission, to, by, hash),
        answer: async () => ({}),
      });
    },

    async remarks({ params, user, receivedAt }) {
      const id = params.id as string;
      const inside = isInside(user, partsOf(id).rss, receivedAt);
      const isStaff = holding(user.memberships, receivedAt).some(({ org }) => org === SKR);
      const [head, all] = await Promise.all([store.head(id), store.remarks(id)]);
      if (!head) throw new Refusal("not-found");
      const found = all.filter(({ visible }) => visible || (isStaff && !inside));
      return { remarks: await viewsOf(found), now: receivedAt };
    },

    async remark(request) {
      const id = idOf(request);
      const { question, text, visible } = request.body as Body<"remark">;
      const head = await store.head(id);
      if (!head) throw new Refusal("not-found");
      // What nobody has signed SKR has not read, and says nothing about.
      if (head.standing === null) throw new Refusal("wrong-state", { state: head.state });
      const template = await surroundings.templateOf(id);
      if (question !== null && !questionOf(template, question)) throw new Refusal("not-found");
      const by = request.user.person.id;
      const remark: Remark = {
        // The key names the remark: told again after a lost answer, it is the same one.
        id: hash(`${by} ${request.key}`).slice(0, 24),
        ...{ question, text, visible, version: head.standing, at: request.receivedAt, by, rev: 1, resolved: null },
      };
      const outcome = await store.putRemark(id, remark);
      const there = "saved" in outcome ? outcome.saved : outcome.current;
      if (!there) throw new Refusal("not-found");
      return viewOf(there);
    },

    async changeRemark(request) {
      const { visible, resolved } = request.body as Body<"changeRemark">;
      const before = await store.remark(idOf(request), request.params.remark as string);
      if (!before) throw new Refusal("not-found");
      const isSo = (remark: Remark) => remark.visible === visible && (remark.resolved !== null) === resolved;
      if (isSo(before)) return viewOf(before);
      const done = { at: request.receivedAt, by: request.user.person.id };
      const next: Remark = {
        ...before,
        rev: request.seen + 1,
        visible,
        resolved: resolved ? (before.resolved ?? done) : null,
      };
      const outcome = await store.putRemark(idOf(request), next);
      const there = "saved" in outcome ? outcome.saved : outcome.current;
      if (there && isSo(there)) return viewOf(there);
      throw new Refusal("stale", {});
    },

    async requestCompletion(request) {
      const { round, template } = await surroundings.of(idOf(request));
      const asked = request.body as Body<"requestCompletion">;
      return move(request, {
        makes: "completion-requested",
        decide: async ({ submission }, by) => {
          await surroundings.refuseOver(submission.id);
          return rules.requestCompletion(submission, round, template, asked, by, hash);
        },
        answer: async ({ fact }) => ({ dueAt: fact.type === "completion-requested" ? fact.dueAt : "" }),
      });
    },

    withdrawCompletion: (request) =>
      move(request, {
        makes: "completion-withdrawn",
        decide: async ({ submission }, by) =>
          rules.withdrawCompletion(submission, (request.body as Body<"withdrawCompletion">).reason, by, hash),
        answer: async () => ({}),
      }),
  };
}
