/**
 * The counties on a map, by state. It repeats the table beside it and says nothing more, so it is hidden from the ear and the
 * keyboard: both have the table, with the same links. Colour is never alone: every state has a pattern, every county its letter.
 */
import sweden from "@svg-maps/sweden";
import type { JSX } from "preact";
import type { ShownState } from "#domain/submission";
import { useWords } from "../kind.ts";
import { domainWords } from "../texts/domain.ts";
import { language } from "../texts/language.ts";
import { staffWords } from "../texts/staff.ts";
import "../styles/county-map.css";
import { fillOf, StateMark, StatePatterns } from "./state-mark.tsx";
import { states } from "./states.ts";

type Place = { letter: string; x: number; y: number };

/**
 * The map's ids, the counties' letters, and the point of each county that lies farthest from its borders, where the letter fits.
 * @svg-maps/sweden 1.0.1 has exchanged the names of Västmanland and Västernorrland: the shape it calls "vastmanland" lies on the
 * coast north of Gävleborg. Here they are put right.
 */
const places: Record<string, Place> = {
  blekinge: { letter: "K", x: 112, y: 747 },
  dalarna: { letter: "W", x: 90, y: 517 },
  gavleborg: { letter: "X", x: 131, y: 468 },
  gotland: { letter: "I", x: 194, y: 691 },
  halland: { letter: "N", x: 42, y: 712 },
  jamtland: { letter: "Z", x: 72, y: 382 },
  jonkoping: { letter: "F", x: 90, y: 687 },
  kalmar: { letter: "H", x: 132, y: 690 },
  kronoberg: { letter: "G", x: 98, y: 726 },
  norrbotten: { letter: "BD", x: 240, y: 149 },
  orebro: { letter: "T", x: 102, y: 606 },
  ostergotland: { letter: "E", x: 117, y: 645 },
  skane: { letter: "M", x: 65, y: 762 },
  sodermanland: { letter: "D", x: 147, y: 611 },
  stockholm: { letter: "AB", x: 193, y: 579 },
  uppsala: { letter: "C", x: 180, y: 559 },
  varmland: { letter: "S", x: 57, y: 580 },
  vasterbotten: { letter: "AC", x: 175, y: 292 },
  vasternorrland: { letter: "U", x: 133, y: 573 },
  vastmanland: { letter: "Y", x: 173, y: 374 },
  "vastra gotaland": { letter: "O", x: 48, y: 656 },
};

export type CountyState = { rss: string; county: string; state: ShownState; label: string };

type MapProps = { counties: CountyState[]; shown: ReadonlySet<string>; open: (rss: string) => void };

export function CountyMap({ counties, shown, open }: MapProps): JSX.Element {
  const staff = useWords(staffWords);
  const byLetter = new Map(counties.map((county) => [county.rss, county]));
  return (
    <figure class="county-map">
      <svg viewBox={sweden.viewBox} aria-hidden="true" onClick={(event) => openCounty(event, open)}>
        <StatePatterns />
        {sweden.locations.map(({ id, path }) => {
          const county = byLetter.get(places[id]?.letter ?? "");
          if (!county) return <path key={id} d={path} class="county-outside" />;
          return (
            <path
              key={id}
              d={path}
              data-rss={county.rss}
              class={shown.has(county.rss) ? "county" : "county county-dimmed"}
              fill={fillOf(county.state)}
            >
              <title>{`${county.county}: ${county.label}`}</title>
            </path>
          );
        })}
        {sweden.locations.map(({ id }) => {
          const place = places[id];
          return (
            place &&
            shown.has(place.letter) && (
              <text key={id} x={place.x} y={place.y} class="county-letter">
                {place.letter}
              </text>
            )
          );
        })}
      </svg>
      <Legend present={new Set(counties.map(({ state }) => state))} />
      <figcaption>
        {staff.overview.mapCaption}{" "}
        <a href="https://github.com/VictorCazanave/svg-maps/tree/master/packages/sweden">{staff.overview.mapSource}</a>,{" "}
        <a href={`https://creativecommons.org/licenses/by/4.0/deed.${language}`}>CC BY 4.0</a>,{" "}
        {staff.overview.mapChanged}
      </figcaption>
    </figure>
  );
}

/** The filter tells the ear the same, with sums. */
function Legend({ present }: { present: ReadonlySet<ShownState> }): JSX.Element {
  const domain = useWords(domainWords);
  return (
    <ul class="legend" aria-hidden="true">
      {states
        .filter((state) => present.has(state))
        .map((state) => (
          <li key={state} class="state">
            <StateMark state={state} />
            {domain.states[state]}
          </li>
        ))}
    </ul>
  );
}

function openCounty(event: MouseEvent, open: (rss: string) => void): void {
  const rss = (event.target as Element).getAttribute("data-rss");
  if (rss) open(rss);
}
