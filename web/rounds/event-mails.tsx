/** The mails that depend on what is done, and have no day yet: each as it looks when it is sent, for one RSS. */
import type { JSX } from "preact";
import { useMemo, useState } from "preact/hooks";
import { type PlannedMail, planned } from "#domain/planned";
import { rounds } from "../texts/rounds.ts";
import type { Everybody } from "./everybody.ts";
import { everything } from "./everything.ts";
import type { Play } from "./letter-of.ts";
import { BundleOf } from "./mail-bundle.tsx";

const words = rounds.mails;

type Kind = PlannedMail["kind"];
type Props = {
  play: Play;
  everybody: Everybody;
  rss: string;
  /** Kinds of those that have a day, which are told above. */
  known: ReadonlySet<Kind>;
};

export function EventMails({ play, everybody, rss, known }: Props): JSX.Element | null {
  const full = useMemo(() => {
    const part = play.parts.find((each) => each.rss.id === rss) ?? play.parts[0];
    return part ? { ...play, parts: [everything(play.round, part)] } : null;
  }, [play, rss]);
  const kinds = useMemo(() => (full ? firstOfEach(full) : []), [full]);
  if (!full) return null;
  const others = kinds.filter(([kind, [first]]) => first?.step !== null && !known.has(kind));
  const events = kinds.filter(([, [first]]) => first?.step === null);
  return (
    <>
      <Mails
        id="paminnelser"
        title={words.others}
        lead={words.othersLead}
        kinds={others}
        {...{ everybody }}
        play={full}
      />
      <Mails
        id="handelser"
        title={words.events}
        lead={words.eventsLead}
        kinds={events}
        {...{ everybody }}
        play={full}
      />
    </>
  );
}

type OfKind = [kind: Kind, mails: PlannedMail[]];

/** The mails of each kind that go the first time there are any, to everybody they go to. */
function firstOfEach({ round, ladder, parts }: Play): OfKind[] {
  const found = new Map<Kind, PlannedMail[]>();
  for (const each of planned(round, ladder, parts, "")) {
    if (each.type !== "mail") continue;
    const there = found.get(each.kind) ?? [];
    if (there[0] && there[0].at !== each.at) continue;
    found.set(each.kind, [...there, each]);
  }
  return [...found];
}

type ListProps = { id: string; title: string; lead: string; kinds: OfKind[]; everybody: Everybody; play: Play };

function Mails({ id, title, lead, kinds, everybody, play }: ListProps): JSX.Element | null {
  const [open, setOpen] = useState<string | null>(null);
  if (kinds.length === 0) return null;
  return (
    <section class="card mail-day" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <p class="quiet">{lead}</p>
      <ul>
        {kinds.map(([kind, mails]) => (
          <BundleOf
            key={kind}
            bundle={{ key: kind, mails }}
            {...{ everybody, play }}
            isOpen={open === kind}
            toggle={(isOpen) => setOpen(isOpen ? kind : null)}
          />
        ))}
      </ul>
    </section>
  );
}
