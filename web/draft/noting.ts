/** Writing an answer down in the browser: soon after a key, and whether it worked. */
import type { Note } from "./note.ts";

/** What a crash may take. */
const pauseInNoting = 400;

type Surroundings = {
  /** What is to be written down; null when the server has it all. */
  look: () => Note | null;
  /** Resolves to whether it is kept. */
  keep: (note: Note) => Promise<boolean>;
  forget: () => void;
  changed: () => void;
};

export function noteTaker({ look, keep, forget, changed }: Surroundings) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let turn = 0;
  let kept = true;

  function stop(): void {
    clearTimeout(timer);
    timer = undefined;
    turn += 1;
  }

  function now(): void {
    stop();
    const note = look();
    if (!note) return;
    const mine = turn;
    void keep(note).then((isKept) => {
      // Only the newest tells: it has everything the ones before it had.
      if (mine !== turn || isKept === kept) return;
      kept = isKept;
      changed();
    });
  }

  return {
    now,
    soon(): void {
      timer ??= setTimeout(now, pauseInNoting);
    },
    /** The server has it. */
    done(): void {
      stop();
      kept = true;
      if (look()) now();
      else forget();
    },
    get kept() {
      return kept;
    },
  };
}
