/** The attachments, for opening only. */
import { formatSize } from "#domain/formats";
import { useOpenFile } from "../open-file.ts";
import { sentenceOf } from "../refusal.ts";
import { plan } from "../texts/plan.sv.ts";
import "./attachments.css";

export function ReadFiles({ id, files }: { id: string; files: { id: string; name: string; size: number }[] }) {
  const { open, failure } = useOpenFile(id, files);
  return (
    <section class="attachments" aria-labelledby="bilagor">
      <h3 id="bilagor">{plan.files.title}</h3>
      {files.length === 0 && <p class="quiet">{plan.files.none}</p>}
      {files.length > 0 && (
        <ul class="attached">
          {files.map((file, index) => (
            <li key={file.id}>
              <button type="button" class="file" onClick={() => open(index)} aria-label={plan.files.open(file.name)}>
                {file.name}
              </button>
              <span class="quiet small">{formatSize(file.size)}</span>
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
