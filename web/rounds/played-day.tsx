/** One day of the play: how everybody stands, what runs out, and the mails. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { PlannedClosing, PlannedMail } from "#domain/planned";
import { partsOf } from "#domain/rounds";
import { StateMark } from "../components/state-mark.tsx";
import { states as allStates } from "../components/states.ts";
import { useWords } from "../kind.ts";
import { domainWords } from "../texts/domain.ts";
import { rounds } from "../texts/rounds.ts";
import type { Everybody } from "./everybody.ts";
import type { Play } from "./letter-of.ts";
import { type Bundle, BundleOf } from "./mail-bundle.tsx";
import { lateOn, type PlayedDay } from "./timeline.ts";

const words = rounds.timeline;

type Props = { today: PlayedDay; play: Play; everybody: Everybody; isQuiet: boolean };

function bundled(mails: PlannedMail[]): Bundle[] {
  const found = new Map<string, PlannedMail[]>();
  for (const mail of mails) {
    const key = `${mail.kind} ${mail.step ?? mail.at} ${mail.to.person === "staff"}`;
    found.set(key, [...(found.get(key) ?? []), mail]);
  }
  return [...found].map(([key, all]) => ({ key, mails: all }));
}

/** Those of whom the same is said. */
function bySaid(closings: PlannedClosing[]): [said: string, closings: PlannedClosing[]][] {
  const found = new Map<string, PlannedClosing[]>();
  for (const closing of closings) {
    const said = words.closingOf(closing);
    found.set(said, [...(found.get(said) ?? []), closing]);
  }
  return [...found];
}

export function PlayedDayView({ today, play, everybody, isQuiet }: Props): JSX.Element {
  const domain = useWords(domainWords);
  const [open, setOpen] = useState<string | null>(null);
  const county = (rss: string) => everybody.rsses.find(({ id }) => id === rss)?.county ?? rss;
  const late = lateOn(today);
  return (
    <div class="played-day">
      <section class="card settings-group" aria-labelledby="lagen">
        <h2 id="lagen">{words.states}</h2>
        <ul class="played-states">
          {allStates.flatMap((state) => {
            const there = today.states.get(state) ?? [];
            return there.length === 0 ? (
              []
            ) : (
              <li key={state}>
                <StateMark state={state} />
                <span>
                  <strong>{words.statesOf(domain.states[state], there.length)}</strong>
                  <span class="played-names">{there.map(county).join(", ")}</span>
                </span>
              </li>
            );
          })}
        </ul>
        <div>
          <h3>{words.closings}</h3>
          {today.closings.length === 0 ? (
            <p class="quiet">{words.noClosings}</p>
          ) : (
            <ul class="played-closings">
              {bySaid(today.closings).map(([said, closings]) => (
                <li key={said} class={closings[0]?.outcome === "too-late" ? "fault" : ""}>
                  {closings.map(({ id }) => county(partsOf(id).rss)).join(", ")}: {said}
                </li>
              ))}
            </ul>
          )}
        </div>
        <div>
          <h3>{words.lateTitle}</h3>
          <p class={late.length === 0 ? "quiet" : ""}>
            {late.length === 0 ? words.noLate : late.map(county).join(", ")}
          </p>
        </div>
      </section>
      <section class="card mail-day" aria-labelledby="dagens-mejl">
        <h2 id="dagens-mejl">{words.mailsTitle}</h2>
        <p class="quiet" {...(isQuiet ? {} : { role: "status" })}>
          {words.mails(today.mails.length)}
        </p>
        {today.mails.length > 0 && (
          <ul>
            {bundled(today.mails).map((bundle) => (
              <BundleOf
                key={bundle.key}
                {...{ bundle, everybody, play }}
                isOpen={open === bundle.key}
                toggle={(isOpen) => setOpen(isOpen ? bundle.key : null)}
              />
            ))}
          </ul>
        )}
      </section>
    </div>
  );
}
