/** Any frozen version, for reading and printing: what was handed in, whether or not it was signed. */

import type { JSX } from "preact";
import { addressOf } from "#domain/addresses";
import { Fetching } from "../components/fetching.tsx";
import { Notice } from "../components/notice.tsx";
import { Page } from "../components/page.tsx";
import { Reading } from "../components/reading.tsx";
import { Technical } from "../components/technical.tsx";
import { useKind, useWords } from "../kind.ts";
import { useOpenFile } from "../open-file.ts";
import { useSentenceOf } from "../sentence.ts";
import { useServer } from "../server-state.ts";
import { useTemplate } from "../templates.ts";
import { readingWords } from "../texts/reading.ts";
import "../styles/reading.css";

export default function Version({ id, n }: { id: string; n: string }): JSX.Element {
  const kind = useKind();
  const sentenceOf = useSentenceOf();
  const reading = useWords(readingWords);
  const words = reading.version;
  const { data: version, refusal, refresh } = useServer("version", { id, n });
  const { data: submission } = useServer("submission", { id });
  const { open, failure } = useOpenFile(id, version?.files ?? []);
  const isStaff = submission?.roles.includes("officer") ?? false;
  const form = useTemplate(version?.round.template.id);
  if (!version || !form.isThere)
    return <Fetching refusal={refusal ?? form.refusal} retry={() => Promise.all([refresh(), form.refresh()])} />;
  const { signature, version: number } = version;
  return (
    <Page title={words.title(version.rss.name, number)}>
      <nav class="sheet-tools no-print" aria-label={words.tools}>
        <a href={isStaff ? `/granska/${id}` : addressOf(kind, id)}>{words.back}</a>
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
            {words.replaced}{" "}
            <a href={addressOf(kind, id, `/version/${version.standing}`)}>{words.newer(version.standing)}</a>
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
