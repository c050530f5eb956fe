/**
 * What has been typed and not yet acknowledged by the server, kept in this browser: through a reload, a crash, a net that is down
 * and a session that ended. Each open form writes rows of its own, so that two tabs never fight over one; a form holds a lock for
 * as long as it lives, and rows whose lock nobody holds were left behind. Cleared when the server has the text, and at log-out.
 */
import type { Saved } from "./draft/answer.ts";
import type { Note } from "./draft/note.ts";

export type Left = { question: string; key: IDBValidKey; note: Note };

/** What one form of a person's tells their others: the server has this now. */
type News = { person: string; submission: string; question: string; saved: Saved };
/** What a page tells all others of the same person's, by the issuer's name for them. */
type LoggedOut = { loggedOut: string };
type Word = News | LoggedOut;

const name = "rss-portalen";
/** A browser whose storage does not answer keeps nothing, and nobody waits for it. */
const patience = 3_000;

const others = new BroadcastChannel(name);

/** Forms of this page that are closed: the browser may take a moment to let go of their locks. */
const closed = new Set<string>();

/** After a log-out the page lives for a moment more, and must not write anything down again. */
let loggedOut = false;

let connection: IDBDatabase | null = null;
let opening: Promise<IDBDatabase> | null = null;

function disconnect(): void {
  connection?.close();
  connection = opening = null;
}

function connect(): Promise<IDBDatabase> {
  opening ??= new Promise((resolve, reject) => {
    const request = indexedDB.open(name, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(name);
    request.onerror = () => reject(request.error);
    request.onsuccess = () => {
      connection = request.result;
      // Closed by the browser (its data were cleared), or to make way for a newer release: opened again when next needed.
      connection.onclose = connection.onversionchange = disconnect;
      resolve(connection);
    };
  });
  return opening;
}

type Work = (store: IDBObjectStore) => unknown;

/** Begun in this very turn when the connection stands: a page that is going away has no other. */
async function once(work: Work): Promise<void> {
  const database = connection ?? (await connect());
  return new Promise((resolve, reject) => {
    // Strict: what is told to be kept is on the disk, also if the power goes.
    const transaction = database.transaction(name, "readwrite", { durability: "strict" });
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error);
    work(transaction.objectStore(name));
  });
}

/** Whether it was done; tried a second time with a new connection, because the old one may have been closed under us. */
function inStore(work: Work): Promise<boolean> {
  const tried = once(work)
    .catch(() => {
      disconnect();
      return once(work);
    })
    .then(
      () => true,
      () => {
        disconnect();
        return false;
      },
    );
  return Promise.race([tried, new Promise<boolean>((late) => setTimeout(late, patience, false))]);
}

/** Every key that begins so: an array sorts after any string. */
const under = (...parts: string[]): IDBKeyRange => IDBKeyRange.bound(parts, [...parts, []]);

const lockOf = (form: string): string => `${name} ${form}`;

/** Rows that no living form holds, newest first. */
export async function leftBehind(person: string, submission: string): Promise<Left[]> {
  const { held = [] } = await navigator.locks.query();
  const living = new Set(held.map((lock) => lock.name));
  const isLeft = (form: string) => closed.has(form) || !living.has(lockOf(form));
  let found: Left[] = [];
  await inStore((store) => {
    found = [];
    store.openCursor(under(person, submission)).onsuccess = ({ target }) => {
      const cursor = (target as IDBRequest<IDBCursorWithValue | null>).result;
      if (!cursor) return;
      const [, , question = "", form = ""] = cursor.key as string[];
      if (isLeft(form)) found.push({ question, key: cursor.key, note: cursor.value });
      cursor.continue();
    };
  });
  return found.sort((a, b) => b.note.at - a.note.at);
}

/** The server has it: a row left behind is not needed any longer. */
export const dropLeft = ({ key }: Left): Promise<boolean> => inStore((store) => store.delete(key));

export type Journal = Awaited<ReturnType<typeof openJournal>>;

/** The journal of one form. */
export async function openJournal(person: string, submission: string) {
  const form = crypto.randomUUID();
  let letGo = () => {};
  await new Promise<void>((held) => {
    void navigator.locks.request(lockOf(form), () => {
      held();
      return new Promise<void>((resolve) => {
        letGo = resolve;
      });
    });
  });
  const left = await leftBehind(person, submission);
  const keyOf = (question: string) => [person, submission, question, form];
  /** What each row shall be in the end: a second try must not bring back an older text. */
  const wanted = new Map<string, Note | null>();
  /** Rows of forms that are gone, replaced by our own in the same transaction. */
  const inherited = new Map<string, IDBValidKey>();
  let heard = (_question: string, _saved: Saved) => {};

  const listen = ({ data }: MessageEvent<Word>) => {
    if ("loggedOut" in data || data.person !== person || data.submission !== submission) return;
    heard(data.question, data.saved);
  };
  others.addEventListener("message", listen);

  function write(question: string, note: Note | null): Promise<boolean> {
    wanted.set(question, note);
    return inStore((store) => {
      const now = wanted.get(question);
      const old = inherited.get(question);
      if (old) store.delete(old);
      if (now) store.put(now, keyOf(question));
      else store.delete(keyOf(question));
      // Not left to the end of the turn: there may be none.
      store.transaction.commit();
    });
  }

  return {
    left,
    /** Whether it is kept; a full or forbidden storage keeps nothing. */
    keep: (question: string, note: Note): Promise<boolean> =>
      closed.has(form) || loggedOut ? Promise.resolve(false) : write(question, note),
    forget: (question: string) => void write(question, null),
    /** From now on the row left behind stands in this form, and goes when its own row is written. */
    inherit: ({ question, key }: Left) => void inherited.set(question, key),
    tell: (question: string, saved: Saved) =>
      others.postMessage({ person, submission, question, saved } satisfies Word),
    listen(hear: (question: string, saved: Saved) => void) {
      heard = hear;
    },
    /** What is kept is left behind from now on. */
    close(): void {
      closed.add(form);
      others.removeEventListener("message", listen);
      letGo();
    },
  };
}

/** Whether this browser has anything of theirs that the server has not. */
export async function hasUnsent(person: string): Promise<boolean> {
  let rows = 0;
  await inStore((store) => {
    store.count(under(person)).onsuccess = ({ target }) => {
      rows = (target as IDBRequest<number>).result;
    };
  });
  return rows > 0;
}

/** At log-out: nothing this person typed is left on the computer, in no tab. `who`: the issuer's name for them. */
export function forgetJournals(who: string, person: string | undefined): void {
  loggedOut = true;
  others.postMessage({ loggedOut: who } satisfies Word);
  if (person === undefined) return;
  void inStore((store) => {
    store.delete(under(person));
    store.transaction.commit();
  });
}

/** A log-out in another tab: nothing is written down here from then on. */
export function whenLoggedOut(who: string, go: () => void): void {
  others.addEventListener("message", ({ data }: MessageEvent<Word>) => {
    if (!("loggedOut" in data) || data.loggedOut !== who) return;
    loggedOut = true;
    go();
  });
}
