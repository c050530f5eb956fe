/** One round: its settings, what to look at before it opens, opening it, more time for all, closing it, and everything that happened. */
import type { ComponentChildren, JSX } from "preact";
import { useRef, useState } from "preact/hooks";
import type { Answer } from "#domain/contract";
import { isClosed } from "#domain/deadlines";
import { useAct } from "../act.ts";
import { call } from "../api.ts";
import { useNow } from "../clock.ts";
import { ActButton } from "../components/act-button.tsx";
import { Confirm } from "../components/confirm.tsx";
import { Fetching } from "../components/fetching.tsx";
import { Notice } from "../components/notice.tsx";
import { Page } from "../components/page.tsx";
import { refusedAs } from "../refusal.ts";
import { askAgain, useServer } from "../server-state.ts";
import { rounds as words } from "../texts/rounds.ts";
import { Checklist } from "./checklist.tsx";
import { useEverybody } from "./everybody.ts";
import { ExtendAll } from "./extend-all.tsx";
import { useRefusedRound } from "./refused.ts";
import { RoundHead } from "./round-head.tsx";
import { RoundLog } from "./round-log.tsx";
import { Settings } from "./settings.tsx";
import { mayRun } from "./who.ts";

type Run = Answer<"run">;

export default function RoundPage({ round: id }: { round: string }): JSX.Element {
  const { data: run, refusal, refresh } = useServer("run", { round: id });
  const { data: all, refusal: unlisted, refresh: list } = useServer("runs", {});
  const { data: me } = useServer("me", {});
  const { data: register, refusal: unregistered, refresh: askRegister } = useServer("register", {});
  if (!run || !all || !me || !register) {
    const failed = refusal ?? unlisted ?? unregistered;
    return <Fetching refusal={failed} retry={() => Promise.all([refresh(), list(), askRegister()])} width="wide" />;
  }
  const rounds = all.runs.map(({ round }) => round);
  return <Round key={run.round.id} run={run} rounds={rounds} rsses={register.rsses} isRunner={mayRun(me)} />;
}

type Props = { run: Run; rounds: Run["round"][]; rsses: Answer<"register">["rsses"]; isRunner: boolean };

function Round({ run, rounds, rsses, isRunner }: Props): JSX.Element {
  const { round, state } = run;
  const [isChanged, setChanged] = useState(false);
  const [done, setDone] = useState<string | null>(null);
  const notice = useRef<HTMLDivElement>(null);
  const told = (text: string) => {
    setDone(text);
    scrollTo({ top: 0, behavior: "instant" });
    requestAnimationFrame(() => notice.current?.focus({ preventScroll: true }));
  };
  return (
    <Page title={words.name(round.kind, round.year)} width="wide">
      <RoundHead run={run} page="round" />
      <div ref={notice} tabIndex={-1} hidden={done === null}>
        {done && (
          <Notice tone="good" announced>
            <p>{done}</p>
          </Notice>
        )}
      </div>
      <div class="run-layout">
        <Settings {...{ run, rounds, rsses }} mayChange={isRunner} onChanged={setChanged} />
        <div class="run-beside">
          {state === "prepared" && (
            <Before run={run}>
              {isRunner && <Open run={run} isChanged={isChanged} told={told} />}
              <RoundLog run={run} />
            </Before>
          )}
          {state === "open" && run.missing.length > 0 && isRunner && <Missing run={run} told={told} />}
          {state === "open" && <ExtendAll run={run} told={told} />}
          {state === "open" && isRunner && <Close run={run} told={told} />}
          {state !== "prepared" && <RoundLog run={run} />}
        </div>
      </div>
    </Page>
  );
}

/** What there is to look at, and what comes after that: nobody opens a round before it is told, and nothing moves as it comes. */
function Before({ run, children }: { run: Run; children: ComponentChildren }): JSX.Element {
  const all = useEverybody();
  return (
    <>
      <Checklist run={run} all={all} />
      {(all.everybody !== null || all.refusal !== null) && children}
    </>
  );
}

type Acting = { run: Run; told: (text: string) => void };

/** Opens the round, or makes what is missing in one that is open. */
function useOpening({ run, told }: Acting) {
  const act = useAct();
  const open = () =>
    act.run(
      async () => {
        await call("openRun", { round: run.round.id }, { body: {}, ifMatch: run.rev });
        told(words.open.done);
        await askAgain("run", "runs", "roundLog", "rounds", "overview");
      },
      // Somebody has changed it meanwhile: what is wrong now, and what it is now, stand on the page.
      () => void askAgain("run"),
    );
  return { act, open };
}

function Open({ run, isChanged, told }: Acting & { isChanged: boolean }): JSX.Element {
  const refused = useRefusedRound();
  const now = useNow(run.round.opensAt);
  const { act, open } = useOpening({ run, told });
  const { round } = run;
  const hindered = run.hindrances.length > 0 ? words.open.hindered : isChanged ? words.open.unsaved : null;
  return (
    <section class="card settings-group" aria-labelledby="oppna">
      <h2 id="oppna">{words.open.title}</h2>
      <p>{words.open.lead(round.kind)}</p>
      <p>{now < round.opensAt ? words.open.late(round.opensAt) : words.open.lateNow}</p>
      {act.refusal !== null && (
        <p role="alert" class="fault">
          {refusedAs(act.refusal, "invalid") ? words.open.hindered : refused(act.refusal)}
        </p>
      )}
      {hindered ? (
        <p class="quiet">{hindered}</p>
      ) : (
        <Confirm
          ask={words.open.button}
          question={words.open.sure(words.name(round.kind, round.year))}
          yes={words.open.yes}
          no={words.open.no}
          first
          busy={act.busy}
          onYes={open}
        >
          <p>{words.open.after}</p>
        </Confirm>
      )}
    </section>
  );
}

function Missing({ run, told }: Acting): JSX.Element {
  const refused = useRefusedRound();
  const { act, open } = useOpening({ run, told });
  return (
    <Notice tone="warn">
      <p>{words.open.missing(run.missing.map(({ name }) => name))}</p>
      {act.refusal !== null && (
        <p role="alert" class="fault">
          {refused(act.refusal)}
        </p>
      )}
      <div class="buttons">
        <ActButton busy={act.busy} onPress={open}>
          {words.open.again}
        </ActButton>
      </div>
    </Notice>
  );
}

function Close({ run, told }: Acting): JSX.Element | null {
  const refused = useRefusedRound();
  const now = useNow(run.round.closesAt);
  const act = useAct();
  const { round } = run;
  if (!isClosed(round.closesAt, now)) return null;
  const close = () =>
    act.run(
      async () => {
        await call("closeRun", { round: round.id }, { body: {}, ifMatch: run.rev });
        told(words.close.done);
        await askAgain("run", "runs", "roundLog");
      },
      () => void askAgain("run"),
    );
  return (
    <section class="card settings-group" aria-labelledby="stang">
      <h2 id="stang">{words.close.title}</h2>
      <p>{words.close.lead}</p>
      {act.refusal !== null && (
        <p role="alert" class="fault">
          {refused(act.refusal)}
        </p>
      )}
      <Confirm
        ask={words.close.button}
        question={words.close.sure(words.name(round.kind, round.year))}
        yes={words.close.yes}
        no={words.close.no}
        busy={act.busy}
        onYes={close}
      />
    </section>
  );
}
