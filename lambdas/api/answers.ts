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
import { isKept } from "#domain/history";
import { refuseEdit, start } from "#domain/moves";
import { attachmentsAsked, type By, isEditable, type Submission } from "#domain/submission";
import type { JudgedFile, PastText, SavedAnswer } from "../store/drafts.ts";
import type { ObjectStore } from "../store/objects.ts";
import type { Loaded, SubmissionStore } from "../store/submissions.ts";
import type { Handlers } from "./api.ts";
import type { Request } from "./request.ts";
import type { Surroundings } from "./surroundings.ts";
import { fileView, type Views } from "./views.ts";

type Dependencies = {
  store: Pick<SubmissionStore, "load" | "answer" | "saveAnswer" | "setAside" | "saveFile" | "commit">;
  surroundings: Surroundings;
  views: Views;
  objects: () => Promise<Pick<ObjectStore, "putOnce">>;
  hash: (text: string) => string;
  hashBytes: (bytes: Uint8Array) => string;
  /** A PDF of one long text, made from nothing but these words. */
  textDocument: (text: { title: string; heading: string; text: string; at: string; id: string }) => Promise<Uint8Array>;
};

const tries = 10;
/** How a writer is told no when a text was sent: somebody else was first, or nobody may write any more. */
const losses = new Set(["stale", "wrong-state", "too-late"]);
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
    return keptIfLost(request, question.id, value, async () => {
      for (let attempt = 0; attempt < tries; attempt += 1) {
        const outcome = await store.saveAnswer(id, question.id, value, request.seen, byOf(request), keep);
        if ("saved" in outcome) return { rev: outcome.saved.rev, at: outcome.saved.at };
        if ("current" in outcome) return stale(outcome.current);
        await begin(store, outcome.closed, request, hash);
      }
      throw new Refusal("busy");
    });
  }

  /**
   * A text that loses against a newer one stays in the answer's history, before anybody is told that it lost. So does one that is
   * refused because the plan was locked or closed after that.
   */
  async function keptIfLost<T>(
    request: Request,
    question: string,
    value: AnswerValue,
    act: () => Promise<T>,
  ): Promise<T> {
    try {
      return await act();
    } catch (error) {
      if (error instanceof Refusal && losses.has(error.code)) {
        await keepBeside(request, question, value, error.code === "stale");
      }
      throw error;
    }
  }

  /** Locked on the revision that stands, a text has lost against nothing: its page has it, and saves it when it may. */
  async function keepBeside(
    { params, seen, user, receivedAt }: Request,
    question: string,
    value: AnswerValue,
    isStale: boolean,
  ): Promise<void> {
    const id = params.id as string;
    const standing = await store.answer(id, question);
    const text = canonical(value);
    if ((!isStale && (standing?.rev ?? 0) === seen) || (standing && canonical(standing.value) === text)) return;
    const by = user.person.id;
    const lost = { question, value, rev: seen, at: receivedAt, by };
    await store.setAside(id, lost, hash(`${by} ${text}`).slice(0, 16));
  }

  /** A fresh look at a submission whose attachments may be changed now, begun if need be. */
  async function editable(request: Request): Promise<Loaded> {
    for (let attempt = 0; attempt < tries; attempt += 1) {
      const loaded = await store.load(request.params.id as string);
      if (loaded && isEditable(loaded.submission, request.receivedAt, attachmentsAsked)) return loaded;
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
    const now = { since: by.at, at: by.at, by: by.person };
    const saved = (answer: SavedAnswer | undefined, question: string, value: AnswerValue): SavedAnswer => ({
      ...{ question, value, rev: (answer?.rev ?? 0) + 1, ...now },
    });

    async function place(): Promise<{ object: string; key: string; size: number; sha256: string }> {
      const title = `${heading} – ${template.title}`;
      const bytes = await textDocument({ title, heading: headingOf(question), text, at: by.at, id: fileId });
      const sha256 = hashBytes(bytes);
      const key = keyOf(id, `${fileId}-${sha256.slice(0, 8)}`);
      const { object } = await (await objects()).putOnce(key, bytes, "application/pdf", sha256);
      return { object, key, size: bytes.length, sha256 };
    }

    return keptIfLost(request, question.id, text, async () => {
      for (let attempt = 0; attempt < tries; attempt += 1) {
        const loaded = await store.load(id);
        const before = loaded?.answers[question.id];
        const choice = loaded?.answers[outlet.id];
        const made = loaded?.files.find((file) => file.id === fileId);
        // Made already: also when the plan was locked between that and this retry.
        if (made) return result(made, [before, choice]);
        const subjects = [question.id, outlet.id, attachmentsAsked];
        if (!loaded || !subjects.every((subject) => isEditable(loaded.submission, by.at, subject))) {
          await begin(store, loaded?.submission ?? null, request, hash);
          continue;
        }
        const rev = before?.rev ?? 0;
        // The page has seen more than this look at it: half a transaction was visible, and the next look shows the whole.
        if (rev < request.seen && attempt < tries - 1) continue;
        if (rev !== request.seen) return stale(before ?? null);
        if (placesTaken(loaded.files, by.at) >= maxFiles) {
          throw new Refusal("bad-file", { reason: "count", limit: maxFiles });
        }
        const file: JudgedFile = {
          ...{ id: fileId, name, type: "application/pdf", state: "stored", verdict: "pending" },
          ...{ ...(await place()), at: by.at, by: by.person },
        };
        const attached = outlet.options.find(({ needsAttachment }) => needsAttachment)?.id ?? "";
        const chosen = choice?.value === attached ? [] : [saved(choice, outlet.id, attached)];
        const changed = [saved(before, question.id, `Se bilaga ”${name}”.`), ...chosen];
        // What stood may be another text than the one that was sent along, or another's very same: either is kept as theirs.
        const isOwn = before?.by === by.person && canonical(before.value) === canonical(text);
        const past: PastText[] = [
          ...(before && !isOwn ? [{ ...before, why: "replaced" as const }] : []),
          { ...{ question: question.id, value: text, rev: request.seen, why: "attached" as const }, ...now },
          ...chosen.flatMap((next) =>
            choice && isKept(choice, next) ? [{ ...choice, why: "replaced" as const }] : [],
          ),
        ];
        const outcome = await store.saveFile(loaded.submission, file, by, changed, past);
        if (outcome === "saved") return result(file, changed);
        if (outcome !== "changed") await begin(store, outcome.closed, request, hash);
      }
      throw new Refusal("busy");
    });
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

const headingOf = (question: Question) => ("label" in question ? question.label : question.id);
