/** Any frozen version, for reading and printing: what was handed in, whether or not it was signed. */
import type { JSX } from "preact";
import { Fetching } from "../components/fetching.tsx";
import { Notice } from "../components/notice.tsx";
import { Page } from "../components/page.tsx";
import { Reading } from "../components/reading.tsx";
import { Technical } from "../components/technical.tsx";
import { useOpenFile } from "../open-file.ts";
import { sentenceOf } from "../refusal.ts";
import { useServer } from "../server-state.ts";
import { reading } from "../texts/reading.sv.ts";
import "../styles/reading.css";

const words = reading.version;

export default function Version({ id, n }: { id: string; n: string }): JSX.Element {
  const { data: version, refusal, refresh } = useServer("version", { id, n });
  const { data: submission } = useServer("submission", { id });
  const { open, failure } = useOpenFile(id, version?.files ?? []);
  const isStaff = submission?.roles.includes("officer") ?? false;
  if (!version) return <Fetching refusal={refusal} retry={refresh} />;
  const { signature, version: number } = version;
  return (
    <Page title={words.title(version.rss.name, number)}>
      <nav class="sheet-tools no-print" aria-label={words.tools}>
        <a href={isStaff ? `/granska/${id}` : `/plan/${id}`}>{words.back}</a>
        <button type="button" class="button" onClick={() => print()}>
          {reading.plan.print}
        </button>
      </nav>
      {!signature && (
        <Notice tone="warn">
          <p>{submission?.waiting?.version === number ? words.waiting : words.unsigned}</p>
        </Notice>
      )}
      {signature && version.standing !== null && version.standing !== number && (
        <Notice>
          <p>
            {words.replaced} <a href={`/plan/${id}/version/${version.standing}`}>{words.newer(version.standing)}</a>
          </p>
        </Notice>
      )}
      {failure !== null && (
        <Notice tone="bad" announced>
          <p>{sentenceOf(failure)}</p>
        </Notice>
      )}
      <Reading version={version} level={1} openFile={open} />
      <Technical hash={version.hash}>
        <div>
          <dt>{reading.plan.frozenLabel}</dt>
          <dd>{`${reading.plan.version(number)}, ${reading.plan.frozen(version.frozenAt, version.by)}`}</dd>
        </div>
      </Technical>
    </Page>
  );
}
