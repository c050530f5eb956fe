/** The head reads exactly what will be signed, and signs it or sends it back. Everyone else in the RSS reads. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { Answer } from "#domain/contract";
import { useNow } from "../clock.ts";
import { Completes } from "../components/completes.tsx";
import { Failure } from "../components/failure.tsx";
import { FocusedNotice } from "../components/focused-notice.tsx";
import { LeftWords } from "../components/left-words.tsx";
import { NothingWaits } from "../components/nothing-waits.tsx";
import { Notice } from "../components/notice.tsx";
import { Original } from "../components/original.tsx";
import { Page } from "../components/page.tsx";
import { changesSince, Reading } from "../components/reading.tsx";
import { isSigningOver, SignCard } from "../components/sign-card.tsx";
import { SignPanel } from "../components/sign-panel.tsx";
import { SignStep } from "../components/sign-steps.tsx";
import { Technical } from "../components/technical.tsx";
import { useWords } from "../kind.ts";
import { useOpenFile } from "../open-file.ts";
import { useSentenceOf } from "../sentence.ts";
import { useServer } from "../server-state.ts";
import { type Signing, sendingBack, useSigning } from "../signing.ts";
import { templateOf, useTemplate } from "../templates.ts";
import { portal } from "../texts/portal.ts";
import { readingWords } from "../texts/reading.ts";
import "../styles/reading.css";

export default function ReadAndSign({ id }: { id: string }): JSX.Element {
  const words = useWords(readingWords).sign;
  const { data: submission, refusal, refresh } = useServer("submission", { id });
  const signing = useSigning(id, submission);
  const [sentBack, setSentBack] = useState(false);
  const step = signing.at.stage === "reading" || signing.at.stage === "refused" ? null : <SignStep signing={signing} />;
  return (
    <Page title={words.title}>
      <header class="page-head no-print">
        <p class="eyebrow">{submission ? words.eyebrow(submission.round.year, submission.rss.name) : "\u00A0"}</p>
        <h1>{words.title}</h1>
      </header>
      {step ??
        (submission ? (
          <>
            {sentBack && (
              <FocusedNotice tone="good">
                <p>{words.sentBackDone}</p>
              </FocusedNotice>
            )}
            {submission.waiting ? (
              <Waiting
                submission={submission}
                waiting={submission.waiting}
                signing={signing}
                onSentBack={() => setSentBack(true)}
              />
            ) : (
              <>
                <LeftWords about={sendingBack(id)} />
                <NothingWaits submission={submission} />
              </>
            )}
          </>
        ) : refusal ? (
          <Failure refusal={refusal} retry={refresh} />
        ) : (
          <p class="quiet">{portal.loading}</p>
        ))}
    </Page>
  );
}

type WaitingProps = {
  submission: Answer<"submission">;
  waiting: NonNullable<Answer<"submission">["waiting"]>;
  signing: Signing;
  onSentBack: () => void;
};

function Waiting({ submission, waiting, signing, onSentBack }: WaitingProps): JSX.Element {
  const sentenceOf = useSentenceOf();
  const reading = useWords(readingWords);
  const { id, standing, roles } = submission;
  const now = useNow(waiting.signBy);
  const { data: version, refusal, refresh } = useServer("version", { id, n: waiting.version });
  // What one has read most recently is what changes are told from: the version just read, the one that stands, the one before.
  const read = signing.at.stage === "refused" ? signing.at.read : null;
  const from = read && read !== waiting.version ? read : (standing ?? waiting.version - 1);
  const compared = useServer("version", { id, n: from }, { enabled: from > 0 });
  const earlier = compared.data;
  const { open, failure } = useOpenFile(id, version?.files ?? []);
  const maySign = roles.includes("head") && !isSigningOver(submission, waiting, now);

  const form = useTemplate(version?.round.template.id);
  if (!version || !form.isThere || compared.loading) {
    const failed = refusal ?? form.refusal;
    return failed ? (
      <Failure refusal={failed} retry={() => Promise.all([refresh(), form.refresh()])} />
    ) : (
      <p class="quiet">{portal.loading}</p>
    );
  }
  const list = earlier ? changesSince(earlier, version) : null;
  return (
    <>
      {signing.at.stage === "refused" && (
        <FocusedNotice tone="warn">
          <p>{signing.at.sentence}</p>
        </FocusedNotice>
      )}
      <SignCard
        submission={submission}
        waiting={waiting}
        now={now}
        maySign={maySign}
        compared={list && { from, standing: from === standing, list }}
      >
        <Completes version={version} asked={submission.asked} />
      </SignCard>
      {failure !== null && (
        <Notice tone="bad" announced>
          <p>{sentenceOf(failure)}</p>
        </Notice>
      )}
      <Reading version={version} level={2} {...(list ? { changes: { from, list } } : {})} openFile={open} />
      <Technical hash={version.hash}>
        <div>
          <dt>{reading.plan.plan}</dt>
          <dd>
            <Original text={templateOf(version.round).title} />
          </dd>
        </div>
        <div>
          <dt>{reading.plan.frozenLabel}</dt>
          <dd>{`${reading.plan.version(version.version)}, ${reading.plan.frozen(version.frozenAt, version.by)}`}</dd>
        </div>
      </Technical>
      {maySign ? (
        <SignPanel
          submission={submission}
          read={{ version: waiting.version, hash: waiting.hash }}
          now={now}
          signing={signing}
          onSentBack={onSentBack}
        />
      ) : (
        <LeftWords about={sendingBack(id)} />
      )}
    </>
  );
}
