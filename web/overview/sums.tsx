/** The round's money: granted, waiting for attest, and what is left of what the round has for its counties. */
import type { JSX } from "preact";
import { amountFor, type Round } from "#domain/rounds";
import { useWords } from "../kind.ts";
import { useServer } from "../server-state.ts";
import { overviewWords } from "../texts/overview.ts";
import type { OverviewRow } from "./rows.ts";

export function Sums({ round, rows }: { round: Round; rows: OverviewRow[] }): JSX.Element | null {
  const words = useWords(overviewWords).sums;
  const { data: run } = useServer("run", { round: round.id }, { enabled: round.kind === "plan" });
  if (round.kind !== "plan" || rows.length === 0) return null;
  const sum = (amounts: (number | null)[]): number => amounts.reduce<number>((all, each) => all + (each ?? 0), 0);
  const granted = sum(rows.map(({ amount }) => amount));
  const proposed = sum(rows.map((row) => row.proposed));
  // Until somebody has said what there is, it is what the round has for each.
  const frame = run?.frame ?? sum(rows.map(({ rss }) => amountFor(round, rss.id)));
  const told: [label: string, amount: number][] = [
    [words.granted, granted],
    [words.proposed, proposed],
    [words.left, frame - granted - proposed],
    [words.frame, frame],
  ];
  return (
    <section aria-label={words.heading}>
      <dl class="sums">
        {told.map(([label, amount]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{words.amount(amount)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
