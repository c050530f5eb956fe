/**
 * Files on their way, one after the other, for each submission. They outlive the form: whoever goes to another page of the portal
 * meanwhile finds them when coming back.
 */
import { announce } from "../announce.ts";
import { call } from "../api.ts";
import type { File as Attached } from "../draft/draft.ts";
import { isPassing, refusedAs } from "../refusal.ts";
import { askAgain } from "../server-state.ts";
import { files as words } from "../texts/files.ts";
import { stayWhile, underWay } from "../under-way.ts";
import { holdWork } from "../unsaved.ts";
import { attach, Unsendable } from "./upload.ts";

export type Upload = {
  key: number;
  chosen: File;
  phase: "waiting" | "sending" | "failed";
  percent: number;
  refusal: unknown;
  /** Its place in the portal, and whether this upload is what fills it. */
  file: string | null;
  isNew: boolean;
  stop: AbortController;
};

type Page = {
  changed: () => void;
  arrived: (file: Attached) => void;
  /** Work a hand-in waits for. */
  during: (work: Promise<unknown>) => Promise<unknown>;
};

let keys = 0;
const open = new Map<string, Uploads>();

export type Uploads = ReturnType<typeof uploads>;

stayWhile(() => [...open.values()].some((each) => each.isHeld()));

/** Whether the very same file may be taken another time. */
export const mayHelp = (refusal: unknown): boolean =>
  !(refusal instanceof Unsendable) &&
  !["type", "content", "size"].includes(refusedAs(refusal, "bad-file")?.reason ?? "");

export function uploadsOf(id: string): Uploads {
  const there = open.get(id) ?? uploads(id);
  open.set(id, there);
  return there;
}

function uploads(id: string) {
  let all: Upload[] = [];
  let running: Promise<void> | null = null;
  let page: Page | null = null;

  function change(upload: Upload, now: Partial<Upload>): void {
    Object.assign(upload, now);
    page?.changed();
  }

  function drop(upload: Upload): void {
    all = all.filter((each) => each !== upload);
    page?.changed();
  }

  /**
   * The place it took in the portal is free again, unless the very same file has been stored there, by a colleague or in another
   * tab. When that cannot be told now, the row is there to be removed by hand.
   */
  function giveBack({ file, isNew }: Upload): void {
    if (file !== null && isNew)
      void call("cancelFile", { id, file }).then(
        () => askAgain("submission"),
        () => {},
      );
  }

  async function sendOne(upload: Upload): Promise<boolean> {
    change(upload, { phase: "sending", percent: 0, refusal: null, stop: new AbortController() });
    announce(words.begun(upload.chosen.name));
    const isCancelled = () => !all.includes(upload);
    try {
      const file = await attach(id, upload.chosen, {
        signal: upload.stop.signal,
        placed: (file, isNew) => change(upload, { file, isNew }),
        sent: (percent) => {
          if (percent !== upload.percent) change(upload, { percent });
        },
      });
      if (isCancelled()) {
        // It was stored before it could be stopped, and others may have seen it by now.
        if (upload.isNew) announce(words.tooSoon(file.name));
        void askAgain("submission");
      } else {
        if (page) page.arrived(file);
        else void askAgain("submission");
        announce(words.arrived(file.name));
        drop(upload);
      }
    } catch (refusal) {
      if (isCancelled()) giveBack(upload);
      else {
        change(upload, { phase: "failed", refusal });
        return false;
      }
    }
    return true;
  }

  async function sendAll(): Promise<void> {
    let isWell = true;
    for (;;) {
      const next = all.find(({ phase }) => phase === "waiting");
      if (!next) break;
      isWell = (await sendOne(next)) && isWell;
    }
    running = null;
    if (!isWell) throw new Error("not all files arrived");
  }

  function begin(): void {
    if (running || !all.some(({ phase }) => phase === "waiting")) return;
    running = sendAll();
    // Told to the hand-in, which waits for it; what failed is told in its own row.
    (page?.during(running) ?? underWay(running)).catch(() => {});
  }

  function retry(upload: Upload): void {
    change(upload, { phase: "waiting", refusal: null });
    begin();
  }

  holdWork({
    async flush() {
      for (const upload of all) if (upload.phase === "failed" && isPassing(upload.refusal)) retry(upload);
      await running?.catch(() => {});
      // What the portal would not have has been told, and holds nothing up; what only did not get there does.
      return !all.some(({ refusal }) => isPassing(refusal));
    },
    lastly() {},
    isAtRisk: () => all.length > 0,
  });

  return {
    all: (): readonly Upload[] => all,
    /**
     * Whether a chosen file would be lost with the page that may well get through a little later. It counts while its row is on
     * the screen: elsewhere nobody could do anything about it.
     */
    isHeld: (): boolean => page !== null && all.some(({ refusal }) => isPassing(refusal)),
    add(chosen: readonly File[]): void {
      all = [
        ...all,
        ...chosen.map((file): Upload => {
          keys += 1;
          const stop = new AbortController();
          return {
            key: keys,
            chosen: file,
            phase: "waiting",
            percent: 0,
            refusal: null,
            file: null,
            isNew: false,
            stop,
          };
        }),
      ];
      page?.changed();
      begin();
    },
    retry,
    /** Takes it off the list, whether it waits, is on its way or has failed. */
    cancel(upload: Upload): void {
      const { phase } = upload;
      drop(upload);
      // What is on its way gives its place back once it has stopped.
      if (phase === "sending") upload.stop.abort();
      else giveBack(upload);
      announce(words.cancelled(upload.chosen.name));
    },
    /** The form that shows them now. */
    show(form: Page): () => void {
      page = form;
      return () => {
        if (page === form) page = null;
      };
    },
  };
}
