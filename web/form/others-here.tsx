/** Who else has the plan open, and where, and what SKR has said there. */
import { questionOf, type Template } from "#domain/form";
import { nameOf } from "../components/original.tsx";
import { together as words } from "../texts/together.ts";
import type { Beside } from "./beside.tsx";
import { Remarks } from "./remarks.tsx";

/** On top of the form: at which section each of them is. */
export function OthersHere({ template, others }: { template: Template; others: Beside["others"] }) {
  if (others.length === 0) return null;
  const places = others.map(({ name, question }) => ({
    name,
    place: question === null || !questionOf(template, question) ? null : nameOf(template, question),
  }));
  return <p class="here-now no-print">{words.others(places)}</p>;
}

/** At one answer. */
export function AtAnswer({ question, beside: { others, remarks } }: { question: string; beside: Beside }) {
  const here = others.filter((other) => other.question === question).map(({ name }) => name);
  return (
    <>
      {here.length > 0 && <p class="here-now">{words.hereNow(here)}</p>}
      <Remarks remarks={remarks.filter((remark) => remark.question === question)} />
    </>
  );
}
