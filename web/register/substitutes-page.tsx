/** A head names a substitute for a period; whoever runs the portal may do it for them. */
import type { JSX } from "preact";
import { useRef, useState } from "preact/hooks";
import { useLocation } from "preact-iso/router";
import { useAct } from "../act.ts";
import { call } from "../api.ts";
import { useNowDrawn } from "../clock.ts";
import { ActButton } from "../components/act-button.tsx";
import { Confirm } from "../components/confirm.tsx";
import { Entry } from "../components/entry.tsx";
import { Fetching } from "../components/fetching.tsx";
import { FocusedNotice } from "../components/focused-notice.tsx";
import { Labelled } from "../components/labelled.tsx";
import { Page } from "../components/page.tsx";
import type { Person } from "../rounds/everybody.ts";
import { askAgain, useServer } from "../server-state.ts";
import { register } from "../texts/register.ts";
import { useIssueOf } from "./issue-of.ts";
import { substitutesOf } from "./substitutes.ts";
import { fromDay, isDay, throughDay } from "./times.ts";
import "./register.css";

const words = register.substitutes;

export default function SubstitutesPage({ org }: { org: string }): JSX.Element {
  const { query } = useLocation();
  const { data, refusal, refresh } = useServer("people", { org });
  const { data: me } = useServer("me", {});
  const now = useNowDrawn();
  const [done, setDone] = useState<{ text: string; n: number } | null>(null);
  if (!data || !me) return <Fetching refusal={refusal} retry={refresh} />;
  const of = query.for && query.for !== me.person.id ? query.for : null;
  const head = data.people.find(({ id }) => id === (of ?? me.person.id));
  const told = (text: string) => setDone({ text, n: (done?.n ?? 0) + 1 });
  const isHead = head?.memberships.some(
    ({ role, from, to, standsInFor }) =>
      role === "head" && standsInFor === null && from <= now && (to === null || now < to),
  );
  return (
    <Page title={words.title}>
      <header class="page-head">
        {of && (
          <p class="quiet">
            <a href={`/personer/${org}`}>{register.people.title}</a>
          </p>
        )}
        <h1>{words.title}</h1>
        <p class="lead">{!head || !isHead ? words.notHead : of ? words.leadFor(head.name) : words.lead}</p>
      </header>
      {done && (
        <FocusedNotice key={done.n} tone="good">
          <p>{done.text}</p>
        </FocusedNotice>
      )}
      {head && isHead && <Now {...{ org, head, now, told }} people={data.people} />}
      {head && isHead && <Name {...{ org, of, now, told }} others={data.people.filter((each) => each !== head)} />}
    </Page>
  );
}

type Told = { now: string; told: (text: string) => void };

function Now({ org, head, people, now, told }: Told & { org: string; head: Person; people: Person[] }): JSX.Element {
  const found = substitutesOf(head, people, now);
  return (
    <section class="settings-group" aria-labelledby="nu">
      <h2 id="nu">{words.now}</h2>
      {found.length === 0 && <p class="quiet">{words.none}</p>}
      {found.map(({ person, membership }) => (
        <article key={`${person.id} ${membership.from}`} class="card person">
          <p>
            <strong>{person.name}</strong> <span class="quiet">{words.period(membership.from, membership.to)}</span>
          </p>
          <End {...{ org, person, from: membership.from, told }} />
        </article>
      ))}
    </section>
  );
}

function End({
  org,
  person,
  from,
  told,
}: Pick<Told, "told"> & { org: string; person: Person; from: string }): JSX.Element {
  const issueOf = useIssueOf();
  const act = useAct();
  const end = () =>
    act.run(async (key) => {
      await call("endMembership", { org, person: person.id }, { body: { role: "head", from, at: null }, key });
      told(words.ended(person.name));
      await askAgain("people");
    });
  return (
    <Confirm
      ask={words.end}
      about={person.name}
      question={words.endQuestion(person.name)}
      yes={words.yes}
      no={words.no}
      plain
      busy={act.busy}
      onYes={end}
    >
      {act.refusal !== null && (
        <p role="alert" class="fault">
          {issueOf(act.refusal)}
        </p>
      )}
    </Confirm>
  );
}

function Name({
  org,
  of,
  others,
  now,
  told,
}: Told & { org: string; of: string | null; others: Person[] }): JSX.Element {
  const issueOf = useIssueOf();
  const act = useAct();
  const [who, setWho] = useState("");
  const [period, setPeriod] = useState({ from: "", to: "" });
  const [wrong, setWrong] = useState<"who" | "to" | null>(null);
  const frame = useRef<HTMLElement>(null);
  const able = others.filter(({ memberships }) => memberships.some(({ to }) => to === null || now < to));

  async function name(): Promise<void> {
    const found = who === "" ? "who" : isDay(period.to) ? null : "to";
    setWrong(found);
    if (found) return frame.current?.querySelector<HTMLElement>(`#vikarie-${found}`)?.focus();
    await act.run(async (key) => {
      const body = { of, from: fromDay(period.from), to: throughDay(period.to) ?? "" };
      const { to } = await call("delegate", { org, person: who }, { body, key });
      told(words.done(able.find(({ id }) => id === who)?.name ?? "", to));
      setWho("");
      setPeriod({ from: "", to: "" });
      await askAgain("people");
    });
  }

  return (
    <section ref={frame} class="card settings-group" aria-labelledby="utse">
      <h2 id="utse">{words.button}</h2>
      {able.length === 0 ? (
        <p>{words.noOther}</p>
      ) : (
        <>
          <Labelled
            id="vikarie-who"
            label={words.who}
            hint={words.whoHint}
            fault={wrong === "who" ? register.problems.choose : undefined}
          >
            {(tied) => (
              <select {...tied} class="input" value={who} onChange={({ currentTarget }) => setWho(currentTarget.value)}>
                <option value="">{words.nobody}</option>
                {able.map(({ id, name }) => (
                  <option key={id} value={id}>
                    {name}
                  </option>
                ))}
              </select>
            )}
          </Labelled>
          <div class="side-by-side">
            <Entry
              id="vikarie-from"
              label={words.from}
              hint={words.fromHint}
              type="date"
              value={period.from}
              onText={(from) => setPeriod({ ...period, from })}
            />
            <Entry
              id="vikarie-to"
              label={words.to}
              fault={wrong === "to" ? register.problems["not-a-day"] : undefined}
              type="date"
              value={period.to}
              onText={(to) => setPeriod({ ...period, to })}
            />
          </div>
          {act.refusal !== null && (
            <p role="alert" class="fault">
              {issueOf(act.refusal)}
            </p>
          )}
          <div class="buttons">
            <ActButton first busy={act.busy} onPress={name}>
              {words.button}
            </ActButton>
          </div>
        </>
      )}
    </section>
  );
}
