/** Every mail about one submission, with what became of it; those that did not arrive can be sent once more. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { Answer } from "#domain/contract";
import { useAct } from "../act.ts";
import { call } from "../api.ts";
import { ActButton } from "../components/act-button.tsx";
import { Fetching } from "../components/fetching.tsx";
import { FocusedNotice } from "../components/focused-notice.tsx";
import { MailAddress } from "../components/mail-address.tsx";
import { Page } from "../components/page.tsx";
import { as } from "../components/table-roles.ts";
import { refusedAs } from "../refusal.ts";
import { useSentenceOf } from "../sentence.ts";
import { askAgain, useServer } from "../server-state.ts";
import { register } from "../texts/register.ts";
import { rounds } from "../texts/rounds.ts";
import { staffWords } from "../texts/staff.ts";
import "./register.css";

const words = register.mails;

type Mail = Answer<"mails">["mails"][number];

export default function MailLogPage({ id }: { id: string }): JSX.Element {
  const { data, refusal, refresh } = useServer("mails", { id });
  const { data: submission } = useServer("submission", { id });
  const [done, setDone] = useState(0);
  if (!data || !submission) return <Fetching refusal={refusal} retry={refresh} width="wide" />;
  const { mails } = data;
  const { rss, round } = submission;
  const title = words.title(staffWords(round.kind).review.title(rss.name, round.year));
  return (
    <Page title={title} width="wide">
      <header class="page-head">
        <p class="quiet">
          <a href={`/granska/${id}`}>{words.back}</a>
        </p>
        <h1>{title}</h1>
        <p class="lead">{words.lead}</p>
        <p>
          <a href="/adresser">{words.bounced}</a>
        </p>
      </header>
      {done > 0 && (
        <FocusedNotice key={done} tone="good">
          <p>{words.done}</p>
        </FocusedNotice>
      )}
      {mails.length === 0 ? (
        <p class="quiet">{words.none}</p>
      ) : (
        <div class="register-frame">
          <table class="register" {...as.table}>
            <thead {...as.group}>
              <tr {...as.row}>
                {Object.values(words.columns).map((label) => (
                  <th key={label} scope="col" {...as.columnHead}>
                    {label}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody {...as.group}>
              {mails.map((mail) => (
                <Row key={`${mail.kind} ${mail.at} ${mail.to}`} {...{ id, mail }} told={() => setDone(done + 1)} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Page>
  );
}

function Row({ id, mail, told }: { id: string; mail: Mail; told: () => void }): JSX.Element {
  const { columns } = words;
  const { kind, to, at, state, isStuck, isAsked } = mail;
  return (
    <tr {...as.row}>
      <th scope="row" {...as.rowHead}>
        {rounds.mails.kinds[kind]}
      </th>
      <td {...as.cell} data-column={columns.to}>
        {to ? <MailAddress address={to} /> : words.hidden}
      </td>
      <td {...as.cell} data-column={columns.at}>
        {register.instant(at)}
      </td>
      <td {...as.cell} data-column={columns.state}>
        <span>
          <span class={`mail-state ${isStuck ? "stuck" : state}`}>{isStuck ? words.stuck : words.states[state]}</span>
          {isAsked && <span class="mail-asked">{words.asked}</span>}
          <Again {...{ id, mail, told }} />
        </span>
      </td>
    </tr>
  );
}

function Again({ id, mail, told }: { id: string; mail: Mail; told: () => void }): JSX.Element | null {
  const sentenceOf = useSentenceOf();
  const act = useAct();
  const { again, state, at, kind, to } = mail;
  if (!again) return null;
  const send = () =>
    act.run(
      async (key) => {
        await call("resend", { id }, { body: { ...again, state, at }, key });
        told();
        await askAgain("mails");
      },
      () => void askAgain("mails"),
    );
  return (
    <span class="mail-again">
      <ActButton busy={act.busy} onPress={send}>
        {words.again}
        <span class="visually-hidden">{words.againFor(rounds.mails.kinds[kind], to ?? "")}</span>
      </ActButton>
      {act.refusal !== null && (
        <span role="alert" class="fault">
          {refusedAs(act.refusal, "wrong-state") || refusedAs(act.refusal, "stale")
            ? words.moved
            : sentenceOf(act.refusal)}
        </span>
      )}
    </span>
  );
}
