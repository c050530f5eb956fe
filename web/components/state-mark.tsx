/** How a state looks: a colour and a pattern of its own, the same in the map, the table and the filter. Words always stand beside it. */
import type { JSX } from "preact";
import type { ShownState } from "#domain/submission";
import { states } from "./states.ts";
import "../styles/states.css";

export const fillOf = (state: ShownState): string => `url(#state-${state})`;

// Strokes over a ground of 8 × 8: dots, slanting lines to either side, lines, a grid. What is done is plain and full.
const strokes: Record<ShownState, string> = {
  "not-started": "",
  draft: "M1 2h2M5 6h2",
  "handed-in": "M-2 2l4-4M0 8l8-8M6 10l4-4",
  submitted: "",
  returned: "M0 2h8M0 6h8",
  approved: "",
  rejected: "M1 1l6 6M7 1l-6 6",
  abstained: "M0 4h8M4 0v8",
  "not-signed-in-time": "M2 0v8M6 0v8",
  "not-in-time": "M-2 6l4 4M0 0l8 8M6-2l4 4",
};

/** The patterns, for the shapes of the same page to refer to by `fillOf`. */
export function StatePatterns(): JSX.Element {
  return (
    <defs>
      {states.map((state) => (
        <pattern key={state} id={`state-${state}`} width="8" height="8" patternUnits="userSpaceOnUse">
          <rect width="8" height="8" class={`ground ground-${state}`} />
          {strokes[state] && <path d={strokes[state]} class={`stroke stroke-${state}`} />}
        </pattern>
      ))}
    </defs>
  );
}

/** A swatch of the state. It refers to the patterns that the page has drawn once. */
export function StateMark({ state }: { state: ShownState }): JSX.Element {
  return (
    <svg class="state-mark" viewBox="0 0 16 16" aria-hidden="true">
      <rect x="0.75" y="0.75" width="14.5" height="14.5" rx="3" fill={fillOf(state)} />
    </svg>
  );
}
