/** Every mail of a round before it is sent: who, what and when, by the rule that the daily tick goes by; each to be looked at. */
import type { JSX } from "preact";
import { useMemo, useState } from "preact/hooks";
import type { Answer } from "#domain/contract";
import { type Day, dayOf } from "#domain/deadlines";
import { type Planned, type PlannedMail, planned } from "#domain/planned";
import { Failure } from "../components/failure.tsx";
import { Fetching } from "../components/fetching.tsx";
import { Labelled } from "../components/labelled.tsx";
import { Page } from "../components/page.tsx";
import { useServer } from "../server-state.ts";
import { templateOf, useTemplate } from "../templates.ts";
import { register } from "../texts/register.ts";
import { rounds } from "../texts/rounds.ts";
import { EventMails } from "./event-mails.tsx";
import { type Everybody, partsOfRound, useEverybody } from "./everybody.ts";
import type { Play } from "./letter-of.ts";
import { type Bundle, BundleOf } from "./mail-bundle.tsx";
import { receiverOf } from "./receiver.ts";
import { RoundHead } from "./round-head.tsx";
import { isOfficer } from "./who.ts";

const words = rounds.mails;

export default function MailsPage({ round: id }: { round: string }): JSX.Element {
  const { data: run, refusal, refresh } = useServer("run", { round: id });
  const all = useEverybody();
  const form = useTemplate(run?.round.template.id);
  if (!run || !form.isThere) {
    const retry = () => Promise.all([refresh(), form.refresh()]);
    return <Fetching refusal={refusal ?? form.refusal} retry={retry} width="wide" />;
  }
  return (
    <Page title={words.title} width="wide">
      <RoundHead run={run} page="mails" title={words.title} />
      {all.everybody ? (
        <Mails run={run} everybody={all.everybody} />
      ) : all.refusal ? (
        <Failure refusal={all.refusal} retry={all.again} />
      ) : (
        <p class="quiet" role="status">
          {rounds.checklist.asking(...all.asked)}
        </p>
      )}
    </Page>
  );
}

const isMail = (each: Planned): each is PlannedMail => each.type === "mail";

/** A play of the round in which nobody does anything: then every mail is sent. */
function usePlay(run: Answer<"run">, everybody: Everybody): Play {
  return useMemo(() => {
    const { title, prefix } = templateOf(run.round);
    const parts = partsOfRound(run, everybody).map((part) => ({ ...part, happens: [] }));
    return { round: run.round, ladder: run.ladder, parts, title, prefix };
  }, [run, everybody]);
}

/** The mails of each day, those of a kind and step together. */
function byDay(mails: PlannedMail[]): Map<Day, Bundle[]> {
  const days = new Map<Day, Bundle[]>();
  for (const mail of mails) {
    const day = dayOf(mail.at);
    const bundles = days.get(day) ?? [];
    days.set(day, bundles);
    const key = `${mail.kind} ${mail.step} ${mail.to.person === "staff"}`;
    const bundle = bundles.find((each) => each.key === key);
    if (bundle) bundle.mails.push(mail);
    else bundles.push({ key, mails: [mail] });
  }
  return days;
}

/** The RSS with most people, to show mails for when none is chosen. */
const fullest = ({ parts }: Play): string =>
  parts.toSorted((one, other) => other.members.length - one.members.length)[0]?.rss.id ?? "";

function Mails({ run, everybody }: { run: Answer<"run">; everybody: Everybody }): JSX.Element {
  const { data: me } = useServer("me", {});
  const isReader = me !== undefined && isOfficer(me);
  const play = usePlay(run, everybody);
  const [rss, choose] = useState("");
  const [person, choosePerson] = useState("");
  const [open, setOpen] = useState<string | null>(null);
  const mails = useMemo(() => [...planned(play.round, play.ladder, play.parts, "")].filter(isMail), [play]);
  const people = new Set(mails.map(({ to }) => to.person)).size;
  const ofRss = mails.filter(
    ({ about, to }) => rss === "" || to.person === rss || about.includes(`${run.round.id}.${rss}`),
  );
  const receivers = new Map(ofRss.map(({ to }) => [to.person, receiverOf(to, everybody)]));
  const shown = ofRss.filter(({ to }) => !receivers.has(person) || to.person === person);
  return (
    <div class="mails">
      <p>{words.lead(mails.length, people)}</p>
      <p class="quiet">
        {words.marked} {isReader && <a href="/adresser">{register.mails.bounced}</a>}
      </p>
      <div class="mails-tools">
        <Labelled id="for" label={words.who}>
          {(tied) => (
            <select {...tied} class="input" value={rss} onChange={({ currentTarget }) => choose(currentTarget.value)}>
              <option value="">{words.everybody}</option>
              <option value="staff">SKR</option>
              {everybody.rsses.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </select>
          )}
        </Labelled>
        {rss !== "" && receivers.size > 1 && (
          <Labelled id="person" label={words.person}>
            {(tied) => (
              <select
                {...tied}
                class="input"
                value={person}
                onChange={({ currentTarget }) => choosePerson(currentTarget.value)}
              >
                <option value="">{words.everybody}</option>
                {[...receivers].map(([id, name]) => (
                  <option key={id} value={id}>
                    {name}
                  </option>
                ))}
              </select>
            )}
          </Labelled>
        )}
        <p role="status" class="quiet small">
          {shown.length === 0 ? words.none : words.shown(shown.length, mails.length)}
        </p>
      </div>
      <ol class="mail-days">
        {[...byDay(shown)].map(([day, bundles]) => (
          <li key={day} class="card mail-day">
            <h2>{rounds.weekday(day)}</h2>
            <ul>
              {bundles.map((bundle) => (
                <BundleOf
                  key={bundle.key}
                  {...{ bundle, everybody, play }}
                  isOpen={open === `${day} ${bundle.key}`}
                  toggle={(isOpen) => setOpen(isOpen ? `${day} ${bundle.key}` : null)}
                />
              ))}
            </ul>
          </li>
        ))}
      </ol>
      <EventMails
        {...{ play, everybody }}
        known={new Set(mails.map(({ kind }) => kind))}
        rss={rss === "" || rss === "staff" ? fullest(play) : rss}
      />
    </div>
  );
}
