/** Hands one submission to an officer, from its row. */
import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { useAct } from "../act.ts";
import { announce } from "../announce.ts";
import { call } from "../api.ts";
import { useWords } from "../kind.ts";
import { Refused } from "../review/fields.tsx";
import { OfficerForm } from "../review/officer-form.tsx";
import { useRefused } from "../review/refused.ts";
import { askAgain } from "../server-state.ts";
import { overviewWords } from "../texts/overview.ts";
import { reviewWords } from "../texts/review.ts";
import type { OverviewRow } from "./rows.ts";

type Props = { id: string; rss: OverviewRow["rss"]; current: string | null; close: () => void };

export function AssignRow({ id, rss, current, close }: Props): JSX.Element {
  const words = useWords(overviewWords);
  const given = useWords(reviewWords).handling.given;
  const refused = useRefused();
  const act = useAct();
  const frame = useRef<HTMLDivElement>(null);
  useEffect(() => frame.current?.querySelector("select")?.focus(), []);

  async function give(to: string | null, name: string | null): Promise<void> {
    if (!(await act.run((key) => call("assign", { id }, { body: { to }, key })))) return;
    announce(`${rss.county}: ${given(name)}`);
    await askAgain("overview", "submission", "log");
    back();
  }

  /** To the button that opened it, in the row above. */
  function back(): void {
    const row = frame.current?.closest("tr")?.previousElementSibling;
    close();
    row?.querySelector<HTMLElement>(".row-button")?.focus();
  }

  return (
    <div class="assign-row" ref={frame}>
      <OfficerForm id={`handlaggare-${rss.id}`} current={current} busy={act.busy} give={give} />
      <button type="button" class="button plain" onClick={back}>
        {words.cancel}
      </button>
      <Refused sentence={act.refusal === null ? null : refused(act.refusal)} />
    </div>
  );
}
