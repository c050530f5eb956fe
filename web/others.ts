/**
 * Who else has the plan open, and where. The same small question, asked every quarter of a minute while the page is looked at,
 * tells whether anything has come that the page does not have.
 */
import { useEffect, useRef, useState } from "preact/hooks";
import type { Answer } from "#domain/contract";
import { call } from "./api.ts";
import { tokenLeft } from "./session.ts";

export type Beat = Answer<"presence">;
export type Other = Beat["others"][number];

const every = 15_000;
/** Somebody who goes through the form with the Tab key is not told at each stop. */
const afterMoving = 1_500;
/** A page that nobody has touched for so long has nobody at it. */
const awayAfter = 5 * 60_000;

/** The question whose field, or whose comments, the focus is in. */
function placeOf(): string | null {
  const at = document.activeElement?.closest<HTMLElement>("[data-question], [data-beside]")?.dataset;
  return at?.question ?? at?.beside ?? null;
}

export function useOthers(id: string, heard: (beat: Beat) => void): Other[] {
  const [others, setOthers] = useState<Other[]>([]);
  const latest = useRef(heard);
  latest.current = heard;

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let told: string | null = null;
    let touchedAt = performance.now();
    let isGone = false;
    let isAway = false;

    function later(milliseconds: number): void {
      clearTimeout(timer);
      if (!isGone) timer = setTimeout(tell, milliseconds);
    }

    const show = (now: Other[]) =>
      setOthers((before) => (JSON.stringify(before) === JSON.stringify(now) ? before : now));

    async function tell(): Promise<void> {
      later(every);
      isAway = document.visibilityState === "hidden" || performance.now() - touchedAt > awayAfter;
      // A session that has ended is not woken by a page that only asks; and who was here then is not who is here now.
      if (isAway || tokenLeft() <= 0) return show([]);
      told = placeOf();
      // Who is here is not worth a word when nobody can tell.
      const beat = await call("presence", { id }, { body: { question: told } }).catch(() => null);
      if (isGone) return;
      show(beat?.others ?? []);
      if (beat) latest.current(beat);
    }

    function leave(): void {
      if (tokenLeft() > 0) {
        call("presence", { id }, { body: { question: null, isLeaving: true }, keepalive: true }).catch(() => {});
      }
    }

    function touched(): void {
      touchedAt = performance.now();
      if (isAway) later(0);
    }

    const moved = () => placeOf() !== told && later(afterMoving);
    const turned = () => (document.visibilityState === "hidden" ? leave() : touched());

    const listening: [EventTarget, string, () => unknown][] = [
      [document, "focusin", moved],
      [document, "visibilitychange", turned],
      [window, "pagehide", leave],
      [window, "online", () => later(0)],
      ...["keydown", "pointermove", "scroll", "focus"].map((event): [EventTarget, string, () => void] => [
        window,
        event,
        touched,
      ]),
    ];
    for (const [target, event, run] of listening) target.addEventListener(event, run, { passive: true });
    void tell();
    return () => {
      isGone = true;
      clearTimeout(timer);
      for (const [target, event, run] of listening) target.removeEventListener(event, run);
      leave();
    };
  }, [id]);

  return others;
}
