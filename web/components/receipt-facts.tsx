/** What a receipt says, in the words of the receipt page and of SKR's reading view. */
import type { ComponentChildren, JSX } from "preact";
import type { Answer } from "#domain/contract";
import { useWords } from "../kind.ts";
import { inSwedish } from "../texts/language.ts";
import { readingWords } from "../texts/reading.ts";

export type Receipt = Answer<"receipt">;

/** "Mottagen 31 maj 2021 kl. 22:14, i tid." */
export function Received({
  receipt: { receivedAt, inTime },
}: {
  receipt: Pick<Receipt, "receivedAt" | "inTime">;
}): JSX.Element {
  const words = useWords(readingWords).receipt;
  return <>{`${words.received(receivedAt)}, ${inTime ? words.inTime : words.late}.`}</>;
}

/** `numbered`: with the number, where it does not stand above already. */
export function ReceiptFacts({ receipt, numbered }: { receipt: Receipt; numbered?: boolean }): JSX.Element {
  const words = useWords(readingWords).receipt;
  const { number, code, handedInAt, handedInBy, signedAt, signedBy, extensionReason } = receipt;
  const rows: [label: string, value: ComponentChildren][] = [
    ...(numbered ? [[words.number, number] as [string, string]] : []),
    [words.code, code],
    [words.handedIn, words.by(handedInAt, handedInBy)],
    [words.signed, words.by(signedAt, signedBy)],
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
