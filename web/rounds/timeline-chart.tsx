/** The round at a glance: mails a day as bars, RSS that are in as a line, the last day and today. The list below says the same in words. */
import type { JSX } from "preact";
import { type Instant, lastDay } from "#domain/deadlines";
import { rounds } from "../texts/rounds.ts";
import { lateOn, type PlayedDay } from "./timeline.ts";

const words = rounds.timeline;

const [width, height, ground] = [900, 160, 140];

type Props = { days: PlayedDay[]; at: number; closesOn: Instant; go: (n: number) => void };

export function TimelineChart({ days, at, closesOn, go }: Props): JSX.Element {
  const wide = width / days.length;
  const most = Math.max(1, ...days.map(({ mails }) => mails.length));
  const all = Math.max(
    1,
    ...days.map(({ states }) => [...states.values()].reduce((sum, each) => sum + each.length, 0)),
  );
  const rise = (part: number) => ground - part * (ground - 12);
  const middle = (n: number) => (n + 0.5) * wide;
  const line = (count: (day: PlayedDay) => number) =>
    days.map((day, n) => `${n === 0 ? "M" : "L"}${middle(n).toFixed(1)} ${rise(count(day) / all).toFixed(1)}`).join("");
  const closing = days.findIndex(({ day }) => day === lastDay(closesOn));
  return (
    <figure class="chart">
      <svg
        viewBox={`0 0 ${width} ${height}`}
        preserveAspectRatio="none"
        aria-hidden="true"
        onClick={({ offsetX, currentTarget }) =>
          go(Math.floor((offsetX / currentTarget.getBoundingClientRect().width) * days.length))
        }
      >
        <rect class="chart-today" x={at * wide} y="0" width={Math.max(wide, 3)} height={ground} />
        {closing >= 0 && <path class="chart-closing" d={`M${(closing + 1) * wide} 0V${ground}`} />}
        {days.map(({ day, mails }, n) =>
          mails.length > 0 ? (
            <rect
              key={day}
              class="chart-mails"
              x={n * wide + wide * 0.15}
              y={rise(mails.length / most)}
              width={Math.max(2, wide * 0.7)}
              height={ground - rise(mails.length / most)}
            />
          ) : null,
        )}
        <path class="chart-in" d={line(({ submitted }) => submitted)} />
        <path class="chart-late" d={line((day) => lateOn(day).length)} />
        <path class="chart-ground" d={`M0 ${ground}H${width}`} />
      </svg>
      <figcaption class="chart-key" aria-hidden="true">
        <span class="key-mails">{words.chartMails}</span>
        <span class="key-in">{words.chartIn}</span>
        <span class="key-late">{words.lateTitle}</span>
        <span class="key-closing">{words.closing}</span>
      </figcaption>
    </figure>
  );
}
