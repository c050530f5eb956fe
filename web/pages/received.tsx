/** What an RSS has sent to SKR by post or mail is put into the portal for it. */
import type { JSX } from "preact";
import { isClosed, lastDay } from "#domain/deadlines";
import { useNow } from "../clock.ts";
import { Fetching } from "../components/fetching.tsx";
import { LeftWords } from "../components/left-words.tsx";
import { Notice } from "../components/notice.tsx";
import { Page } from "../components/page.tsx";
import { ReceivedForm, reasonKept } from "../components/received-form.tsx";
import { useWords } from "../kind.ts";
import { useServer } from "../server-state.ts";
import { receivedWords } from "../texts/received.ts";
import "../styles/reading.css";

export default function Received({ id }: { id: string }): JSX.Element {
  const words = useWords(receivedWords);
  const { data: submission, refusal, refresh } = useServer("submission", { id });
  const now = useNow(submission?.closesAt ?? "");
  if (!submission) return <Fetching refusal={refusal} retry={refresh} />;
  const { round, rss, state, roles, standing, closesAt } = submission;
  const isOpen = ["not-started", "draft", "not-in-time"].includes(state) && standing === null;
  const mayPutIn = isOpen && roles.includes("officer");
  return (
    <Page title={words.title}>
      <header class="page-head">
        <p class="eyebrow">{words.eyebrow(round.year, rss.name)}</p>
        <h1>{words.title}</h1>
      </header>
      {mayPutIn ? (
        <>
          <p class="lead">{words.lead}</p>
          {isClosed(closesAt, now) && <p class="quiet">{words.tooLate(lastDay(closesAt))}</p>}
          <ReceivedForm submission={submission} now={now} />
        </>
      ) : (
        <>
          <LeftWords about={reasonKept(id)} />
          <Notice>
            <p>{words.notNow}</p>
          </Notice>
        </>
      )}
      <p>
        <a href={`/granska/${id}`}>{words.back}</a>
      </p>
    </Page>
  );
}
