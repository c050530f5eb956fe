/** How many had submitted on each day of the round: a line with the last day marked, and the same as a table. */
import type { JSX } from "preact";
import { addDays, type Day, dayOf, type Instant, lastDay } from "#domain/deadlines";
import type { Round } from "#domain/rounds";
import { useWords } from "../kind.ts";
import { overviewWords } from "../texts/overview.ts";
import type { OverviewRow } from "./rows.ts";

/** Of the drawing, which is stretched to the room there is; what is to be read stands around it. */
const [width, height] = [1000, 100];
/** Above and below the line, so that it is not cut. */
const edge = 3;

/**
 * The day on which it came. What answers SKR's questions came later than what it completes, which was in time: that one is counted on
 * its last day.
 */
const dayCame = ({ receivedAt, inTime, closesAt }: OverviewRow): Day | null =>
  receivedAt === null ? null : inTime && receivedAt >= closesAt ? lastDay(closesAt) : dayOf(receivedAt);

/** Days on which something came, with how many there were by then. */
export function steps(rows: OverviewRow[]): { day: Day; count: number }[] {
  const days = rows.flatMap((row) => dayCame(row) ?? []).sort();
  return [...new Set(days)].map((day) => ({ day, count: days.filter((each) => each <= day).length }));
}

const daysBetween = (from: Day, to: Day): number => Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);

export function Curve({ round, rows, now }: { round: Round; rows: OverviewRow[]; now: Instant }): JSX.Element | null {
  const words = useWords(overviewWords).curve;
  const came = steps(rows);
  const last = came.at(-1);
  if (!last) return null;
  const [opened, deadline, today] = [dayOf(round.opensAt), lastDay(round.closesAt), dayOf(now)];
  const from = came[0] && came[0].day < opened ? came[0].day : opened;
  // A round that is long over is drawn to a week after the last that came.
  const settled = addDays(last.day > deadline ? last.day : deadline, 7);
  const until = today < settled ? today : settled;
  const to = until > deadline ? until : deadline;
  const across = Math.max(1, daysBetween(from, to));
  const x = (day: Day): number => (daysBetween(from, day) / across) * (width - edge);
  const y = (count: number): number => height - edge - (count / rows.length) * (height - 2 * edge);
  const line = came.map(({ day, count }) => `H${x(day)}V${y(count)}`).join("");
  return (
    <figure class="curve">
      <figcaption>
        <strong>{words.heading}.</strong> {words.said(last.count, rows.length, until)}
      </figcaption>
      <div class="curve-frame" aria-hidden="true">
        <span class="curve-most">{rows.length}</span>
        <svg viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none" aria-hidden="true">
          <path class="curve-rule" d={`M0 ${y(0)}H${width}M0 ${y(rows.length)}H${width}`} />
          <path class="curve-deadline" d={`M${x(deadline)} 0V${height}`} />
          <path class="curve-line" d={`M${x(from)} ${y(0)}${line}H${x(until)}`} />
        </svg>
        <span class="curve-days">
          <span>{words.formatDay(from)}</span>
          <span>{words.deadline(deadline)}</span>
          <span>{to === deadline ? "" : words.formatDay(to)}</span>
        </span>
      </div>
      <details class="disclosure small">
        <summary>{words.table}</summary>
        <table class="curve-table">
          <thead>
            <tr>
              <th scope="col">{words.day}</th>
              <th scope="col">{words.count}</th>
            </tr>
          </thead>
          <tbody>
            {came.map(({ day, count }) => (
              <tr key={day}>
                <td>{words.formatDay(day)}</td>
                <td>{words.figure(count)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </figure>
  );
}
