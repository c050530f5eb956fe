/** The place of the files that go with the plan. What lists and sends them comes when there is something to list or send. */
import { useEffect, useState } from "preact/hooks";
import { endings } from "#domain/endings";
import { useTold } from "../draft/watching.ts";
import { useWords } from "../kind.ts";
import { hearingFrom, useLater } from "../later.ts";
import { Offline } from "../refusal.ts";
import { useSentenceOf } from "../sentence.ts";
import { planWords } from "../texts/plan.ts";
import { stayWhile } from "../under-way.ts";
import { holdWork } from "../unsaved.ts";
import { useEditing } from "./editing.ts";
import { fileInputId } from "./field-ids.ts";
import "./attachments.css";

const accepted = endings.map((ending) => `.${ending}`).join(",");

export function Attachments() {
  const sentenceOf = useSentenceOf();
  const words = useWords(planWords).files;
  const { id, draft } = useEditing();
  const isSome = useTold(draft, () => draft.files.length > 0);
  const [chosen, setChosen] = useState<File[]>([]);
  const fetchPart = () => hearingFrom().then(() => import("./attached.tsx"));
  const { part, failed } = useLater(isSome || chosen.length > 0, fetchPart, chosen);
  const areWaiting = chosen.length > 0 && !part;
  useEffect(() => {
    if (!areWaiting) return;
    // Nobody has taken them yet, and they are nowhere but on this page.
    const work = { flush: async () => false, lastly: () => {}, isAtRisk: () => true };
    const ends = [holdWork(work), stayWhile(() => true)];
    return () => ends.map((end) => end());
  }, [areWaiting]);
  // After those chosen before: what sends them may not have come yet.
  const choose = (files: FileList | null | undefined) => {
    const now = [...(files ?? [])];
    setChosen((before) => [...before, ...now]);
  };

  return (
    <section
      class="attachments"
      aria-labelledby="bilagor"
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault();
        choose(event.dataTransfer?.files);
      }}
    >
      <h3 id="bilagor">{words.title}</h3>
      <p id="bilagor-hjalp" class="hint no-print">
        {words.help}
      </p>
      {part && <part.AttachedFiles id={id} draft={draft} chosen={chosen} input={fileInputId} />}
      {failed && (
        <p class="fault" role="alert">
          {sentenceOf(new Offline())}
        </p>
      )}
      <div class="no-print">
        <label class="button add-file">
          <input
            id={fileInputId}
            type="file"
            multiple
            class="visually-hidden"
            accept={accepted}
            aria-describedby="bilagor-hjalp"
            onChange={(event) => {
              choose(event.currentTarget.files);
              // The same file may be chosen again after a failure.
              event.currentTarget.value = "";
            }}
          />
          {words.choose}
        </label>
      </div>
    </section>
  );
}
