/** The mails that tell of an act, which has no day yet: each as it looks when it is done, for one RSS. */
import type { JSX } from "preact";
import { useMemo, useState } from "preact/hooks";
import { addDays, endOfDay, hourOf, lastDay } from "#domain/deadlines";
import { type Happening, type Part, type PlannedMail, planned } from "#domain/planned";
import { rounds } from "../texts/rounds.ts";
import type { Everybody } from "./everybody.ts";
import type { Play } from "./letter-of.ts";
import { BundleOf } from "./mail-bundle.tsx";

const words = rounds.mails;

/** A round in which everything happens that is told of in a mail. */
function everything(play: Play, part: Part): Part {
  const last = lastDay(play.round.closesAt);
  const at = (days: number, hour: number) => hourOf(addDays(last, days), hour);
  const happens: Happening[] = [
    { at: at(-9, 10), what: "extended", closesAt: endOfDay(addDays(last, 7)) },
    { at: at(-6, 10), what: "handed-in" },
    { at: at(-5, 11), what: "sent-back" },
    { at: at(-4, 10), what: "handed-in" },
    { at: at(-3, 15), what: "signed" },
    { at: at(7, 13), what: "completion-requested", dueAt: endOfDay(addDays(last, 21)) },
    { at: at(30, 11), what: "approved" },
    { at: at(31, 11), what: "rejected" },
  ];
  return { ...part, happens };
}

type Props = { play: Play; everybody: Everybody; rss: string };

export function EventMails({ play, everybody, rss }: Props): JSX.Element | null {
  const [open, setOpen] = useState<string | null>(null);
  const full = useMemo(() => {
    const part = play.parts.find((each) => each.rss.id === rss) ?? play.parts[0];
    return part ? { ...play, parts: [everything(play, part)] } : null;
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
