/** An RSS that the register does not have yet: its letter, and what every RSS has. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { useLocation } from "preact-iso/router";
import { Entry } from "../components/entry.tsx";
import { Absent } from "../components/failure.tsx";
import { Fetching } from "../components/fetching.tsx";
import { Page } from "../components/page.tsx";
import { mayRun } from "../rounds/who.ts";
import { useServer } from "../server-state.ts";
import { register } from "../texts/register.ts";
import { RssForm } from "./rss-page.tsx";
import "./register.css";

const words = register.fresh;

const blank = {
  ...{ id: "", rev: 0, name: "", county: "", host: "", registrar: "", mailbox: null, aliases: [], payee: null },
  hosts: [{ name: "", orgNo: "", from: "", to: null }],
};

export default function NewRssPage(): JSX.Element {
  const { data, refusal, refresh } = useServer("register", {});
  const { data: me } = useServer("me", {});
  const { route } = useLocation();
  const [letter, setLetter] = useState("");
  const [isTried, setTried] = useState(false);
  if (!data || !me) return <Fetching refusal={refusal} retry={refresh} width="wide" />;
  if (!mayRun(me)) {
    return (
      <Page title={null}>
        <Absent />
      </Page>
    );
  }
  const isTaken = data.rsses.some(({ id }) => id === letter);
  const isFine = /^[A-Z]{1,2}$/.test(letter) && !isTaken;
  const fault = isTaken ? words.taken : isTried && !isFine ? words.letterBad : undefined;
  const fresh = {
    first: (
      <Entry
        id="rss-letter"
        label={words.letter}
        hint={words.letterHint}
        fault={fault}
        value={letter}
        onText={(text) => setLetter(text.trim().toUpperCase())}
      />
    ),
    letter: () => {
      setTried(true);
      return isFine ? letter : null;
    },
    made: async (org: string) => route(`/rss/${org}`),
  };
  return (
    <Page title={words.title} width="wide">
      <header class="page-head">
        <p class="quiet">
          <a href="/rss">{register.rss.back}</a>
        </p>
        <h1>{words.title}</h1>
        <p class="lead">{words.lead}</p>
      </header>
      <RssForm rss={blank} fresh={fresh} />
    </Page>
  );
}
