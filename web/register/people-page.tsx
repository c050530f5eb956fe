/** People by organisation: all RSS at a glance, with who is missing; or one organisation with what can be done there. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { Answer } from "#domain/contract";
import { type Role, SKR } from "#domain/permissions";
import { useNow, useNowDrawn } from "../clock.ts";
import { Failure } from "../components/failure.tsx";
import { Fetching } from "../components/fetching.tsx";
import { FocusedNotice } from "../components/focused-notice.tsx";
import { Notice } from "../components/notice.tsx";
import { Page } from "../components/page.tsx";
import { as } from "../components/table-roles.ts";
import { type Everybody, holding, type Person, useEverybody } from "../rounds/everybody.ts";
import { mayRun } from "../rounds/who.ts";
import { useServer } from "../server-state.ts";
import { register as all } from "../texts/register.ts";
import { rounds } from "../texts/rounds.ts";
import { Invite } from "./invite.tsx";
import { PersonCard } from "./person-card.tsx";
import { RegisterLog } from "./register-log.tsx";
import "./register.css";

const words = all.people;

export default function PeoplePage({ org }: { org?: string }): JSX.Element {
  return org ? <Organisation key={org} org={org} /> : <Everyone />;
}

function Everyone(): JSX.Element {
  const everyone = useEverybody();
  const { data: staff } = useServer("people", { org: SKR });
  const { everybody, refusal, asked, again } = everyone;
  return (
    <Page title={words.title} width="wide">
      <header class="page-head">
        <h1>{words.title}</h1>
        <p class="lead">{words.lead}</p>
      </header>
      {everybody ? (
        <>
          <Missing everybody={everybody} />
          <Table everybody={everybody} staff={staff?.people ?? []} />
        </>
      ) : refusal ? (
        <Failure refusal={refusal} retry={again} />
      ) : (
        <p class="quiet" role="status">
          {rounds.checklist.asking(...asked)}
        </p>
      )}
    </Page>
  );
}

function Missing({ everybody: { rsses, people } }: { everybody: Everybody }): JSX.Element {
  const now = useNow();
  const without = (role: Role) =>
    rsses.filter(({ id }) => holding(people.get(id) ?? [], role, now).length === 0).map(({ county }) => county);
  const [noHead, noWriter] = [without("head"), without("writer")];
  if (noHead.length + noWriter.length === 0) return <p class="quiet">{words.complete}</p>;
  return (
    <Notice tone="warn" title={words.missingTitle}>
      {noHead.length > 0 && <p>{words.noHead(noHead)}</p>}
      {noWriter.length > 0 && <p>{words.noWriter(noWriter)}</p>}
    </Notice>
  );
}

const ofRss: Role[] = ["head", "writer", "reader"];

function Table({ everybody: { rsses, people }, staff }: { everybody: Everybody; staff: Person[] }): JSX.Element {
  const now = useNow();
  const names = (those: Person[], ...roles: Role[]) =>
    [...new Set(roles.flatMap((role) => holding(those, role, now)))].map(({ name }) => name).join(", ");
  return (
    <div class="register-frame">
      <table class="register" {...as.table}>
        <thead {...as.group}>
          <tr {...as.row}>
            <th scope="col" {...as.columnHead}>
              {words.organisation}
            </th>
            {ofRss.map((role) => (
              <th key={role} scope="col" {...as.columnHead}>
                {words.columns[role]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody {...as.group}>
          {rsses.map(({ id, county }) => (
            <tr key={id} {...as.row}>
              <th scope="row" {...as.rowHead}>
                <a href={`/personer/${id}`}>{county}</a>
              </th>
              {ofRss.map((role) => {
                const found = names(people.get(id) ?? [], role);
                return (
                  <td key={role} {...as.cell} data-column={words.columns[role]}>
                    {found || (role === "reader" ? "–" : <span class="missing">{all.list.none}</span>)}
                  </td>
                );
              })}
            </tr>
          ))}
          <tr {...as.row}>
            <th scope="row" {...as.rowHead}>
              <a href={`/personer/${SKR}`}>SKR</a>
            </th>
            <td {...as.cell} colSpan={3} data-column={words.columns.staff}>
              {names(staff, "officer", "admin") || "–"}
            </td>
          </tr>
        </tbody>
      </table>
    </div>
  );
}

function Organisation({ org }: { org: string }): JSX.Element {
  const { data, refusal, refresh } = useServer("people", { org });
  const { data: register } = useServer("register", {});
  const { data: me } = useServer("me", {});
  const [done, setDone] = useState<{ text: string; n: number } | null>(null);
  const now = useNowDrawn();
  if (!data || !me || !register) return <Fetching refusal={refusal} retry={refresh} width="wide" />;
  const name = org === SKR ? SKR : (register.rsses.find(({ id }) => id === org)?.name ?? org);
  const told = (text: string) => setDone({ text, n: (done?.n ?? 0) + 1 });
  const isRunner = mayRun(me);
  return (
    <Page title={words.titleOf(name)} width="wide">
      <header class="page-head">
        <p class="quiet">
          <a href="/personer">{words.title}</a>
        </p>
        <h1>{words.titleOf(name)}</h1>
        {!isRunner && <p class="quiet">{words.readOnly}</p>}
        {org !== SKR && (
          <p>
            <a href={`/rss/${org}`}>{words.register}</a>
          </p>
        )}
      </header>
      {done && (
        <FocusedNotice key={done.n} tone="good">
          <p>{done.text}</p>
        </FocusedNotice>
      )}
      <div class="people-columns">
        <People {...{ org, isRunner, now, told }} people={data.people} />
        {isRunner && <Invite {...{ org, name, told }} by={me.person.name} people={data.people} />}
      </div>
      <RegisterLog org={org} />
    </Page>
  );
}

type PeopleProps = Answer<"people"> & { org: string; isRunner: boolean; told: (text: string) => void };

function People({ org, people, isRunner, now, told }: PeopleProps): JSX.Element {
  const isOver = ({ memberships }: Person) => memberships.every(({ to }) => to !== null && to <= now);
  const [gone, here] = [people.filter(isOver), people.filter((person) => !isOver(person))];
  const list = (those: Person[]) => (
    <ul class="people">
      {those.map((person) => (
        <li key={person.id}>
          <PersonCard {...{ org, person, people: here, isRunner, now, told }} />
        </li>
      ))}
    </ul>
  );
  return (
    <div class="run-main">
      {here.length === 0 ? <p class="quiet">{words.none}</p> : list(here)}
      {gone.length > 0 && (
        <details class="disclosure">
          <summary>{words.earlier}</summary>
          {list(gone)}
        </details>
      )}
    </div>
  );
}
