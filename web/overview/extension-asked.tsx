/** An RSS asks for more time: its reason, and one press to give it a week. Another day is given where it is read. */
import type { JSX } from "preact";
import { useRef } from "preact/hooks";
import { addDays, dayOf, type Instant, lastDay } from "#domain/deadlines";
import { useAct } from "../act.ts";
import { announce } from "../announce.ts";
import { call } from "../api.ts";
import { ActButton } from "../components/act-button.tsx";
import { useWords } from "../kind.ts";
import { Refused } from "../review/fields.tsx";
import { useRefused } from "../review/refused.ts";
import { askAgain, useServer } from "../server-state.ts";
import { inSwedish } from "../texts/language.ts";
import { overviewWords } from "../texts/overview.ts";
import { portal } from "../texts/portal.ts";
import type { OverviewRow } from "./rows.ts";

const usualDays = 7;

type Props = { id: string; rss: OverviewRow["rss"]; closesAt: Instant; now: Instant };

export function ExtensionAsked({ id, rss, closesAt, now }: Props): JSX.Element {
  const words = useWords(overviewWords).extension;
  const refused = useRefused();
  const act = useAct();
  const frame = useRef<HTMLDivElement>(null);
  // The reason stands in the log of the submission and not in the list.
  const { data: submission } = useServer("submission", { id });
  const [last, today] = [lastDay(closesAt), dayOf(now)];
  const until = addDays(last < today ? today : last, usualDays);
  const request = submission?.request;
  if (!request) return <p class="quiet small">{submission ? words.asked(rss.name) : portal.loading}</p>;

  async function grant(reason: string): Promise<void> {
    const isDone = await act.run(
      (key) => call("grantExtension", { id }, { body: { until, reason }, key }),
      () => void askAgain("submission", "overview"),
    );
    if (!isDone) return;
    announce(words.granted(rss.county, until));
    // What was pressed goes away with the request.
    frame.current?.closest("tr")?.previousElementSibling?.querySelector("a")?.focus();
    await askAgain("submission", "overview", "log");
  }

  return (
    <div class="asked-extension" ref={frame}>
      <p>
        <strong>{words.asked(rss.name)}</strong>
      </p>
      <blockquote class="comment" {...inSwedish}>
        {request.reason}
      </blockquote>
      <Refused sentence={act.refusal === null ? null : refused(act.refusal)} />
      <div class="buttons">
        <ActButton busy={act.busy} label={words.grantOne(until, rss.county)} onPress={() => void grant(request.reason)}>
          {words.grant(until)}
        </ActButton>
        <a href={`/granska/${id}#anstand`} aria-label={words.otherOne(rss.county)}>
          {words.other}
        </a>
      </div>
    </div>
  );
}
