/** The mails that tell of an act, which has no day yet: each as it looks when it is done, for one RSS. */
import type { JSX } from "preact";
import { useMemo, useState } from "preact/hooks";
import { type PlannedMail, planned } from "#domain/planned";
import { rounds } from "../texts/rounds.ts";
import { everyAct } from "./every-act.ts";
import type { Everybody } from "./everybody.ts";
import type { Play } from "./letter-of.ts";
import { BundleOf } from "./mail-bundle.tsx";

const words = rounds.mails;

type Props = { play: Play; everybody: Everybody; rss: string };

export function EventMails({ play, everybody, rss }: Props): JSX.Element | null {
  const [open, setOpen] = useState<string | null>(null);
  const full = useMemo(() => {
    const part = play.parts.find((each) => each.rss.id === rss) ?? play.parts[0];
    return part ? { ...play, parts: [everyAct(play.round, part)] } : null;
  }, [play, rss]);
  const kinds = useMemo(() => {
    const found = new Map<PlannedMail["kind"], PlannedMail[]>();
    if (!full) return found;
    for (const each of planned(full.round, full.ladder, full.parts, "")) {
      if (each.type !== "mail" || each.step !== null) continue;
      const first = found.get(each.kind)?.[0];
      if (!first || first.at === each.at) found.set(each.kind, [...(found.get(each.kind) ?? []), each]);
    }
    return found;
  }, [full]);
  if (!full || kinds.size === 0) return null;
  return (
    <section class="card mail-day" aria-labelledby="handelser">
      <h2 id="handelser">{words.events}</h2>
      <p class="quiet">{words.eventsLead}</p>
      <ul>
        {[...kinds].map(([kind, mails]) => (
          <BundleOf
            key={kind}
            bundle={{ key: kind, mails }}
            {...{ everybody, play: full }}
            isOpen={open === kind}
            toggle={(isOpen) => setOpen(isOpen ? kind : null)}
          />
        ))}
      </ul>
    </section>
  );
}
