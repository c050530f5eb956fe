/** The sections with how far each has come: beside the form where there is room, behind a button on a small screen. */
import { useState } from "preact/hooks";
import type { Template } from "#domain/form";
import { Original } from "../components/original.tsx";
import { useWords } from "../kind.ts";
import { planWords } from "../texts/plan.ts";
import { sectionId } from "./field-ids.ts";
import type { SectionState } from "./section-state.ts";
import "./section-list.css";

type Props = {
  template: Template;
  states: SectionState[];
  /** How far the plan as a whole has come, so that nobody takes filled in for handed in. */
  note: string | null;
  /** How far it has come in words, where that is not how much is filled in. */
  told?: string;
};

export function SectionList({ template, states, note, told: given }: Props) {
  const words = useWords(planWords).sections;
  const [open, setOpen] = useState(false);
  // What may be left out, and is, is not counted among what is to be filled in.
  const counted = states.filter(
    (state, n) => state !== "optional" && state !== "locked" && template.sections[n]?.number !== "",
  );
  const filled = counted.filter((state) => state === "filled" || state === "signed").length;
  const told = `${given ?? words.filled(filled, counted.length)}${note ? ` · ${note}` : ""}`;
  return (
    <nav class={open ? "sections open" : "sections"} aria-label={words.title}>
      <div class="sections-head">
        <h2>{words.title}</h2>
        <p class="quiet small">{told}</p>
      </div>
      <button type="button" class="sections-button" aria-expanded={open} onClick={() => setOpen(!open)}>
        <span>{told}</span>
        <span class="sections-show">{words.show}</span>
      </button>
      <div class="segments" aria-hidden="true">
        {counted.map((state, n) => (
          <span key={n} class={state} />
        ))}
      </div>
      <ol>
        {template.sections.map((section, n) => {
          const state = states[n] as SectionState;
          return (
            <li key={section.number} class={state}>
              <a href={`#${sectionId(section.number)}`} onClick={() => setOpen(false)}>
                <Mark state={state} />
                <span class="sections-name">
                  {section.number && `${section.number}.\u00A0`}
                  <Original text={section.short} />
                </span>
                {/* What stands beside the form says so in its name. */}
                <span class="sections-state">{section.number !== "" && words.states[state]}</span>
              </a>
            </li>
          );
        })}
      </ol>
    </nav>
  );
}

/** The shape says it too, for those who do not see the colour. */
function Mark({ state }: { state: SectionState }) {
  return (
    <svg viewBox="0 0 20 20" aria-hidden="true" focusable="false">
      <circle cx="10" cy="10" r="8.5" />
      {(state === "filled" || state === "signed" || state === "changed") && <path d="M6 10.4l2.8 2.8L14.2 7" />}
      {(state === "over" || state === "wrong" || state === "asked") && <path d="M10 5.2v6M10 14.4v.2" />}
    </svg>
  );
}
