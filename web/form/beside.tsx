/** What those who write together see of one another, for every part of the form: who is here, and what has been said. */

import type { ComponentChildren } from "preact";
import { createContext } from "preact";
import { useContext, useRef } from "preact/hooks";
import type { Answer } from "#domain/contract";
import type { Draft } from "../draft/draft.ts";
import { type Beat, type Other, useOthers } from "../others.ts";
import { askAgain, useServer } from "../server-state.ts";

type Submission = Answer<"submission">;
type Comment = Answer<"comments">["comments"][number];
export type Remark = Answer<"remarks">["remarks"][number];

export type Beside = {
  id: string;
  others: Other[];
  comments: Comment[];
  /** What SKR has said for the RSS to read, and not marked as done. */
  remarks: Remark[];
  /** The draft as this page writes it; null where it is only read. */
  draft: Draft | null;
  /** Id of the form. */
  template: string;
};

const Context = createContext<Beside | null>(null);
export const useBeside = (): Beside | null => useContext(Context);

type Props = { submission: Submission; draft: Draft | null; children: ComponentChildren };

export function BesideProvider({ submission, draft, children }: Props) {
  const { id } = submission;
  const template = submission.round.template.id;
  const { data } = useServer("comments", { id });
  // SKR says nothing about what it has not read.
  const { data: said } = useServer("remarks", { id }, { enabled: submission.standing !== null });
  const remarks = said?.remarks.filter(({ resolved }) => !resolved) ?? [];
  const last = useRef<Heard>({});
  const others = useOthers(id, (beat) => {
    // What is shown now was asked for at the last beat or later. One that did not come leaves what it was asked for as news.
    const { of, revs, seen } = last.current;
    const known = of === submission ? seen : revs;
    last.current = { of: submission, seen: known, revs: beat.revs };
    const isTalk = beat.news !== submission.news;
    if (isTalk || hasNews(beat, submission, draft, known))
      void askAgain("submission", ...(isTalk ? (["comments", "remarks"] as const) : []));
  });
  return (
    <Context.Provider value={{ id, others, comments: data?.comments ?? [], remarks, draft, template }}>
      {children}
    </Context.Provider>
  );
}

type Revs = Beat["revs"];
/** Revisions at the last beat, and those (`seen`) at the last one before the submission (`of`) was served. */
type Heard = { of?: Submission; revs?: Revs; seen?: Revs | undefined };

/**
 * Whether the portal has a move, an answer or a file that this page does not. What was saved from here is known. A file whose bytes
 * are still to come may come with any beat, or never: it is news when its revision is another than the page has `seen`.
 */
function hasNews({ seq, revs }: Beat, { seq: known, draft: served }: Submission, draft: Draft | null, seen?: Revs) {
  const files = draft?.files ?? served?.files ?? [];
  const marked = Object.keys(revs).filter((subject) => subject.startsWith("f:"));
  return (
    seq !== known ||
    marked.length !== files.length ||
    files.some(({ id, state }) => {
      const rev = revs[`f:${id}`];
      return rev === undefined || (state === "uploading" && rev !== seen?.[`f:${id}`]);
    }) ||
    Object.entries(revs).some(([subject, rev]) => !subject.startsWith("f:") && rev > revOf(subject, served, draft))
  );
}

function revOf(question: string, served: Submission["draft"], draft: Draft | null): number {
  const written = draft?.answerOf(question).state.saved?.rev ?? 0;
  return Math.max(written, served?.answers[question]?.rev ?? 0);
}
