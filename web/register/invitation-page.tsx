/**
 * Where the link of an invitation leads: whoever follows it logs in and accepts. The code stands after the `#`, which no server sees, and
 * goes from the address as soon as it is read. Nothing happens before a button is pressed: mail scanners follow links.
 */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { useAct } from "../act.ts";
import { call } from "../api.ts";
import { ActButton } from "../components/act-button.tsx";
import { Notice } from "../components/notice.tsx";
import { Page } from "../components/page.tsx";
import { leaveComputer } from "../leave-computer.ts";
import { refusedAs } from "../refusal.ts";
import { useSentenceOf } from "../sentence.ts";
import { register } from "../texts/register.ts";

const words = register.invitation;

export default function InvitationPage(): JSX.Element {
  const sentenceOf = useSentenceOf();
  const [code] = useState(() => location.hash.slice(1));
  const [isIn, setIn] = useState(false);
  const act = useAct();
  const isGone = refusedAs(act.refusal, "unknown-invitation") !== null;
  const isKnown = refusedAs(act.refusal, "wrong-state") !== null;
  const state = isIn ? "done" : isGone ? "gone" : isKnown ? "known" : "asking";
  const said = { done: words.done, gone: words.gone, known: words.known, asking: words }[state];

  async function accept(): Promise<void> {
    const done = await act.run(() => call("acceptInvitation", {}, { body: { code } }));
    if (!done) return;
    history.replaceState(null, "", location.pathname);
    setIn(true);
  }

  return (
    <Page key={state} title={said.title}>
      <h1>{said.title}</h1>
      <p class="lead">{state === "asking" && code === "" ? words.noCode : said.lead}</p>
      {state === "asking" && code !== "" && (
        <>
          <p>{words.once}</p>
          {act.refusal !== null && (
            <Notice tone="bad" announced>
              <p>{sentenceOf(act.refusal)}</p>
            </Notice>
          )}
          <div class="buttons">
            <ActButton first busy={act.busy} onPress={accept}>
              {act.busy ? words.accepting : words.button}
            </ActButton>
          </div>
        </>
      )}
      {state === "gone" && <p>{words.gone.help}</p>}
      {state !== "asking" && (
        <div class="buttons">
          {/* A new page: who this is has just changed for all that was asked. */}
          <button type="button" class="button first" onClick={() => location.assign("/")}>
            {words.start}
          </button>
          {state === "known" && (
            <button type="button" class="button" onClick={() => leaveComputer(undefined)}>
              {words.logOut}
            </button>
          )}
        </div>
      )}
    </Page>
  );
}
