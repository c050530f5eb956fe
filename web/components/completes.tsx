/** Of a version that answers SKR: what it completes, what SKR asked about and in which words, and what the RSS says about its answer. */
import type { JSX } from "preact";
import { askedAbout } from "#domain/asked-about";
import type { Answer } from "#domain/contract";
import { useWords } from "../kind.ts";
import { templateOf } from "../templates.ts";
import { inSwedish } from "../texts/language.ts";
import { readingWords } from "../texts/reading.ts";
import { nameOf } from "./original.tsx";

type Props = {
  version: Answer<"version">;
  /** SKR's own words, as long as it waits for the answer. */
  asked?: Answer<"submission">["asked"];
};

export function Completes({ version, asked }: Props): JSX.Element | null {
  const words = useWords(readingWords).completes;
  const { completes, round } = version;
  if (!completes) return null;
  const template = templateOf(round);
  const about = askedAbout(completes.questions, (question) => nameOf(template, question));
  return (
    <section class="completes" aria-label={words.title(completes.version)}>
      <p>
        <strong>{words.title(completes.version)}.</strong> {words.asked(completes.askedAt, about)}
      </p>
      {asked && (
        <>
          <p class="quiet">{words.writes(`${asked.by}, SKR,`)}</p>
          <blockquote class="comment" {...inSwedish}>
            {asked.message}
          </blockquote>
        </>
      )}
      {completes.note !== "" && (
        <>
          <p class="quiet">{words.writes(version.rss.name)}</p>
          <blockquote class="comment" {...inSwedish}>
            {completes.note}
          </blockquote>
        </>
      )}
    </section>
  );
}
