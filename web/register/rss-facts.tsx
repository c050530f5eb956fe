/** An RSS for those who only read the register. */
import type { JSX } from "preact";
import type { Answer } from "#domain/contract";
import { register } from "../texts/register.ts";

const words = register.rss;

export function RssFacts({ rss }: { rss: Answer<"register">["rsses"][number] }): JSX.Element {
  const { name, county, mailbox, registrar, aliases, hosts, payee } = rss;
  const period = ({ from, to }: (typeof hosts)[number]) => words.period(from, to);
  const facts: [label: string, values: string[]][] = [
    [words.name, [name]],
    [words.county, [county]],
    ...(aliases.length > 0 ? ([[words.aliases, aliases]] as [string, string[]][]) : []),
    [words.mailbox, [mailbox ?? register.list.none]],
    [words.registrar, [registrar]],
    [words.hosts, hosts.map((host) => `${host.name}, ${host.orgNo}, ${period(host)}`)],
    [
      words.payee,
      payee
        ? [
            payee.name,
            `${words.orgNo} ${payee.orgNo}`,
            `${words.bankgiro} ${payee.bankgiro}`,
            payee.reference && `${words.reference}: ${payee.reference}`,
          ]
        : [register.list.none],
    ],
  ];
  return (
    <div class="card">
      <dl class="rss-facts">
        {facts.map(([label, values]) => (
          <div key={label}>
            <dt>{label}</dt>
            {values.filter(Boolean).map((value) => (
              <dd key={value}>{value}</dd>
            ))}
          </div>
        ))}
      </dl>
    </div>
  );
}
