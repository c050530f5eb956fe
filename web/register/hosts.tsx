/** Who houses an RSS and when: a row for each, the last of which usually goes on. */
import type { JSX } from "preact";
import { useRef } from "preact/hooks";
import { organisationNumber } from "#domain/swedish-numbers";
import { Entry } from "../components/entry.tsx";
import { register } from "../texts/register.ts";
import type { TypedHost } from "./rss-form.ts";

const words = register.rss;

type Props = { hosts: TypedHost[]; faults: Record<string, string>; write: (hosts: TypedHost[]) => void };

const saidOf = (orgNo: string): string | undefined =>
  orgNo.trim() === "" ? undefined : organisationNumber(orgNo) ? words.orgNoOk : words.orgNoBad;

export function Hosts({ hosts, faults, write }: Props): JSX.Element {
  const frame = useRef<HTMLElement>(null);
  const change = (n: number, next: Partial<TypedHost>) =>
    write(hosts.map((host, index) => (index === n ? { ...host, ...next } : host)));
  const field = (
    n: number,
    name: keyof TypedHost,
    label: string,
    hint: string | undefined,
    type: "text" | "date" = "text",
  ) => (
    <Entry
      id={`vard-${n}-${name}`}
      {...{ label, type }}
      hint={faults[`hosts.${n}.${name}`] ? undefined : hint}
      fault={faults[`hosts.${n}.${name}`]}
      value={hosts[n]?.[name] ?? ""}
      onText={(text) => change(n, { [name]: text })}
    />
  );
  return (
    <section class="card settings-group" aria-labelledby="vardar" ref={frame}>
      <h2 id="vardar">{words.hosts}</h2>
      <p class="quiet">{words.hostsHint}</p>
      {hosts.map((host, n) => (
        <fieldset key={n} class="host">
          <legend class="visually-hidden">{words.host(n + 1)}</legend>
          <div class="side-by-side">
            {field(n, "name", words.hostName, undefined)}
            {field(n, "orgNo", words.orgNo, saidOf(host.orgNo))}
            {field(n, "from", words.from, undefined, "date")}
            {field(n, "to", words.to, words.toHint, "date")}
          </div>
          {hosts.length > 1 && (
            <button
              type="button"
              class="button plain outdented"
              onClick={() => {
                write(hosts.filter((_, index) => index !== n));
                frame.current?.querySelector<HTMLElement>(".add-host")?.focus();
              }}
            >
              {words.removeHost}
              <span class="visually-hidden"> {words.host(n + 1)}</span>
            </button>
          )}
        </fieldset>
      ))}
      <div class="buttons">
        <button
          type="button"
          class="button add-host"
          onClick={() => {
            write([...hosts, { name: "", orgNo: "", from: "", to: "" }]);
            requestAnimationFrame(() => document.getElementById(`vard-${hosts.length}-name`)?.focus());
          }}
        >
          {words.addHost}
        </button>
      </div>
    </section>
  );
}
