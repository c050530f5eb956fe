/** One section of the form: its number, its words as SKR wrote them, and its questions. */

import type { ComponentChildren } from "preact";
import type { Section } from "#domain/form";
import { Original } from "../components/original.tsx";
import { headingId, sectionId } from "./field-ids.ts";
import "./section-card.css";

type Props = {
  section: Section;
  /** Where some sections may be written on and some not. */
  look?: "asked" | "locked";
  children: ComponentChildren;
};

export function SectionCard({ section, look, children }: Props) {
  const { number, label, guidance, instruction, closing } = section;
  return (
    <section
      id={sectionId(number)}
      class={look ? `card section ${look}` : "card section"}
      aria-labelledby={headingId(number)}
      tabIndex={-1}
    >
      <h2 id={headingId(number)}>
        {number && <span class="number">{number}</span>}
        <span>
          <Original text={label} />
        </span>
      </h2>
      {guidance && (
        <p>
          <Original text={guidance} long />
        </p>
      )}
      {instruction && (
        <p class="quiet">
          <Original text={instruction} />
        </p>
      )}
      {children}
      {closing && (
        <p class="quiet">
          <Original text={closing} long />
        </p>
      )}
    </section>
  );
}
