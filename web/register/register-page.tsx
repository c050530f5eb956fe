/** All RSS: who houses each, and where it is written to. */
import type { JSX } from "preact";
import { Fetching } from "../components/fetching.tsx";
import { MailAddress } from "../components/mail-address.tsx";
import { Page } from "../components/page.tsx";
import { as } from "../components/table-roles.ts";
import { isOfficer, mayRun } from "../rounds/who.ts";
import { useServer } from "../server-state.ts";
import { register as words } from "../texts/register.ts";
import "./register.css";

export default function RegisterPage(): JSX.Element {
  const { data, refusal, refresh } = useServer("register", {});
  const { data: me } = useServer("me", {});
  if (!data || !me) return <Fetching refusal={refusal} retry={refresh} width="wide" />;
  const { columns } = words.list;
  const rsses = data.rsses.toSorted((one, other) => one.county.localeCompare(other.county, "sv"));
  const missing = <span class="missing">{words.list.none}</span>;
  return (
    <Page title={words.list.title} width="wide">
      <header class="page-head">
        <h1>{words.list.title}</h1>
        <p class="lead">{words.list.lead}</p>
        {mayRun(me) ? (
          <p>
            <a href="/rss/ny">{words.fresh.title}</a>
          </p>
        ) : (
          <p class="quiet">{words.list.readOnly}</p>
        )}
      </header>
      {isOfficer(me) && (
        <p>
          <a href="/adresser">{words.list.addresses}</a>
        </p>
      )}
      <div class="register-frame">
        <table class="register" {...as.table}>
          <thead {...as.group}>
            <tr {...as.row}>
              {Object.values(columns).map((label) => (
                <th key={label} scope="col" {...as.columnHead}>
                  {label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody {...as.group}>
            {rsses.map(({ id, county, host, mailbox, registrar }) => (
              <tr key={id} {...as.row}>
                <th scope="row" {...as.rowHead}>
                  <a href={`/rss/${id}`}>{county}</a> <span class="quiet">{id}</span>
                </th>
                <td {...as.cell} data-column={columns.host}>
                  {host || missing}
                </td>
                <td {...as.cell} data-column={columns.mailbox}>
                  {mailbox ? <MailAddress address={mailbox} /> : missing}
                </td>
                <td {...as.cell} data-column={columns.registrar}>
                  <MailAddress address={registrar} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Page>
  );
}
