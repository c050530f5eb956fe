/** What is to be attested at once, as it is shown and then named: each proposal read when the question is put. */
import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { Answer } from "#domain/contract";
import { call } from "../api.ts";
import { useWords } from "../kind.ts";
import { inSwedish } from "../texts/language.ts";
import { reviewWords } from "../texts/review.ts";

export type Proposal = NonNullable<NonNullable<Answer<"submission">["handling"]>["proposal"]>;
type Proposals = ReadonlyMap<string, Proposal>;

/** Those of the submissions by id, null until they have come. One that cannot be read, or is gone, is not among them. */
export function useProposals(ids: string[]): Proposals | null {
  const [found, setFound] = useState<Proposals | null>(ids.length === 0 ? new Map() : null);
  useEffect(() => {
    let isGone = false;
    const one = async (id: string): Promise<[string, Proposal][]> => {
      const proposal = (await call("submission", { id }).catch(() => null))?.handling?.proposal;
      return proposal ? [[id, proposal]] : [];
    };
    void Promise.all(ids.map(one)).then((all) => !isGone && setFound(new Map(all.flat())));
    return () => {
      isGone = true;
    };
  }, []);
  return found;
}

/** Who proposes it, why, and who gets the money. */
export function ProposalSaid({ by, at, reasons, payee }: Proposal): JSX.Element {
  const words = useWords(reviewWords);
  const { decision, money } = words;
  return (
    <>
      <br />
      <span class="quiet small">
        {decision.proposedBy(by, at)}. {money.payee.name}:{" "}
        {payee ? `${payee.name}, ${money.payee.bankgiro} ${payee.bankgiro}` : decision.noPayee}{" "}
        <span {...inSwedish}>{reasons}</span>
      </span>
    </>
  );
}
