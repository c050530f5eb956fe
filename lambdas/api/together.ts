/** Writing together: who is here, the earlier texts of an answer, and comments. Only the RSS's own people have any of it. */
import type { Answer, Body } from "#domain/contract";
import { epoch, instant } from "#domain/deadlines";
import { Refusal } from "#domain/errors";
import { questionOf } from "#domain/form";
import type { Comment } from "../store/beside.ts";
import type { SubmissionStore } from "../store/submissions.ts";
import type { Handlers } from "./api.ts";
import type { Request } from "./request.ts";
import type { Surroundings } from "./surroundings.ts";
import type { Views } from "./views.ts";

type Dependencies = {
  store: Pick<
    SubmissionStore,
    "marks" | "texts" | "comments" | "comment" | "putComment" | "putHere" | "leave" | "here"
  >;
  surroundings: Surroundings;
  views: Views;
  hash: (text: string) => string;
};

/** Somebody who has not been heard of for so long has left, in milliseconds. The page tells twice as often. */
const hereFor = 30_000;

type Together = Pick<Handlers, "presence" | "history" | "comments" | "comment" | "resolveComment">;

export function together({ store, surroundings, views, hash }: Dependencies): Together {
  async function askedOf(request: Request, question: string): Promise<string> {
    const template = await surroundings.templateOf(request.params.id as string);
    if (!questionOf(template, question)) throw new Refusal("not-found");
    return question;
  }

  async function viewsOf(found: Comment[]) {
    const name = await views.namer(found.flatMap(({ by, resolved }) => [by, resolved?.by ?? ""]));
    return found.map(({ id, question, text, at, by, rev, resolved }) => ({
      ...{ id, question, text, at, rev, by: name(by) },
      resolved: resolved && { at: resolved.at, by: name(resolved.by) },
    }));
  }

  async function viewOf(comment: Comment) {
    const [view] = await viewsOf([comment]);
    return { comment: view as NonNullable<typeof view> };
  }

  return {
    async presence({ params, body, user, receivedAt }): Promise<Answer<"presence">> {
      const id = params.id as string;
      const { question, isLeaving } = body as Body<"presence">;
      const person = user.person.id;
      const marks = await store.marks(id);
      if (!marks) throw new Refusal("not-found");
      if (isLeaving) await store.leave(id, person);
      else await store.putHere(id, { person, question, at: receivedAt });
      const others = (await store.here(id, instant(epoch(receivedAt) - hereFor))).filter(
        (each) => each.person !== person,
      );
      const name = await views.namer(others.map((each) => each.person));
      return {
        others: others.map((each) => ({ name: name(each.person), question: each.question, at: each.at })),
        ...marks,
        now: receivedAt,
      };
    },

    async history(request) {
      const id = request.params.id as string;
      const { current, past } = await store.texts(id, await askedOf(request, request.params.question as string));
      const found = [...(current ? [{ ...current, why: "current" as const }] : []), ...past];
      const name = await views.namer(found.map(({ by }) => by));
      return {
        texts: found.map(({ value, rev, since, at, by, why }) => ({ value, rev, since, at, by: name(by), why })),
        now: request.receivedAt,
      };
    },

    async comments({ params, receivedAt }) {
      return { comments: await viewsOf(await store.comments(params.id as string)), now: receivedAt };
    },

    async comment(request) {
      const id = request.params.id as string;
      const { question, text } = request.body as Body<"comment">;
      const by = request.user.person.id;
      // The key names the comment: told again after a lost answer, it is the same one.
      const comment: Comment = {
        id: hash(`${by} ${request.key}`).slice(0, 24),
        question: await askedOf(request, question),
        ...{ text, at: request.receivedAt, by, rev: 1, resolved: null },
      };
      const outcome = await store.putComment(id, comment);
      const there = "saved" in outcome ? outcome.saved : outcome.current;
      if (!there) throw new Refusal("not-found");
      return viewOf(there);
    },

    async resolveComment(request) {
      const { id, comment: wanted } = request.params as { id: string; comment: string };
      const { resolved } = request.body as Body<"resolveComment">;
      const before = await store.comment(id, wanted);
      if (!before) throw new Refusal("not-found");
      // Two people pressing the same button want the same.
      if ((before.resolved !== null) === resolved) return viewOf(before);
      const next = {
        ...before,
        rev: request.seen + 1,
        resolved: resolved ? { at: request.receivedAt, by: request.user.person.id } : null,
      };
      const outcome = await store.putComment(id, next);
      const there = "saved" in outcome ? outcome.saved : outcome.current;
      // In its place stands our own write, whose answer was lost, or the same button pressed by another meanwhile.
      if (there && (there.resolved !== null) === resolved) return viewOf(there);
      throw new Refusal("stale", {});
    },
  };
}
