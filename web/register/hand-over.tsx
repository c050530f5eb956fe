/** One leaves a role and another takes it in the same moment: somebody who is there already, or somebody new. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { isMailAddress } from "#domain/form";
import { useAct } from "../act.ts";
import { call } from "../api.ts";
import { Confirm } from "../components/confirm.tsx";
import { Entry } from "../components/entry.tsx";
import { Labelled } from "../components/labelled.tsx";
import type { Person } from "../rounds/everybody.ts";
import { askAgain } from "../server-state.ts";
import { register } from "../texts/register.ts";
import { Along } from "./along.tsx";
import { useIssueOf } from "./issue-of.ts";
import { throughDay } from "./times.ts";

const words = register.people;

type Props = {
  org: string;
  person: Person;
  people: Person[];
  membership: Person["memberships"][number];
  now: string;
  told: (text: string) => void;
};

export function HandOver({ org, person, people, membership, now, told }: Props): JSX.Element {
  const issueOf = useIssueOf();
  const act = useAct();
  const [to, setTo] = useState("");
  const [typed, setTyped] = useState({ name: "", email: "", on: "" });
  const [wrong, setWrong] = useState<"name" | "email" | null>(null);
  const { role, from } = membership;
  const others = people.filter(({ id }) => id !== person.id);
  const field = `over-${person.id}-${role}`;

  async function handOver(): Promise<boolean> {
    const { name, email, on } = typed;
    const found = to !== "" ? null : name.trim() === "" ? "name" : isMailAddress(email.trim()) ? null : "email";
    setWrong(found);
    if (found) return false;
    const next = to === "" ? { name: name.trim(), email: email.trim() } : { person: to };
    return act.run(async (key) => {
      const body = { role, from, at: throughDay(on), to: next };
      await call("handOver", { org, person: person.id }, { body, key });
      told(words.handOver.done(person.name, others.find(({ id }) => id === to)?.name ?? name));
      await askAgain("people", "registerLog");
    });
  }

  const text = (name: "name" | "email" | "on", label: string, type: "text" | "email" | "date", hint?: string) => (
    <Entry
      id={`${field}-${name}`}
      {...{ label, hint, type }}
      fault={wrong === name ? register.problems[name === "email" ? "bad-mail" : "missing"] : undefined}
      value={typed[name]}
      onText={(words) => setTyped({ ...typed, [name]: words })}
    />
  );
  return (
    <Confirm
      ask={words.handOver.button}
      about={`${person.name}, ${register.roles[role]}`}
      question={words.handOver.question(person.name, register.roles[role])}
      yes={words.handOver.yes}
      no={words.handOver.no}
      plain
      busy={act.busy}
      onYes={handOver}
    >
      <p>{words.handOver.lead}</p>
      <Along {...{ person, people, membership, now }} />
      <Labelled id={`${field}-till`} label={words.handOver.to}>
        {(tied) => (
          <select {...tied} class="input" value={to} onChange={({ currentTarget }) => setTo(currentTarget.value)}>
            <option value="">{words.handOver.somebody}</option>
            {others.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        )}
      </Labelled>
      {to === "" && text("name", words.invite.name, "text")}
      {to === "" && text("email", words.invite.email, "email", words.invite.emailHint)}
      {text("on", words.end.on, "date", words.end.onHint)}
      {act.refusal !== null && (
        <p role="alert" class="fault">
          {issueOf(act.refusal)}
        </p>
      )}
    </Confirm>
  );
}
