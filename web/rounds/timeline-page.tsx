/**
 * The time machine: a whole round lived through before it is opened. Somebody says what the RSS do, and moves the clock day by day; the
 * mails and the times that run out are those that the portal's own rules give.
 */
import type { JSX } from "preact";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { Answer } from "#domain/contract";
import { dayOf } from "#domain/deadlines";
import { type Course, coursesOf, playOf, type Scenario } from "#domain/scenarios";
import { serverNow } from "../clock.ts";
import { Failure } from "../components/failure.tsx";
import { Fetching } from "../components/fetching.tsx";
import { Page } from "../components/page.tsx";
import { StatePatterns } from "../components/state-mark.tsx";
import { OfKind } from "../kind.ts";
import { useServer } from "../server-state.ts";
import { templateOf, useTemplate } from "../templates.ts";
import { rounds } from "../texts/rounds.ts";
import { type Everybody, partsOfRound, useEverybody } from "./everybody.ts";
import type { Play } from "./letter-of.ts";
import { PlayedDayView } from "./played-day.tsx";
import { RoundHead } from "./round-head.tsx";
import { ScenarioForm } from "./scenario-form.tsx";
import { isEventful, outcomeOf, played } from "./timeline.ts";
import { TimelineChart } from "./timeline-chart.tsx";
import "./timeline.css";

const words = rounds.timeline;

/** A day of the round takes so long when it is played. Milliseconds. */
const dayTakes = 350;

export default function TimelinePage({ round: id }: { round: string }): JSX.Element {
  const { data: run, refusal, refresh } = useServer("run", { round: id });
  const all = useEverybody();
  const form = useTemplate(run?.round.template.id);
  if (!run || !form.isThere) {
    const retry = () => Promise.all([refresh(), form.refresh()]);
    return <Fetching refusal={refusal ?? form.refusal} retry={retry} width="wide" />;
  }
  return (
    <OfKind value={run.round.kind}>
      <Page title={words.title} width="wide">
        <RoundHead run={run} page="timeline" title={words.title}>
          <p>{words.lead}</p>
        </RoundHead>
        {all.everybody ? (
          <Timeline run={run} everybody={all.everybody} />
        ) : all.refusal ? (
          <Failure refusal={all.refusal} retry={all.again} />
        ) : (
          <p class="quiet" role="status">
            {rounds.checklist.asking(...all.asked)}
          </p>
        )}
      </Page>
    </OfKind>
  );
}

function Timeline({ run, everybody }: { run: Answer<"run">; everybody: Everybody }): JSX.Element {
  const [scenario, setScenario] = useState<Scenario>("mixture");
  const [seed, setSeed] = useState(1);
  const [byHand, setByHand] = useState<Record<string, Course>>({});
  const parts = useMemo(() => partsOfRound(run, everybody), [run, everybody]);
  const courses = useMemo(
    () => ({
      ...coursesOf(
        scenario,
        parts.map(({ rss }) => rss.id),
        seed,
      ),
      ...byHand,
    }),
    [scenario, seed, byHand, parts],
  );
  const play = useMemo((): Play => {
    const { title, prefix } = templateOf(run.round);
    const living = playOf(run.round, parts, courses, seed);
    return { round: run.round, ladder: run.ladder, parts: living, title, prefix };
  }, [run, parts, courses, seed]);
  const days = useMemo(() => played(play), [play]);
  const [n, setDay] = useState(() =>
    Math.max(
      0,
      days.findIndex(({ day }) => day === dayOf(serverNow())),
    ),
  );
  const at = Math.min(n, days.length - 1);
  const today = days[at];
  const { isPlaying, toggle, stop } = usePlaying(
    () => setDay((was) => Math.min(was + 1, days.length - 1)),
    at >= days.length - 1,
  );
  const go = (to: number) => {
    stop();
    setDay(Math.max(0, Math.min(to, days.length - 1)));
  };
  if (!today) return <p>{rounds.mails.none}</p>;
  const next = days.findIndex((each, index) => index > at && isEventful(each));
  const outcome = outcomeOf(days, play);
  return (
    <div class="timeline">
      {/* What the state marks refer to. */}
      <svg class="patterns" aria-hidden="true">
        <StatePatterns />
      </svg>
      <ScenarioForm
        {...{ scenario, seed, courses, byHand, rsses: everybody.rsses }}
        choose={(chosen) => {
          setScenario(chosen);
          setByHand({});
        }}
        reseed={setSeed}
        set={(rss, course) => setByHand({ ...byHand, [rss]: course })}
      />
      <section class="card clock" aria-labelledby="klockan">
        <h2 id="klockan">{rounds.weekday(today.day)}</h2>
        <p class="quiet small">{words.dayOf(at + 1, days.length)}</p>
        <TimelineChart days={days} at={at} closesOn={run.round.closesAt} go={go} />
        <label for="dag" class="visually-hidden">
          {words.clock}
        </label>
        <input
          id="dag"
          class="clock-range"
          type="range"
          min={0}
          max={days.length - 1}
          value={at}
          aria-valuetext={rounds.weekday(today.day)}
          onInput={({ currentTarget }) => go(Number(currentTarget.value))}
        />
        <div class="buttons">
          <button type="button" class="button first" onClick={() => (at >= days.length - 1 ? go(0) : toggle())}>
            {isPlaying ? words.pause : words.play}
          </button>
          <button type="button" class="button" onClick={() => go(at - 1)}>
            {words.previous}
          </button>
          <button type="button" class="button" onClick={() => go(at + 1)}>
            {words.next}
          </button>
          <button type="button" class="button" onClick={() => next > 0 && go(next)}>
            {words.toNext}
          </button>
        </div>
        <p class="quiet">{words.summary(outcome.mails, outcome.inTime, outcome.late)}</p>
      </section>
      <PlayedDayView key={today.day} {...{ today, play, everybody }} isQuiet={isPlaying} />
      <details class="disclosure">
        <summary>{words.all}</summary>
        <ol class="all-days">
          {days.map((each, index) =>
            isEventful(each) ? (
              <li key={each.day}>
                <button
                  type="button"
                  class="button plain outdented"
                  onClick={() => {
                    go(index);
                    document.getElementById("klockan")?.scrollIntoView({ behavior: "instant", block: "start" });
                    document.getElementById("dag")?.focus({ preventScroll: true });
                  }}
                >
                  {words.go(each.day)}
                </button>
                <span>
                  {[
                    ...(each.mails.length > 0 ? [words.mails(each.mails.length)] : []),
                    ...[...new Set(each.closings.map(words.closingOf))].map(
                      (said) =>
                        `${each.closings.filter((closing) => words.closingOf(closing) === said).length} RSS ${said}`,
                    ),
                  ].join(" · ")}
                </span>
              </li>
            ) : null,
          )}
        </ol>
      </details>
    </div>
  );
}

/** Moves on by itself until it is over or somebody stops it. */
function usePlaying(step: () => void, isOver: boolean) {
  const [isPlaying, setPlaying] = useState(false);
  const latest = useRef(step);
  latest.current = step;
  useEffect(() => {
    if (!isPlaying) return;
    if (isOver) return setPlaying(false);
    const timer = setInterval(() => latest.current(), dayTakes);
    return () => clearInterval(timer);
  }, [isPlaying, isOver]);
  return { isPlaying, toggle: () => setPlaying(!isPlaying), stop: () => setPlaying(false) };
}
