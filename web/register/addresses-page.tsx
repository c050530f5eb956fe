/** Addresses that take no mail, and why; cleared when somebody knows that they work again. */
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
import "./register.css";

const words = register.addresses;

type Bounced = Answer<"bounced">["addresses"][number];

export default function AddressesPage(): JSX.Element {
  const { data, refusal, refresh } = useServer("bounced", {});
  const [done, setDone] = useState<string | null>(null);
  if (!data) return <Fetching refusal={refusal} retry={refresh} width="wide" />;
  const { addresses } = data;
  return (
    <Page title={words.title} width="wide">
      <header class="page-head">
        <h1>{words.title}</h1>
        <p class="lead">{words.lead}</p>
      </header>
      {done && (
        <FocusedNotice key={done} tone="good">
          <p>{words.done(done)}</p>
        </FocusedNotice>
      )}
      {addresses.length === 0 ? (
        <p>{words.none}</p>
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
              {addresses.map((bounced) => (
                <Row key={bounced.address} bounced={bounced} told={() => setDone(bounced.address)} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Page>
  );
}

function Row({ bounced, told }: { bounced: Bounced; told: () => void }): JSX.Element {
  const sentenceOf = useSentenceOf();
  const act = useAct();
  const { columns } = words;
  const { address, why, at, person, office, rsses } = bounced;
  const clear = () =>
    act.run(
      async (key) => {
        await call("clearAddress", {}, { body: { address, at }, key });
        told();
        await askAgain("bounced", "mails");
      },
      () => void askAgain("bounced"),
    );
  return (
    <tr {...as.row}>
      <th scope="row" {...as.rowHead}>
        <MailAddress address={address} />
      </th>
      <td {...as.cell} data-column={columns.whose}>
        {words.of(office ? words.offices[office] : (person ?? ""), rsses)}
      </td>
      <td {...as.cell} data-column={columns.why}>
        {words.why[why]}
      </td>
      <td {...as.cell} data-column={columns.at}>
        <span>
          {register.instant(at)}
          <span class="mail-again">
            <ActButton busy={act.busy} onPress={clear}>
              {words.works}
              <span class="visually-hidden">{words.worksFor(address)}</span>
            </ActButton>
          </span>
          {act.refusal !== null && (
            <span role="alert" class="fault">
              {refusedAs(act.refusal, "stale") ? register.meanwhile : sentenceOf(act.refusal)}
            </span>
          )}
        </span>
      </td>
    </tr>
  );
}
