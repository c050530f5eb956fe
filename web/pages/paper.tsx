/** Signing on paper: print, ink, and the scan put in; by the RSS itself, or by SKR when the paper came there. */
import type { JSX } from "preact";
import { addressOf } from "#domain/addresses";
import type { Answer } from "#domain/contract";
import { daysLeft, isClosed } from "#domain/deadlines";
import { useAct } from "../act.ts";
import { call } from "../api.ts";
import { useNow } from "../clock.ts";
import { ActButton } from "../components/act-button.tsx";
import { Fetching } from "../components/fetching.tsx";
import { LeftWords } from "../components/left-words.tsx";
import { MoreTime } from "../components/more-time.tsx";
import { NothingWaits } from "../components/nothing-waits.tsx";
import { Notice } from "../components/notice.tsx";
import { Page } from "../components/page.tsx";
import { PaperForm, reasonKept } from "../components/paper-form.tsx";
import { useWords } from "../kind.ts";
import { saveFile } from "../save-file.ts";
import { useSentenceOf } from "../sentence.ts";
import { useServer } from "../server-state.ts";
import { domainWords } from "../texts/domain.ts";
import { paperWords } from "../texts/paper.ts";
import { readingWords } from "../texts/reading.ts";
import "../styles/reading.css";

export default function Paper({ id }: { id: string }): JSX.Element {
  const words = useWords(paperWords);
  const { data: submission, refusal, refresh } = useServer("submission", { id });
  if (!submission) return <Fetching refusal={refusal} retry={refresh} />;
  const { round, rss, waiting, state } = submission;
  const isStaff = !submission.draft;
  const title = isStaff ? words.staffTitle : words.title;
  const isWaiting = waiting !== null && (state === "handed-in" || state === "not-signed-in-time");
  return (
    <Page title={title}>
      <header class="page-head">
        <p class="eyebrow">{words.eyebrow(round.year, rss.name)}</p>
        <h1>{title}</h1>
      </header>
      {isWaiting ? (
        <Waiting submission={submission} waiting={waiting} isStaff={isStaff} />
      ) : (
        <>
          <LeftWords about={reasonKept(id)} />
          <NothingWaits submission={submission} />
        </>
      )}
      <p>
        <a href={isStaff ? `/granska/${id}` : addressOf(round.kind, id)}>{isStaff ? words.staffBack : words.back}</a>
      </p>
    </Page>
  );
}

type Props = {
  submission: Answer<"submission">;
  waiting: NonNullable<Answer<"submission">["waiting"]>;
  isStaff: boolean;
};

function Waiting({ submission, waiting, isStaff }: Props): JSX.Element {
  const words = useWords(paperWords);
  const reading = useWords(readingWords).sign;
  const domain = useWords(domainWords);
  const { id, heads, roles, standing, completion } = submission;
  const now = useNow(waiting.signBy);
  const mayRegister = isStaff ? roles.includes("officer") : roles.includes("writer") || roles.includes("head");
  const isOver = isClosed(waiting.signBy, now);
  if (isOver && !completion) {
    return (
      <Notice tone="warn">
        <p>{domain.refusals["too-late"]({ closedAt: waiting.signBy, stands: standing !== null })}</p>
        {mayRegister && !isStaff && <MoreTime submission={submission} />}
      </Notice>
    );
  }
  if (!mayRegister) {
    return (
      <Notice>
        <p>{words.reader}</p>
      </Notice>
    );
  }
  return (
    <>
      <p class="lead">{isStaff ? words.staffLead : words.lead}</p>
      {isOver ? (
        <p class="sign-by sign-over">{reading.answerOver(waiting.signBy)}</p>
      ) : (
        <p class="sign-by">
          <strong>{words.by(waiting.signBy)}</strong>
          <span class="days-left">{reading.daysLeft(daysLeft(waiting.signBy, now))}</span>
        </p>
      )}
      {heads.length === 0 && (
        <Notice tone="warn">
          <p>{words.noHead}</p>
        </Notice>
      )}
      {!isStaff && <Print id={id} version={waiting.version} />}
      {!isStaff && (
        <section class="card paper-step" aria-labelledby="black">
          <h2 id="black">{words.ink.heading}</h2>
          <p>{words.ink.lead(heads.map(({ name }) => name))}</p>
        </section>
      )}
      {heads.length > 0 && <PaperForm submission={submission} waiting={waiting} now={now} isStaff={isStaff} />}
      <p class="quiet">
        <a href="/hjalp#underskrift">{words.help}</a>
      </p>
    </>
  );
}

const bytesOf = (base64: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));

function Print({ id, version }: { id: string; version: number }): JSX.Element {
  const words = useWords(paperWords).print;
  const sentenceOf = useSentenceOf();
  const act = useAct();

  async function print(): Promise<void> {
    await act.run(async () => {
      const { name, pdf } = await call("print", { id, n: version });
      saveFile(new Blob([bytesOf(pdf)], { type: "application/pdf" }), name);
    });
  }

  return (
    <section class="card paper-step" aria-labelledby="skriv-ut">
      <h2 id="skriv-ut">{words.heading(version)}</h2>
      <p>{words.lead}</p>
      {act.refusal !== null && (
        <p role="alert" class="fault">
          {sentenceOf(act.refusal)}
        </p>
      )}
      <div class="buttons">
        <ActButton busy={act.busy} onPress={() => void print()}>
          {act.busy ? words.busy : words.button}
        </ActButton>
      </div>
    </section>
  );
}
