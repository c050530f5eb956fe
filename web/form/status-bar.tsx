/** At the foot of the form, always: whether what is written is saved, and the last day. */

import { useEffect, useRef, useState } from "preact/hooks";
import { announce } from "../announce.ts";
import { useNow } from "../clock.ts";
import { nameOf } from "../components/original.tsx";
import type { Standing } from "../draft/standing.ts";
import { useTold } from "../draft/watching.ts";
import { useWords } from "../kind.ts";
import { useLater } from "../later.ts";
import { useServer } from "../server-state.ts";
import { tokenLeft } from "../session.ts";
import { planWords } from "../texts/plan.ts";
import { conflictId } from "./conflict-panel.tsx";
import { useEditing } from "./editing.ts";
import { answerId } from "./field-ids.ts";
import { fetchPanels } from "./other-ways.tsx";
import "./status-bar.css";

/** `lastDay`: the last day in words, where it is not that of the round. */
export function StatusBar({ closesAt, lastDay }: { closesAt: string; lastDay?: string }) {
  const plan = useWords(planWords);
  const words = plan.status;
  const { draft, template } = useEditing();
  const { data: me } = useServer("me", {});
  const now = useNow();
  const [isHelping, setHelping] = useState(false);
  const help = useLater(isHelping, fetchPanels);
  const standing = useTold(draft, draft.standing);
  const name = standing.question === null ? "" : nameOf(template, standing.question);
  const told = wordsOf(standing, name, now, me?.person.name, words);
  useHeardChange(standing, told);
  return (
    <section class="status-bar" aria-label={words.label}>
      <div class="status-inner">
        <p class={`status ${standing.phase}`}>
          <span class="dot" aria-hidden="true" />
          <span>
            {told}{" "}
            {standing.question !== null && (standing.phase === "conflict" || standing.phase === "refused") && (
              <GoTo question={standing.question} isConflict={standing.phase === "conflict"} />
            )}
            {standing.phase === "clean" && (
              <button
                type="button"
                class="status-help"
                aria-expanded={isHelping}
                aria-controls="sparat-hjalp"
                onClick={() => setHelping(!isHelping)}
              >
                {words.what}
              </button>
            )}
          </span>
        </p>
        <div id="sparat-hjalp" class="status-help-text" hidden={!isHelping}>
          {help.part && <help.part.DraftHelp />}
        </div>
        <p class="last-day">{lastDay ?? plan.lastDayShort(closesAt)}</p>
      </div>
    </section>
  );
}

function GoTo({ question, isConflict }: { question: string; isConflict: boolean }) {
  const words = useWords(planWords).status;
  const target = isConflict ? conflictId(question) : answerId(question);
  const go = (event: Event) => {
    event.preventDefault();
    const there = document.getElementById(target);
    there?.focus({ preventScroll: true });
    there?.scrollIntoView({ behavior: "instant", block: "center" });
  };
  return (
    <a href={`#${target}`} onClick={go}>
      {isConflict ? words.choose : words.see}
    </a>
  );
}

function wordsOf(
  { phase, savedAt, kept, theirs }: Standing,
  name: string,
  now: string,
  me: string | undefined,
  words: ReturnType<typeof planWords>["status"],
): string {
  switch (phase) {
    case "conflict":
      return theirs && theirs.by !== me ? words.conflict(theirs.by, name) : words.conflictMine(name);
    case "refused":
      return words.refused(name);
    case "offline":
    case "saving":
    case "waiting":
      if (!kept) return words.notKept;
      // A new log-in begins by itself once hands are off the keyboard; until then nothing is sent.
      if (tokenLeft() <= 0) return words.loggedOut;
      return phase === "offline" ? words.offline : words.saving;
    case "clean":
      return savedAt ? words.saved(savedAt, now) : words.automatic;
  }
}

/** Told to those who listen when it goes wrong and when it is well again; not at each save. */
function useHeardChange({ phase, kept }: Standing, told: string): void {
  const words = useWords(planWords).status;
  const wasBad = useRef(false);
  useEffect(() => {
    const isBad = !kept || phase === "offline" || phase === "refused";
    if (isBad && !wasBad.current) announce(told);
    if (phase === "clean" && wasBad.current) announce(words.backAgain);
    if (isBad || phase === "clean") wasBad.current = isBad;
  }, [phase, kept]);
}
