/** Somebody in an organisation: their roles and since when, and what whoever runs the portal may do about them. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { isMailAddress } from "#domain/form";
import { useAct } from "../act.ts";
import { call } from "../api.ts";
import { Confirm } from "../components/confirm.tsx";
import { Entry } from "../components/entry.tsx";
import type { Person } from "../rounds/everybody.ts";
import { askAgain } from "../server-state.ts";
import { register } from "../texts/register.ts";
import { Along } from "./along.tsx";
import { HandOver } from "./hand-over.tsx";
import { useIssueOf } from "./issue-of.ts";
import { throughDay } from "./times.ts";

const words = register.people;

type Membership = Person["memberships"][number];
type Props = {
  org: string;
  person: Person;
  people: Person[];
  isRunner: boolean;
  now: string;
  told: (text: string) => void;
};

export function PersonCard({ org, person, people, isRunner, now, told }: Props): JSX.Element {
  const { id, name, email, invited, memberships } = person;
  const isHere = ({ to }: Membership) => to === null || now < to;
  return (
    <article class="card person" aria-labelledby={`person-${id}`}>
      <div>
        <h2 id={`person-${id}`}>{name}</h2>
        <p class="quiet small">{email}</p>
      </div>
      {invited && (
        <div>
          <p>
            <strong class="missing">{words.invited(invited)}</strong>
            {person.invitation && <Delivery {...person.invitation} />}
          </p>
          {isRunner && memberships.some(isHere) && <Again org={org} person={person} told={told} />}
        </div>
      )}
      <ul class="person-roles">
        {memberships.map((membership) => (
          <li
            key={`${membership.role} ${membership.from}`}
            class={isHere(membership) ? "person-role" : "person-role over"}
          >
            <Term membership={membership} now={now} />
            {isRunner && isHere(membership) && (
              <div class="buttons">
                <End {...{ org, person, people, membership, now, told }} />
                {membership.standsInFor === null && <HandOver {...{ org, person, people, membership, now, told }} />}
                {membership.role === "head" && membership.standsInFor === null && membership.from <= now && (
                  <a class="button plain" href={`/ersattare/${org}?for=${id}`}>
                    {words.delegate.button}
                    <span class="visually-hidden"> {name}</span>
                  </a>
                )}
              </div>
            )}
          </li>
        ))}
      </ul>
    </article>
  );
}

/** What became of the mail with the invitation. */
function Delivery({ state, at, isStuck }: NonNullable<Person["invitation"]>): JSX.Element {
  const { states, stuck } = register.mails;
  return (
    <>
      <br />
      <span class={`mail-state ${isStuck ? "stuck" : state}`}>{isStuck ? stuck : states[state]}</span>{" "}
      <span class="quiet small">{register.instant(at)}</span>
    </>
  );
}

function Term({ membership, now }: { membership: Membership; now: string }): JSX.Element {
  const { role, from, to, standsInFor } = membership;
  const isOver = to !== null && to <= now;
  const said = [
    isOver ? words.over(to) : from > now ? words.coming(from) : words.since(from),
    ...(to && !isOver ? [words.until(to)] : []),
    ...(standsInFor ? [words.standsIn(standsInFor.name)] : []),
  ];
  return (
    <p>
      <strong>{register.roles[role]}</strong> <span class="quiet">{said.join(", ")}</span>
    </p>
  );
}

function End({
  org,
  person,
  people,
  membership,
  now,
  told,
}: Omit<Props, "isRunner"> & { membership: Membership }): JSX.Element {
  const issueOf = useIssueOf();
  const act = useAct();
  const [on, setOn] = useState("");
  const { role, from } = membership;
  const end = () =>
    act.run(async (key) => {
      const body = { role, from, at: throughDay(on) };
      const { to } = await call("endMembership", { org, person: person.id }, { body, key });
      told(on === "" ? words.end.done(person.name) : words.end.doneOn(person.name, to));
      await askAgain("people", "registerLog");
    });
  return (
    <Confirm
      ask={words.end.button}
      about={`${person.name}, ${register.roles[role]}`}
      question={words.end.question(person.name, register.roles[role])}
      yes={words.end.yes}
      no={words.end.no}
      plain
      busy={act.busy}
      onYes={end}
    >
      <p>{words.end.lead}</p>
      <Along {...{ person, people, membership, now }} />
      <Entry
        id={`slut-${person.id}-${role}`}
        label={words.end.on}
        hint={words.end.onHint}
        type="date"
        value={on}
        onText={setOn}
      />
      {act.refusal !== null && (
        <p role="alert" class="fault">
          {issueOf(act.refusal)}
        </p>
      )}
    </Confirm>
  );
}

function Again({ org, person, told }: Pick<Props, "org" | "person" | "told">): JSX.Element {
  const issueOf = useIssueOf();
  const act = useAct();
  const [email, setEmail] = useState(person.email);
  const [isWrong, setWrong] = useState(false);
  async function send(): Promise<boolean> {
    const isFine = isMailAddress(email.trim());
    setWrong(!isFine);
    if (!isFine) return false;
    return act.run(async (key) => {
      await call("inviteAgain", { org, person: person.id }, { body: { email: email.trim() }, key });
      told(words.again.done(person.name));
      await askAgain("people", "registerLog");
    });
  }
  return (
    <Confirm
      ask={words.again.button}
      about={person.name}
      question={words.again.title(person.name)}
      yes={words.again.yes}
      no={words.again.no}
      plain
      busy={act.busy}
      onYes={send}
    >
      <Entry
        id={`igen-${person.id}`}
        label={words.again.email}
        hint={words.again.hint}
        fault={isWrong ? register.problems["bad-mail"] : undefined}
        type="email"
        value={email}
        onText={setEmail}
      />
      {act.refusal !== null && (
        <p role="alert" class="fault">
          {issueOf(act.refusal)}
        </p>
      )}
    </Confirm>
  );
}
