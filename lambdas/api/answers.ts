/** Writing: one answer at a time on the revision that was seen, and a long text moved whole into an attachment. */

import { keyOf, maxFiles, placesTaken } from "#domain/attachments";
import { canonical } from "#domain/canonical";
import type { Body } from "#domain/contract";
import { Refusal } from "#domain/errors";
import {
  type AnswerValue,
  fits,
  type Question,
  questionName,
  questionOf,
  questions,
  type Template,
} from "#domain/form";
import { refuseEdit, start } from "#domain/moves";
import { type By, isEditable, type Submission } from "#domain/submission";
import type { JudgedFile, PastText, SavedAnswer } from "../store/drafts.ts";
import type { ObjectStore } from "../store/objects.ts";
import type { Loaded, SubmissionStore } from "../store/submissions.ts";
import type { Handlers } from "./api.ts";
import type { Request } from "./request.ts";
import type { Surroundings } from "./surroundings.ts";
import { fileView, type Views } from "./views.ts";

type Dependencies = {
  store: Pick<SubmissionStore, "load" | "saveAnswer" | "setAside" | "saveFile" | "commit">;
  surroundings: Surroundings;
  views: Views;
  objects: () => Promise<Pick<ObjectStore, "putOnce">>;
  hash: (text: string) => string;
  hashBytes: (bytes: Uint8Array) => string;
  /** A PDF of one long text, made from nothing but these words. */
  textDocument: (text: { title: string; heading: string; text: string; at: string; id: string }) => Promise<Uint8Array>;
};

const tries = 10;
const byOf = (request: Request): By => ({ person: request.user.person.id, at: request.receivedAt });

/** Makes the first save of a round begin the submission's life; a lost race means that someone else's save did. */
export async function begin(
  store: Pick<SubmissionStore, "commit">,
  submission: Submission | null,
  request: Request,
  hash: (text: string) => string,
): Promise<void> {
  if (!submission) throw new Refusal("not-found");
  if (submission.state !== "not-started") refuseEdit(submission, request.receivedAt);
  await store.commit(submission, start(submission, byOf(request), hash), request.requestId);
}

function answerable(template: Template, id: string): Question {
  const question = questionOf(template, id);
  if (!question) throw new Refusal("not-found");
  return question;
}

export function answers({ store, surroundings, views, objects, hash, hashBytes, textDocument }: Dependencies) {
  async function stale(current: SavedAnswer | null): Promise<never> {
    if (!current) throw new Refusal("stale", {});
    const { value, rev, by, at } = current;
    throw new Refusal("stale", { current: { value, rev, by: await views.nameOf(by), at } });
  }

  async function saveAnswer(request: Request): Promise<{ rev: number; at: string }> {
    const { id, question: asked } = request.params as { id: string; question: string };
    const question = answerable(await surroundings.templateOf(id), asked);
    const { keep = false, ...body } = request.body as Body<"saveAnswer">;
    const value = body.value as AnswerValue;
    if (!fits(question, value)) throw new Refusal("invalid", { issues: [{ path: "value", problem: "unfitting" }] });
    for (let attempt = 0; attempt < tries; attempt += 1) {
      const outcome = await store.saveAnswer(id, question.id, value, request.seen, byOf(request), keep);
      if ("saved" in outcome) return { rev: outcome.saved.rev, at: outcome.saved.at };
      if ("current" in outcome) {
        await keepBeside(request, question.id, value, outcome.current);
        return stale(outcome.current);
      }
      await begin(store, outcome.closed, request, hash);
    }
    throw new Refusal("busy");
  }

  /** The text that lost stays in the answer's history, before anybody is told that it lost. */
  async function keepBeside(
    { params, seen, user, receivedAt }: Request,
    question: string,
    value: AnswerValue,
    current: SavedAnswer | null,
  ): Promise<void> {
    const text = canonical(value);
    if (current && canonical(current.value) === text) return;
    const by = user.person.id;
    const lost = { question, value, rev: seen, at: receivedAt, by };
    await store.setAside(params.id as string, lost, hash(`${by} ${text}`).slice(0, 16));
  }

  /** A fresh look at a submission that may be written in now, begun if need be. */
  async function editable(request: Request): Promise<Loaded> {
    for (let attempt = 0; attempt < tries; attempt += 1) {
      const loaded = await store.load(request.params.id as string);
      if (loaded && isEditable(loaded.submission, request.receivedAt)) return loaded;
      await begin(store, loaded?.submission ?? null, request, hash);
    }
    throw new Refusal("busy");
  }

  async function moveToAttachment(request: Request) {
    const { id, question: asked } = request.params as { id: string; question: string };
    const { template } = await surroundings.of(id);
    const question = answerable(template, asked);
    const outlet = questions(template).find(
      (each) => each.kind === "choice" && each.options.some(({ needsAttachment }) => needsAttachment),
    );
    const text = (request.body as Body<"moveToAttachment">).value;
    if (question.kind !== "text" || outlet?.kind !== "choice" || text.trim() === "") {
      throw new Refusal("invalid", { issues: [{ path: "question", problem: "unfitting" }] });
    }
    const heading = `Avsnitt ${questionName(template, question.id)}`;
    const name = `${heading}.pdf`;
    // The same text of the same revision is the same file, so that a retry after a lost answer finds what it made.
    const fileId = hash(`${id} ${question.id} ${request.seen} ${text}`).slice(0, 24);
    const by = byOf(request);

    for (let attempt = 0; attempt < tries; attempt += 1) {
      const loaded = await editable(request);
      const made = loaded.files.find((file) => file.id === fileId);
      const before = loaded.answers[question.id];
      const choice = loaded.answers[outlet.id];
      if (made) return result(made, [before, choice]);
      if ((before?.rev ?? 0) !== request.seen) return stale(before ?? null);
      if (placesTaken(loaded.files, by.at) >= maxFiles) {
        throw new Refusal("bad-file", { reason: "count", limit: maxFiles });
      }
      const bytes = await textDocument({
        title: filledTitle(template, heading),
        heading: headingOf(question),
        text,
        at: by.at,
        id: fileId,
      });
      const sha256 = hashBytes(bytes);
      const key = keyOf(id, `${fileId}-${sha256.slice(0, 8)}`);
      const { object } = await (await objects()).putOnce(key, bytes, "application/pdf", sha256);
      const file: JudgedFile = {
        ...{
          id: fileId,
          name,
          type: "application/pdf",
          size: bytes.length,
          sha256,
          state: "stored",
          verdict: "pending",
        },
        ...{ key, object, at: by.at, by: by.person },
      };
      const saved = (answer: SavedAnswer | undefined, id: string, value: AnswerValue): SavedAnswer => ({
        ...{ question: id, value, rev: (answer?.rev ?? 0) + 1, since: by.at, at: by.at, by: by.person },
      });
      const attached = outlet.options.find(({ needsAttachment }) => needsAttachment)?.id ?? "";
      const changed = [
        saved(before, question.id, `Se bilaga ”${name}”.`),
        ...(choice?.value === attached ? [] : [saved(choice, outlet.id, attached)]),
      ];
      const moved: PastText = {
        ...{ question: question.id, value: text, rev: request.seen, since: by.at, at: by.at, by: by.person },
        why: "attached",
      };
      // What stood may be another text than the one that was sent along: then both are kept.
      const past: PastText[] =
        before && canonical(before.value) !== canonical(text) ? [{ ...before, why: "replaced" }, moved] : [moved];
      const outcome = await store.saveFile(loaded.submission, file, by, changed, past);
      if (outcome === "saved") return result(file, changed);
      if (outcome !== "changed") await begin(store, outcome.closed, request, hash);
    }
    throw new Refusal("busy");
  }

  async function result(file: JudgedFile, changed: (SavedAnswer | undefined)[]) {
    const name = await views.namer([file.by, ...changed.flatMap((answer) => answer?.by ?? [])]);
    const answered = changed.flatMap((answer) => answer ?? []);
    return {
      file: fileView(file, name(file.by)),
      answers: Object.fromEntries(
        answered.map(({ question, value, rev, at, by }) => [question, { value, rev, at, by: name(by) }]),
      ),
    };
  }

  return { saveAnswer, moveToAttachment, editable } satisfies Pick<Handlers, "saveAnswer" | "moveToAttachment"> & {
    editable: unknown;
  };
}

const filledTitle = (template: Template, heading: string) => `${heading} – ${template.title}`;
const headingOf = (question: Question) => ("label" in question ? question.label : question.id);
