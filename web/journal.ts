/**
 * What has been typed and not yet acknowledged by the server, kept in this browser: through a reload, a crash, a net that is down
 * and a session that ended. Keyed by person, submission, question and tab; cleared when the server has the text, and at log-out.
 * Local storage, because it is written at once: the last words before a crash are there too.
 */
import type { AnswerValue } from "#domain/form";
import { isOpenElsewhere, tabName } from "./tab.ts";

export type Note = {
  value: AnswerValue;
  /** The revision it was written on. */
  rev: number;
  /** What had been sent when this was written down, and may have arrived. */
  sent: AnswerValue[];
  /** The browser's clock; used for nothing but telling which of two is newer. */
  at: number;
};

/** After a log-out the page lives for a moment more, and must not write anything down again. */
let closed = false;

const prefix = "unsaved";
const keyOf = (...parts: string[]) => [prefix, ...parts].map(encodeURIComponent).join("|");

export type Journal = {
  /** Whether it is kept; a full or forbidden storage keeps nothing. */
  keep: (question: string, note: Note) => boolean;
  forget: (question: string) => void;
};

/** The journal of this tab, and what it and tabs that are gone left behind, newest first. What is left behind becomes this tab's. */
export async function openJournal(
  person: string,
  submission: string,
): Promise<{ journal: Journal; left: Map<string, Note> }> {
  const tab = await tabName();
  const journal: Journal = {
    keep(question, note) {
      if (closed) return false;
      try {
        localStorage.setItem(keyOf(person, submission, question, tab), JSON.stringify(note));
        return true;
      } catch {
        return false;
      }
    },
    forget: (question) => localStorage.removeItem(keyOf(person, submission, question, tab)),
  };
  const left = new Map<string, Note>();
  for (const { key, question, note } of await leftBehind(person, submission)) {
    // An older text of the same question waits for its turn, at the next visit.
    if (left.has(question)) continue;
    left.set(question, note);
    if (journal.keep(question, note) && key !== keyOf(person, submission, question, tab)) localStorage.removeItem(key);
  }
  return { journal, left };
}

async function leftBehind(person: string, submission: string) {
  const start = `${keyOf(person, submission)}|`;
  const found: { key: string; question: string; note: Note }[] = [];
  for (const key of Object.keys(localStorage).filter((each) => each.startsWith(start))) {
    const [question = "", tab = ""] = key.slice(start.length).split("|").map(decodeURIComponent);
    if (await isOpenElsewhere(tab)) continue;
    found.push({ key, question, note: JSON.parse(localStorage.getItem(key) ?? "null") });
  }
  return found.filter(({ note }) => note !== null).sort((a, b) => b.note.at - a.note.at);
}

/** At log-out: nothing this person typed is left on the computer. */
export function forgetJournals(person: string): void {
  closed = true;
  const start = `${keyOf(person)}|`;
  for (const key of Object.keys(localStorage)) if (key.startsWith(start)) localStorage.removeItem(key);
}
