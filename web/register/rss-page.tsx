/** One RSS in the register: its names and addresses, its hosts with their periods, and who gets the money. */
import type { ComponentChildren, JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type { Answer, Body } from "#domain/contract";
import { bankgiroNumber, organisationNumber } from "#domain/swedish-numbers";
import { useAct } from "../act.ts";
import { announce } from "../announce.ts";
import { call } from "../api.ts";
import { ActButton } from "../components/act-button.tsx";
import { Entry } from "../components/entry.tsx";
import { Absent } from "../components/failure.tsx";
import { Fetching } from "../components/fetching.tsx";
import { Labelled } from "../components/labelled.tsx";
import { Notice } from "../components/notice.tsx";
import { Page } from "../components/page.tsx";
import { refusedAs } from "../refusal.ts";
import { mayRun } from "../rounds/who.ts";
import { useSentenceOf } from "../sentence.ts";
import { askAgain, useServer } from "../server-state.ts";
import { register as all } from "../texts/register.ts";
import { stayWhile } from "../under-way.ts";
import { holdWork } from "../unsaved.ts";
import { Hosts } from "./hosts.tsx";
import { RegisterLog } from "./register-log.tsx";
import { RssFacts } from "./rss-facts.tsx";
import { detailsFrom, merged, type TypedRss, typedOf } from "./rss-form.ts";
import "./register.css";

const words = all.rss;

type Rss = Answer<"register">["rsses"][number];

export default function RssPage({ org }: { org: string }): JSX.Element {
  const { data, refusal, refresh } = useServer("register", {});
  const { data: me } = useServer("me", {});
  if (!data || !me) return <Fetching refusal={refusal} retry={refresh} width="wide" />;
  const rss = data.rsses.find(({ id }) => id === org);
  if (!rss) {
    return (
      <Page title={null}>
        <Absent />
      </Page>
    );
  }
  return (
    <Page title={rss.name} width="wide">
      <header class="page-head">
        <p class="quiet">
          <a href="/rss">{words.back}</a>
        </p>
        <h1>{rss.name}</h1>
        <p>
          <a href={`/personer/${rss.id}`}>{all.people.titleOf(rss.name)}</a>
        </p>
      </header>
      {mayRun(me) ? <RssForm key={rss.id} rss={rss} /> : <RssFacts rss={rss} />}
      <RegisterLog org={rss.id} />
    </Page>
  );
}

type FormProps = {
  rss: Rss;
  /** Of one that is not there yet: what stands first in the form, its letter when that will do, and what follows when it is saved. */
  fresh?: { first: ComponentChildren; letter: () => string | null; made: (org: string) => Promise<void> };
};

export function RssForm({ rss, fresh }: FormProps): JSX.Element {
  const sentenceOf = useSentenceOf();
  const [seen, setSeen] = useState({ rev: rss.rev, base: typedOf(rss) });
  const [typed, setTyped] = useState(seen.base);
  const [faults, setFaults] = useState<Record<string, string>>({});
  const [both, setBoth] = useState<string[] | null>(null);
  const [isSaved, setSaved] = useState(false);
  const act = useAct();
  const frame = useRef<HTMLFormElement>(null);
  const isChanged = JSON.stringify(typed) !== JSON.stringify(seen.base);

  useEffect(() => {
    if (rss.rev === seen.rev) return;
    const theirs = typedOf(rss);
    const after = merged(seen.base, typed, theirs);
    if (isChanged) setBoth(after.both);
    setTyped(after.typed);
    setSeen({ rev: rss.rev, base: theirs });
  }, [rss.rev]);
  const risk = useRef(false);
  risk.current = isChanged;
  useEffect(() => {
    const ends = [
      holdWork({ flush: async () => !risk.current, lastly: () => {}, isAtRisk: () => risk.current }),
      stayWhile(() => risk.current),
    ];
    return () => ends.map((end) => end());
  }, []);

  const write = (next: Partial<TypedRss>) => {
    setSaved(false);
    setTyped((was) => ({ ...was, ...next }));
  };
  const showFaults = (found: Record<string, string>) => {
    setFaults(found);
    requestAnimationFrame(() => frame.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
  };

  async function save(): Promise<void> {
    setSaved(false);
    if (!isChanged && !fresh) return announce(words.nothing);
    const org = fresh ? fresh.letter() : rss.id;
    const read = detailsFrom(typed);
    if ("wrong" in read || org === null) {
      const wrong = "wrong" in read ? read.wrong : [];
      return showFaults(Object.fromEntries(wrong.map(([path, problem]) => [path, faultOf(path, problem)])));
    }
    setFaults({});
    const body: Body<"saveRss"> = read.details;
    const done = await act.run(
      async () => {
        const after = await call("saveRss", { org }, { body, ifMatch: seen.rev });
        const base = typedOf(after);
        setSeen({ rev: after.rev, base });
        setTyped(base);
        setBoth(null);
        await askAgain("register", "registerLog");
      },
      (refusal) => {
        const invalid = refusedAs(refusal, "invalid") as { issues: { path: string; problem: string }[] } | null;
        if (invalid) {
          act.dismiss();
          showFaults(Object.fromEntries(invalid.issues.map(({ path, problem }) => [path, faultOf(path, problem)])));
        }
        if (refusedAs(refusal, "stale")) {
          act.dismiss();
          void askAgain("register");
        }
      },
    );
    setSaved(done);
    if (!done || !fresh) return;
    risk.current = false;
    await fresh.made(org);
  }

  const text = (field: "name" | "county" | "mailbox" | "registrar", hint?: string, type: "text" | "email" = "text") => (
    <Entry
      id={`rss-${field}`}
      label={words[field]}
      {...{ hint, type }}
      fault={faults[field]}
      value={typed[field]}
      onText={(typedText) => write({ [field]: typedText })}
    />
  );
  const { payee } = typed;
  return (
    <form ref={frame} class="register-form" noValidate onSubmit={(event) => event.preventDefault()}>
      {both && (
        <Notice tone="warn" title={words.stale.title} announced>
          <p>{words.stale.lead}</p>
          <p>
            {both.length === 0 ? words.stale.none : words.stale.both(both.map((field) => words.fields[field] ?? field))}
          </p>
          {both.length > 0 && (
            <div class="buttons">
              <button
                type="button"
                class="button"
                onClick={() => {
                  setTyped(seen.base);
                  setBoth(null);
                }}
              >
                {words.stale.take}
              </button>
            </div>
          )}
        </Notice>
      )}
      <section class="card settings-group" aria-labelledby="uppgifter">
        <h2 id="uppgifter">{words.basics}</h2>
        {fresh?.first}
        <div class="side-by-side">
          {text("name")}
          {text("county")}
        </div>
        <div class="side-by-side">
          {text("mailbox", words.mailboxHint, "email")}
          {text("registrar", words.registrarHint, "email")}
        </div>
        <Labelled id="rss-aliases" label={words.aliases} hint={words.aliasesHint} fault={faults.aliases}>
          {(tied) => (
            <textarea
              {...tied}
              class="input"
              rows={2}
              value={typed.aliases}
              onInput={({ currentTarget }) => write({ aliases: currentTarget.value })}
            />
          )}
        </Labelled>
      </section>
      <Hosts hosts={typed.hosts} faults={faults} write={(hosts) => write({ hosts })} />
      <section class="card settings-group" aria-labelledby="mottagare">
        <h2 id="mottagare">{words.payee}</h2>
        <p class="quiet">{words.payeeHint}</p>
        <label class="tick">
          <input
            type="checkbox"
            checked={payee.isKnown}
            onChange={({ currentTarget }) => write({ payee: { ...payee, isKnown: currentTarget.checked } })}
          />
          <span>{words.hasPayee}</span>
        </label>
        {payee.isKnown && (
          <div class="side-by-side">
            <Part id="name" label={words.hostName} {...{ payee, write, faults }} />
            <Part id="orgNo" label={words.orgNo} {...{ payee, write, faults }} said={organisationSaid(payee.orgNo)} />
            <Part
              id="bankgiro"
              label={words.bankgiro}
              {...{ payee, write, faults }}
              said={bankgiroSaid(payee.bankgiro)}
            />
            <Part id="reference" label={words.reference} {...{ payee, write, faults }} />
          </div>
        )}
      </section>
      <div class={isChanged ? "save-bar changed" : "save-bar"}>
        <ActButton first busy={act.busy} onPress={save}>
          {act.busy ? words.saving : words.save}
        </ActButton>
        {isChanged && (
          <ActButton
            plain
            busy={act.busy}
            onPress={() => {
              setTyped(seen.base);
              setFaults({});
              setBoth(null);
            }}
          >
            {words.undo}
          </ActButton>
        )}
        <span role="status" class="quiet">
          {isChanged ? words.unsaved : isSaved ? words.saved : ""}
        </span>
        {faults.hosts && <p class="fault">{faults.hosts}</p>}
        {act.refusal !== null && (
          <p role="alert" class="fault">
            {sentenceOf(act.refusal)}
          </p>
        )}
      </div>
    </form>
  );
}

/** What is wrong with a field. Of a number, with what it should look like. */
function faultOf(path: string, problem: string): string {
  if (problem !== "not-a-number") return all.problems[problem] ?? all.problems.other ?? "";
  return path.endsWith("bankgiro") ? words.bankgiroBad : words.orgNoBad;
}

/** Whether a number is one, in words, once there is something to say. */
const organisationSaid = (text: string): string | undefined =>
  text.trim() === "" ? undefined : organisationNumber(text) ? words.orgNoOk : words.orgNoBad;
const bankgiroSaid = (text: string): string | undefined =>
  text.trim() === "" ? undefined : bankgiroNumber(text) ? words.bankgiroOk : words.bankgiroBad;

type PartProps = {
  id: "name" | "orgNo" | "bankgiro" | "reference";
  label: string;
  payee: TypedRss["payee"];
  faults: Record<string, string>;
  write: (next: Partial<TypedRss>) => void;
  said?: string | undefined;
};

function Part({ id, label, payee, faults, write, said }: PartProps): JSX.Element {
  return (
    <Entry
      id={`mottagare-${id}`}
      label={label}
      hint={faults[`payee.${id}`] ? undefined : said}
      fault={faults[`payee.${id}`]}
      value={payee[id]}
      onText={(text) => write({ payee: { ...payee, [id]: text } })}
    />
  );
}
