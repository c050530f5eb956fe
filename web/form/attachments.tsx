/** The files that go with the plan: add, open and remove. */

import { useState } from "preact/hooks";
import { mediaTypes } from "#domain/attachments";
import { formatSize } from "#domain/formats";
import { announce } from "../announce.ts";
import { call } from "../api.ts";
import type { File as Attached } from "../draft/draft.ts";
import { useTold } from "../draft/watching.ts";
import { useOpenFile } from "../open-file.ts";
import { sentenceOf } from "../refusal.ts";
import { plan } from "../texts/plan.sv.ts";
import { useEditing } from "./editing.ts";
import { fileInputId } from "./field-ids.ts";
import { attach } from "./upload.ts";
import "./attachments.css";

const words = plan.files;
const accepted = Object.keys(mediaTypes)
  .map((ending) => `.${ending}`)
  .join(",");

export function Attachments() {
  const { id, draft } = useEditing();
  const files = useTold(draft, () => draft.files);
  const [sending, setSending] = useState("");
  const [failure, setFailure] = useState<unknown>(null);
  const opening = useOpenFile(id, files);

  async function add(chosen: File): Promise<void> {
    setFailure(null);
    setSending(chosen.name);
    try {
      const file = await draft.during(attach(id, chosen));
      draft.setFiles([...draft.files.filter((each) => each.id !== file.id), file]);
      announce(words.arrived(file.name));
    } catch (error) {
      setFailure(error);
    } finally {
      setSending("");
    }
  }

  async function remove(file: Attached): Promise<void> {
    if (!confirm(words.sure(file.name))) return;
    setFailure(null);
    try {
      await draft.during(call("removeFile", { id, file: file.id }));
      draft.setFiles(draft.files.filter((each) => each.id !== file.id));
      announce(words.removed(file.name));
      document.getElementById(fileInputId)?.focus();
    } catch (error) {
      setFailure(error);
    }
  }

  return (
    <section class="attachments" aria-labelledby="bilagor">
      <h3 id="bilagor">{words.title}</h3>
      <p id="bilagor-hjalp" class="hint no-print">
        {words.help}
      </p>
      {files.length > 0 && (
        <ul class="attached">
          {files.map((file, index) => (
            <li key={file.id}>
              <button type="button" class="file" onClick={() => opening.open(index)} aria-label={words.open(file.name)}>
                {file.name}
              </button>
              <span class="quiet small">
                {formatSize(file.size)}
                {file.state === "uploading" ? ` · ${words.arriving}` : ` · ${words.by(file.by, file.at)}`}
              </span>
              <button
                type="button"
                class="button plain"
                aria-label={words.removeOne(file.name)}
                onClick={() => remove(file)}
              >
                {words.remove}
              </button>
            </li>
          ))}
        </ul>
      )}
      {(failure ?? opening.failure) !== null && (
        <p class="fault" role="alert">
          {sentenceOf(failure ?? opening.failure)}
        </p>
      )}
      <div class="no-print">
        <label class="button add-file" aria-disabled={sending ? "true" : undefined}>
          <input
            id={fileInputId}
            type="file"
            class="visually-hidden"
            accept={accepted}
            aria-describedby="bilagor-hjalp"
            disabled={sending !== ""}
            onChange={(event) => {
              const [chosen] = event.currentTarget.files ?? [];
              if (chosen) void add(chosen);
              // The same file may be chosen again after a failure.
              event.currentTarget.value = "";
            }}
          />
          {sending ? words.sending(sending) : words.choose}
        </label>
      </div>
    </section>
  );
}
