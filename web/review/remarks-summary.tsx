/** How many remarks there are on what, with the ways to them, and those about the whole. */
import type { JSX } from "preact";
import { useWords } from "../kind.ts";
import { reviewWords } from "../texts/review.ts";
import type { Askable } from "./asked.ts";
import { type Remark, Remarks } from "./remarks.tsx";

type Props = { id: string; version: number; subjects: Askable[]; remarks: Remark[]; mayWrite: boolean };

/** Where what SKR says about a question stands on the page. */
export const placeOf = (question: string): string => `om-${question}`;

export function RemarksSummary({ id, version, subjects, remarks, mayWrite }: Props): JSX.Element {
  const words = useWords(reviewWords).remarks;
  const open = remarks.filter(({ resolved }) => !resolved);
  const counted = subjects.flatMap((subject) => {
    const count = open.filter(({ question }) => question === subject.id).length;
    return count > 0 ? [{ ...subject, count }] : [];
  });
  return (
    <section class="card remarks-summary" aria-labelledby="anmarkningar">
      <h2 id="anmarkningar">{words.heading}</h2>
      {remarks.length === 0 && <p class="quiet">{words.none}</p>}
      {remarks.length > 0 && open.length === 0 && <p class="quiet">{words.allDone}</p>}
      {counted.length > 0 && (
        <ul class="counted">
          {counted.map((subject) => (
            <li key={subject.id}>
              <a href={`#${placeOf(subject.id)}`}>{subject.name}</a>
              <span class="quiet">{words.count(subject.count)}</span>
            </li>
          ))}
        </ul>
      )}
      <Remarks {...{ id, version, remarks, mayWrite }} question={null} name={words.whole} />
    </section>
  );
}
