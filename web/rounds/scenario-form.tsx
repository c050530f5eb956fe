/** What the RSS are supposed to do: one of a few ways for all, a number that mixes them, and each by hand. */
import type { JSX } from "preact";
import { courses as allCourses, type Course, type Scenario, scenarios } from "#domain/scenarios";
import { Labelled } from "../components/labelled.tsx";
import { rounds } from "../texts/rounds.ts";
import type { RssOf } from "./everybody.ts";

const words = rounds.timeline;

type Props = {
  scenario: Scenario;
  seed: number;
  courses: Record<string, Course>;
  byHand: Record<string, Course>;
  rsses: RssOf[];
  choose: (scenario: Scenario) => void;
  reseed: (seed: number) => void;
  set: (rss: string, course: Course) => void;
};

export function ScenarioForm({ scenario, seed, courses, rsses, choose, reseed, set }: Props): JSX.Element {
  return (
    <section class="card settings-group" aria-labelledby="scenario">
      <h2 id="scenario">{words.scenario}</h2>
      <div class="scenario-choice">
        <div class="options" role="radiogroup" aria-labelledby="scenario">
          {scenarios.map((each) => (
            <label key={each} class="tick">
              <input type="radio" name="scenario" checked={scenario === each} onChange={() => choose(each)} />
              <span>{words.scenarios[each]}</span>
            </label>
          ))}
        </div>
        {scenario === "mixture" && (
          <Labelled id="blandning" label={words.seed} hint={words.seedHint}>
            {(tied) => (
              <input
                {...tied}
                class="input figure"
                type="number"
                min={1}
                max={999}
                value={seed}
                onInput={({ currentTarget }) => reseed(Math.max(1, Math.min(999, Number(currentTarget.value) || 1)))}
              />
            )}
          </Labelled>
        )}
      </div>
      <details class="disclosure">
        <summary>{words.byHand}</summary>
        <div class="by-hand">
          {rsses.map(({ id, county }) => (
            <Labelled key={id} id={`hand-${id}`} label={county}>
              {(tied) => (
                <select
                  {...tied}
                  class="input"
                  value={courses[id] ?? "never"}
                  onChange={({ currentTarget }) => set(id, currentTarget.value as Course)}
                >
                  {allCourses.map((course) => (
                    <option key={course} value={course}>
                      {words.courses[course]}
                    </option>
                  ))}
                </select>
              )}
            </Labelled>
          ))}
        </div>
      </details>
    </section>
  );
}
