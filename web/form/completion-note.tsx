/** What the RSS says about its answer to SKR: kept in this tab until it is sent with it. */
import type { RefObject } from "preact";
import { useEffect } from "preact/hooks";
import { Unstored } from "../components/unstored.tsx";
import { useWords } from "../kind.ts";
import { completionWords } from "../texts/completion.ts";
import { inSwedish } from "../texts/language.ts";
import type { useKeptText } from "../use-kept-text.ts";

/** Longest note, in UTF-16 code units, as the API counts. */
export const longestNote = 2000;

type Props = {
  kept: ReturnType<typeof useKeptText>;
  isTooLong: boolean;
  field: RefObject<HTMLTextAreaElement | null>;
  /** What was sent along before, when the answer was taken back or sent back. */
  before: string;
};

export function CompletionNote({ kept, isTooLong, field, before }: Props) {
  const words = useWords(completionWords).note;
  useEffect(() => {
    if (before !== "" && kept.text === "") kept.write(before);
  }, [before]);
  return (
    <div class="field">
      <label for="vad-ar-andrat">{words.label}</label>
      <p id="vad-ar-andrat-hjalp" class="hint">
        {words.hint}
      </p>
      {isTooLong && (
        <p id="vad-ar-andrat-fel" class="fault" role="alert">
          {words.tooLong}
        </p>
      )}
      <textarea
        id="vad-ar-andrat"
        ref={field}
        class="input"
        {...inSwedish}
        rows={3}
        value={kept.text}
        aria-invalid={isTooLong ? "true" : undefined}
        aria-describedby={`vad-ar-andrat-hjalp${isTooLong ? " vad-ar-andrat-fel" : ""}`}
        onInput={(event) => kept.write(event.currentTarget.value)}
      />
      <Unstored kept={kept} />
    </div>
  );
}
