/** What a receipt says, in the words of the receipt page and of SKR's reading view. */
import type { ComponentChildren, JSX } from "preact";
import type { Answer } from "#domain/contract";
import { useWords } from "../kind.ts";
import { useOpenFile } from "../open-file.ts";
import { useSentenceOf } from "../sentence.ts";
import { files as fileWords } from "../texts/files.ts";
import { formatSize } from "../texts/formats.ts";
import { inSwedish } from "../texts/language.ts";
import { readingWords } from "../texts/reading.ts";
import { usePoll } from "./document-link.tsx";
import { Notice } from "./notice.tsx";

export type Receipt = Answer<"receipt">;

/** "Mottagen 31 maj 2021 kl. 22:14, i tid."; of an answer to SKR whether that was, and whether what it completes was. */
export function Received({
  receipt: { receivedAt, inTime, completes },
}: {
  receipt: Pick<Receipt, "receivedAt" | "inTime" | "completes">;
}): JSX.Element {
  const words = useWords(readingWords).receipt;
  if (completes) {
    const { version, dueAt } = completes;
    return <>{`${words.completed(receivedAt, completes.inTime, dueAt)} ${words.original(version, inTime)}`}</>;
  }
  return <>{`${words.received(receivedAt)}, ${inTime ? words.inTime : words.late}.`}</>;
}

type Props = {
  id: string;
  receipt: Receipt;
  refresh: () => Promise<unknown>;
  /** With the number, where it does not stand above already. */
  numbered?: boolean;
};

export function ReceiptFacts({ id, receipt, refresh, numbered }: Props): JSX.Element {
  const words = useWords(readingWords).receipt;
  const { number, code, handedInAt, handedInBy, signedAt, signedBy, paper, extensionReason } = receipt;
  usePoll(paper?.scan.verdict === "pending", refresh);
  const rows: [label: string, value: ComponentChildren][] = [
    ...(numbered ? [[words.number, number] as [string, string]] : []),
    [words.code, code],
    [words.handedIn, words.by(handedInAt, handedInBy)],
    [words.signed, paper ? words.onPaper(paper.signedOn, signedBy) : words.by(signedAt, signedBy)],
    ...(paper ? onPaper(words, id, signedAt, paper) : []),
    ...(extensionReason
      ? [[words.extension, <span {...inSwedish}>{extensionReason}</span>] as [string, JSX.Element]]
      : []),
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

type Paper = NonNullable<Receipt["paper"]>;
type Words = ReturnType<typeof readingWords>["receipt"];

const onPaper = (words: Words, id: string, at: string, paper: Paper): [label: string, value: ComponentChildren][] => [
  [
    words.registered,
    paper.onBehalf === null ? words.by(at, paper.registeredBy) : words.byStaff(at, paper.registeredBy),
  ],
  ...(paper.onBehalf === null
    ? []
    : [[words.onBehalf, <span {...inSwedish}>{paper.onBehalf}</span>] as [string, JSX.Element]]),
  [words.scan, <Scan id={id} scan={paper.scan} />],
];

function Scan({ id, scan }: { id: string; scan: Paper["scan"] }): JSX.Element {
  const words = useWords(readingWords).receipt;
  const sentenceOf = useSentenceOf();
  const { open, failure } = useOpenFile(id, [scan]);
  const { name, size, verdict } = scan;
  const isHarmful = verdict === "infected";
  return (
    <>
      {isHarmful ? (
        <span class="scan-name">{name}</span>
      ) : (
        <button
          type="button"
          class="scan-name"
          aria-label={words.openScan(name, formatSize(size))}
          onClick={() => open(0)}
        >
          {name}
        </button>
      )}{" "}
      <span class={isHarmful ? "fault" : "quiet"}>
        {formatSize(size)}
        {verdict !== "clean" && ` · ${isHarmful ? fileWords.infected : fileWords.verdicts[verdict]}`}
      </span>
      {failure !== null && (
        <span class="fault" role="alert">
          {sentenceOf(failure)}
        </span>
      )}
    </>
  );
}

/** What everybody must know who looks at a receipt whose paper turned out to be harmful. */
export function ScanNotice({ receipt }: { receipt: Receipt }): JSX.Element | null {
  const words = useWords(readingWords).receipt;
  if (receipt.paper?.scan.verdict !== "infected") return null;
  return (
    <Notice tone="bad" announced>
      <p>{words.scanInfected}</p>
    </Notice>
  );
}
