/** The attachments, for opening only. */
import type { Answer } from "#domain/contract";
import { useWords } from "../kind.ts";
import { useOpenFile } from "../open-file.ts";
import { useSentenceOf } from "../sentence.ts";
import { files as words } from "../texts/files.ts";
import { formatSize } from "../texts/formats.ts";
import { planWords } from "../texts/plan.ts";
import { statesWords } from "../texts/plan-states.ts";
import "./attachments.css";

export type ReadFile = Pick<Answer<"version">["files"][number], "id" | "name" | "size" | "verdict"> & {
  state?: string;
};

export function ReadFiles({ id, files: all }: { id: string; files: ReadFile[] }) {
  const sentenceOf = useSentenceOf();
  const plan = useWords(planWords);
  const { reading } = useWords(statesWords);
  // Of a draft: what never arrived is no part of it.
  const files = all.filter(({ state }) => state !== "uploading");
  const { open, failure } = useOpenFile(id, files);
  return (
    <section class="attachments" aria-labelledby="bilagor">
      <h3 id="bilagor">{plan.files.title}</h3>
      {files.length === 0 && <p class="quiet">{reading.noFiles}</p>}
      {files.length > 0 && (
        <ul class="attached" aria-label={words.list}>
          {files.map(({ id: file, name, size, verdict }, index) => (
            <li key={file}>
              {verdict === "infected" ? (
                <span class="file">{name}</span>
              ) : (
                <button type="button" class="file" onClick={() => open(index)} aria-label={words.open(name)}>
                  {name}
                </button>
              )}
              <span class="about quiet small">{formatSize(size)}</span>
              <span class={`about small verdict ${verdict}`}>
                {verdict === "infected" ? words.infected : words.verdicts[verdict]}
              </span>
            </li>
          ))}
        </ul>
      )}
      {failure !== null && (
        <p class="fault" role="alert">
          {sentenceOf(failure)}
        </p>
      )}
    </section>
  );
}
