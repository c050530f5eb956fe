/** What can be done with the chosen ones, and the question before it is done. */
import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { amountFor, type Round } from "#domain/rounds";
import { call } from "../api.ts";
import { useWords } from "../kind.ts";
import { ApiRefusal } from "../refusal.ts";
import { WordsField } from "../review/fields.tsx";
import { askAgain, useServer } from "../server-state.ts";
import { overviewWords } from "../texts/overview.ts";
import { useKeptText } from "../use-kept-text.ts";
import { BulkResult } from "./bulk-result.tsx";
import { type Failed, useInBulk, type Work } from "./in-bulk.ts";
import { type Proposal, ProposalSaid, useProposals } from "./proposals.tsx";
import type { OverviewRow } from "./rows.ts";

type Act = "grant" | "attest" | "approve" | "assign";
type Props = { round: Round; rows: OverviewRow[]; clear: () => void };

const isOpen = ({ state, proposed }: OverviewRow): boolean =>
  (state === "submitted" || state === "returned") && proposed === null;

/** Whether it can be done as the list stands; the portal has the last word on each. */
const fits: Record<Act, (row: OverviewRow, round: Round) => boolean> = {
  grant: (row, round) => round.kind === "plan" && isOpen(row),
  attest: ({ proposed }) => proposed !== null,
  approve: (row, round) => round.kind === "report" && isOpen(row),
  assign: () => true,
};

const acts: Act[] = ["grant", "attest", "approve", "assign"];

export function Bulk({ round, rows, clear }: Props): JSX.Element {
  const words = useWords(overviewWords).bulk;
  const [act, setAct] = useState<Act | null>(null);
  const bar = useRef<HTMLElement>(null);
  const done = () => {
    setAct(null);
    clear();
  };
  const cancel = () => {
    setAct(null);
    requestAnimationFrame(() => bar.current?.querySelector("button")?.focus());
  };
  if (act) return <Question key={act} {...{ act, round, cancel, done }} chosen={rows} />;
  return (
    <section class="bulk no-print" aria-label={words.label} ref={bar}>
      <strong>{words.chosen(rows.length)}</strong>
      <div class="buttons">
        {acts.map((each) => {
          const count = rows.filter((row) => fits[each](row, round)).length;
          return count === 0 ? null : (
            <button key={each} type="button" class="button" onClick={() => setAct(each)}>
              {words.of(words.acts[each], count)}
            </button>
          );
        })}
        <button type="button" class="button plain" onClick={clear}>
          {words.clear}
        </button>
      </div>
    </section>
  );
}

type QuestionProps = { act: Act; round: Round; chosen: OverviewRow[]; cancel: () => void; done: () => void };

function Question({ act, round, chosen, cancel, done }: QuestionProps): JSX.Element {
  const all = useWords(overviewWords);
  const words = all.bulk;
  const { progress, run } = useInBulk();
  // As they were when the question was put: what is done to them changes the list.
  const [rows] = useState(() => chosen.filter((row) => fits[act](row, round)));
  const [skipped] = useState(chosen.length - rows.length);
  const kept = useKeptText("bulk", round.id, act);
  const [to, setTo] = useState("");
  const { data } = useServer("officers", {});
  const proposals = useProposals(act === "attest" ? rows.map(({ id }) => id) : []);
  const title = useRef<HTMLHeadingElement>(null);
  const reasonsField = useRef<HTMLTextAreaElement>(null);
  useEffect(() => title.current?.focus(), []);
  const withReasons = act === "grant" || act === "approve";
  const reasons = kept.text.trim() || null;
  const amountOf = (row: OverviewRow): number | null =>
    act === "grant"
      ? amountFor(round, row.rss.id)
      : act === "attest"
        ? (proposals?.get(row.id)?.amount ?? row.proposed)
        : null;
  const total = rows.reduce((sum, row) => sum + (amountOf(row) ?? 0), 0);

  const said = (proposal: Proposal | undefined) => proposal && <ProposalSaid {...proposal} />;

  const works: Record<Act, Work> = {
    grant: (row, key) =>
      call(
        "decide",
        { id: row.id },
        { body: { outcome: "approved", amount: amountFor(round, row.rss.id), reasons }, key },
      ),
    approve: (row, key) =>
      call("decide", { id: row.id }, { body: { outcome: "approved", amount: null, reasons }, key }),
    attest: async ({ id }, key) => {
      const proposal = proposals?.get(id);
      // Attested already, taken back, or not shown: nothing that could be attested unseen.
      if (!proposal) throw new ApiRefusal("stale", {}, 412);
      await call("attest", { id }, { body: { proposal: proposal.hash }, key });
    },
    assign: (row, key) => call("assign", { id: row.id }, { body: { to: to || null }, key }),
  };

  async function press(those: OverviewRow[]): Promise<void> {
    const failed = await run(those, works[act]);
    if (failed.length === 0) kept.sent();
    await askAgain("overview", "submission", "log");
    title.current?.focus();
  }

  return (
    <section class="card bulk-question no-print" aria-labelledby="flera">
      <h2 id="flera" tabIndex={-1} ref={title}>
        {words.acts[act]}
      </h2>
      {progress.state === "idle" ? (
        <>
          <p>{words.lead[act]}</p>
          <ul class="bulk-list">
            {rows.map((row) => (
              <li key={row.id}>
                {words.one(row.rss.name, amountOf(row))}
                {said(proposals?.get(row.id))}
              </li>
            ))}
          </ul>
          {total > 0 && (
            <p>
              <strong>{words.total(total)}</strong>
            </p>
          )}
          {skipped > 0 && <p class="quiet">{words.skipped(skipped)}</p>}
          {withReasons && (
            <WordsField
              {...{ id: "motivering-alla", label: words.reasons, hint: words.reasonsHint, kept, field: reasonsField }}
              fault={null}
            />
          )}
          {act === "assign" && (
            <div class="field">
              <label for="fordela-till">{words.to}</label>
              <select
                id="fordela-till"
                class="input"
                value={to}
                onChange={({ currentTarget }) => setTo(currentTarget.value)}
              >
                <option value="">{all.nobody}</option>
                {data?.officers.map(({ id, name }) => (
                  <option key={id} value={id}>
                    {name}
                  </option>
                ))}
              </select>
            </div>
          )}
          <div class="buttons">
            <button type="button" class="button first" disabled={proposals === null} onClick={() => void press(rows)}>
              {words.confirm[act](rows.length)}
            </button>
            <button type="button" class="button plain" onClick={cancel}>
              {all.cancel}
            </button>
          </div>
        </>
      ) : (
        <BulkResult
          progress={progress}
          retry={(failed: Failed[]) => void press(failed.map(({ row }) => row))}
          close={done}
        />
      )}
    </section>
  );
}
