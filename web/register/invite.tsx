/** Somebody new is asked in, by a mail with a link that works once; somebody who is or was there is given a role at once. */
import type { JSX } from "preact";
import { useRef, useState } from "preact/hooks";
import { isMailAddress } from "#domain/form";
import { belongsIn, type Role } from "#domain/permissions";
import { useAct } from "../act.ts";
import { call } from "../api.ts";
import { ActButton } from "../components/act-button.tsx";
import { Entry } from "../components/entry.tsx";
import { Labelled } from "../components/labelled.tsx";
import type { Person } from "../rounds/everybody.ts";
import { askAgain } from "../server-state.ts";
import { register } from "../texts/register.ts";
import { InvitationLetter } from "./invitation-letter.tsx";
import { useIssueOf } from "./issue-of.ts";
import { fromDay, throughDay } from "./times.ts";

const words = register.people.invite;
const roles: Role[] = ["writer", "head", "reader", "officer", "admin"];

/** `by`: who invites, as the mail names them. */
type Props = { org: string; name: string; by: string; people: Person[]; told: (text: string) => void };

export function Invite({ org, name: orgName, by, people, told }: Props): JSX.Element {
  const issueOf = useIssueOf();
  const among = roles.filter((role) => belongsIn(role, org));
  const nothing = { person: "", name: "", email: "", role: among[0] ?? "writer", from: "", to: "" };
  const [typed, setTyped] = useState(nothing);
  const [wrong, setWrong] = useState<"name" | "email" | null>(null);
  const act = useAct();
  const frame = useRef<HTMLElement>(null);
  const write = (next: Partial<typeof typed>) => setTyped({ ...typed, ...next });

  async function send(): Promise<void> {
    const { person, name, email, role, from, to } = typed;
    const found = person !== "" ? null : name.trim() === "" ? "name" : isMailAddress(email.trim()) ? null : "email";
    setWrong(found);
    if (found) return frame.current?.querySelector<HTMLElement>(`#bjud-${found}`)?.focus();
    const who = person === "" ? { name: name.trim(), email: email.trim() } : { person };
    const body = { ...who, role, from: fromDay(from), to: throughDay(to) };
    const done = await act.run(async (key) => {
      await call("invite", { org }, { body, key });
      await askAgain("people", "registerLog");
    });
    if (!done) return;
    setTyped(nothing);
    const known = people.find(({ id }) => id === person);
    told(known ? words.given(known.name, register.roles[role]) : words.done(name.trim()));
  }
  const isNew = typed.person === "";

  return (
    <section ref={frame} class="card settings-group" aria-labelledby="bjud-in">
      <h2 id="bjud-in">{words.titleFor(orgName)}</h2>
      {people.length > 0 && (
        <Labelled id="bjud-vem" label={words.who}>
          {(tied) => (
            <select
              {...tied}
              class="input"
              value={typed.person}
              onChange={({ currentTarget }) => write({ person: currentTarget.value })}
            >
              <option value="">{register.people.handOver.somebody}</option>
              {people.map(({ id, name, email }) => (
                <option key={id} value={id}>{`${name}, ${email}`}</option>
              ))}
            </select>
          )}
        </Labelled>
      )}
      {isNew && (
        <>
          <Entry
            id="bjud-name"
            label={words.name}
            fault={wrong === "name" ? register.problems.missing : undefined}
            value={typed.name}
            onText={(name) => write({ name })}
          />
          <Entry
            id="bjud-email"
            label={words.email}
            hint={words.emailHint}
            fault={wrong === "email" ? register.problems["bad-mail"] : undefined}
            type="email"
            value={typed.email}
            onText={(email) => write({ email })}
          />
        </>
      )}
      <fieldset class="options">
        <legend class="label">{words.role}</legend>
        {among.map((role) => (
          <label key={role} class="tick">
            <input type="radio" name="roll" checked={typed.role === role} onChange={() => write({ role })} />
            <span>
              <span class="role-name">{register.roles[role]}</span>
              <span class="quiet small role-rights">{words.rights[role]}</span>
            </span>
          </label>
        ))}
      </fieldset>
      <div class="side-by-side narrow">
        {(["from", "to"] as const).map((field) => (
          <Entry
            key={field}
            id={`bjud-${field}`}
            label={words[field]}
            hint={words[`${field}Hint`]}
            type="date"
            value={typed[field]}
            onText={(day) => write({ [field]: day })}
          />
        ))}
      </div>
      {isNew && <InvitationLetter {...{ by, org: orgName, role: typed.role }} />}
      {act.refusal !== null && (
        <p role="alert" class="fault">
          {issueOf(act.refusal)}
        </p>
      )}
      <div class="buttons">
        <ActButton first busy={act.busy} onPress={send}>
          {isNew ? words.button : words.give}
        </ActButton>
      </div>
    </section>
  );
}
