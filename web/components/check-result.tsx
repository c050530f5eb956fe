/** What came of checking a document: what is known of it, or why nothing is and what to do then. */
import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import type { Answer } from "#domain/contract";
import { mostToRead, Unreadable } from "../checksum.ts";
import { refusedAs } from "../refusal.ts";
import { useSentenceOf } from "../sentence.ts";
import { check as words } from "../texts/check.ts";
import { formatSize } from "../texts/formats.ts";
import { inSwedish } from "../texts/language.ts";
import { portal } from "../texts/portal.ts";

/** `file`: the name of the file that was checked; null for a number. */
export type Outcome = {
  file: string | null;
  retry: () => void;
} & ({ known: Answer<"verifyNumber"> | Answer<"verifyFile"> } | { error: unknown });

export function CheckResult({ outcome }: { outcome: Outcome }): JSX.Element {
  const heading = useRef<HTMLHeadingElement>(null);
  // Told by being gone to, once for each answer.
  useEffect(() => {
    heading.current?.focus({ preventScroll: true });
    heading.current?.closest("section")?.scrollIntoView({ block: "nearest", behavior: "instant" });
  }, [outcome]);
  const { tone, title, children } = "known" in outcome ? known(outcome) : unknown(outcome);
  return (
    <section class={`notice check-result ${tone}`} aria-labelledby="svar">
      <h2 id="svar" ref={heading} tabIndex={-1}>
        {title}
      </h2>
      {children}
      {"error" in outcome && <Failure {...outcome} />}
    </section>
  );
}

type Said = { tone: "good" | "warn" | "bad"; title: string; children?: JSX.Element };

function known({ file, known: answer }: Outcome & { known: Answer<"verifyNumber"> | Answer<"verifyFile"> }): Said {
  const { replacedBy } = answer;
  const { found } = words;
  const title = file === null ? [found.number, found.numberReplaced] : [found.file, found.fileReplaced];
  return {
    tone: replacedBy === null ? "good" : "warn",
    title: title[replacedBy === null ? 0 : 1] as string,
    children: (
      <>
        {replacedBy !== null && <p class="check-replaced">{found.replacedBy(replacedBy)}</p>}
        <p>{file !== null ? found.isFile(file) : answer.decision ? found.isDecision : found.isNumber}</p>
        {"newer" in answer && answer.newer !== null && <p>{found.newer}</p>}
        <Facts answer={answer} />
      </>
    ),
  };
}

type Told = Answer<"verifyNumber"> | Answer<"verifyFile">;
type Row = [label: string, value: JSX.Element | string];

function ofVersion(answer: Told): Row[] {
  const { facts } = words;
  const { replacedBy } = answer;
  const signer = "signer" in answer ? answer.signer : null;
  return [
    [facts.received, words.instants(answer.receivedAt)],
    [facts.signed, words.instants(answer.signedAt)],
    ...(signer ? ([[facts.signer, facts.signedBy(signer.name, words.roles[signer.role])]] as Row[]) : []),
    [facts.counts, replacedBy === null ? facts.yes : facts.no(replacedBy)],
  ];
}

function ofDecision(answer: Told, { outcome, amount, at, on }: NonNullable<Told["decision"]>): Row[] {
  const { facts } = words;
  const by = "decidedBy" in answer ? answer.decidedBy : null;
  return [
    [facts.on, on],
    [facts.outcome, amount === null ? facts.outcomes[answer.kind][outcome] : facts.granted(amount)],
    [facts.decided, words.instants(at)],
    ...(by ? ([[facts.decidedBy, by.name]] as Row[]) : []),
    ...(by?.attestedBy ? ([[facts.attestedBy, by.attestedBy]] as Row[]) : []),
  ];
}

function Facts({ answer }: { answer: Told }): JSX.Element {
  const { facts, levels } = words;
  const { document } = answer;
  const seal = document === null ? facts.pending : levels[document.level];
  const title = <span {...inSwedish}>{answer.title}</span>;
  const rows: Row[] = [
    [facts.rss, answer.rss],
    ...(answer.decision ? ([[facts.document, facts.decision]] as Row[]) : []),
    [answer.decision ? facts.about : facts.document, title],
    [facts.year, String(answer.year)],
    [facts.number, answer.number],
    ...(answer.decision ? ofDecision(answer, answer.decision) : ofVersion(answer)),
    [facts.seal, document?.sealedAt ? facts.sealedAt(seal, document.sealedAt) : seal],
  ];
  return (
    <dl class="facts">
      {rows.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function unknown({ file, error }: Outcome & { error: unknown }): Said {
  if (refusedAs(error, "unknown-document")) {
    return file === null
      ? { tone: "bad", title: words.unknownNumber.title, children: toDo(words.unknownNumber.text, words.unknownNumber) }
      : {
          tone: "bad",
          title: words.unknownFile.title,
          children: toDo(words.unknownFile.text(file), words.unknownFile),
        };
  }
  const tooMany = refusedAs(error, "busy-source");
  if (tooMany) {
    const { source, number, title } = words.tooMany;
    const { of, seconds } = tooMany;
    const text = of === "number" ? number(Math.ceil(seconds / 3600)) : source(Math.ceil(seconds / 60));
    return { tone: "warn", title, children: <p>{text}</p> };
  }
  return { tone: "bad", title: words.failed.title };
}

const toDo = (text: string, { points }: { points: string[] }): JSX.Element => (
  <>
    <p>{text}</p>
    <ul>
      {points.map((point) => (
        <li key={point}>{point}</li>
      ))}
    </ul>
  </>
);

/** What has nothing to do with the document: no net, no file, a defect. */
function Failure({ error, retry }: { error: unknown; retry: () => void }): JSX.Element | null {
  const sentenceOf = useSentenceOf();
  if (refusedAs(error, "unknown-document") || refusedAs(error, "busy-source")) return null;
  if (error instanceof Unreadable) {
    const { failed } = words;
    return <p>{error.reason === "large" ? failed.large(formatSize(mostToRead)) : failed[error.reason]}</p>;
  }
  return (
    <>
      <p>{sentenceOf(error)}</p>
      <div class="buttons">
        <button type="button" class="button" onClick={retry}>
          {portal.tryAgain}
        </button>
      </div>
    </>
  );
}
