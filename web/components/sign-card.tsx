/** At the top of the head's page, on one card: what it is, how long there is, who did what, and what is new since last. */
import type { ComponentChildren, JSX } from "preact";
import type { Answer } from "#domain/contract";
import { daysLeft, type Instant, isClosed } from "#domain/deadlines";
import { useWords } from "../kind.ts";
import { domainWords } from "../texts/domain.ts";
import { readingWords } from "../texts/reading.ts";
import { MoreTime } from "./more-time.tsx";
import { Original } from "./original.tsx";
import { anchorOf, type Change } from "./parts.ts";

type Props = {
  submission: Answer<"submission">;
  waiting: NonNullable<Answer<"submission">["waiting"]>;
  now: Instant;
  maySign: boolean;
  compared: { from: number; standing: boolean; list: Change[] } | null;
  /** What is said of a version that answers SKR. */
  children?: ComponentChildren;
};

/** A signature is too late one day; of an answer to SKR it never is. */
export const isSigningOver = (
  { completion }: Pick<Props["submission"], "completion">,
  { signBy }: Pick<Props["waiting"], "signBy">,
  now: Instant,
): boolean => completion === null && isClosed(signBy, now);

export function SignCard({ submission, waiting, now, maySign, compared, children }: Props): JSX.Element {
  const words = useWords(readingWords).sign;
  const domain = useWords(domainWords);
  const { closesAt, heads, round, roles, completion } = submission;
  const mayAsk = roles.includes("head") || roles.includes("writer");
  const over = isSigningOver(submission, waiting, now);
  const handedInCounts = round.act === "handed-in";
  return (
    <section class="card sign-card no-print" aria-label={words.about}>
      {completion ? (
        <AnswerBy dueAt={completion.dueAt} now={now} />
      ) : over ? (
        <p class="sign-by sign-over">
          {domain.refusals["too-late"]({ closedAt: waiting.signBy, stands: submission.standing !== null })}
        </p>
      ) : (
        <p class="sign-by">
          <strong>{words.signBy(waiting.signBy)}</strong>
          <span class="days-left">{words.daysLeft(daysLeft(waiting.signBy, now))}</span>
        </p>
      )}
      <p>
        {words.sentBy(waiting.by, waiting.at)}{" "}
        {handedInCounts && !completion && (isClosed(closesAt, now) ? words.inTime(closesAt) : words.alreadyInTime)}
      </p>
      {children}
      {compared && <Changes {...compared} />}
      {over ? (
        mayAsk && <MoreTime submission={submission} />
      ) : maySign ? (
        <p class="buttons">
          <a class="button" href="#underskrift">
            {words.toSignature}
          </a>
          <a href="/hjalp#underskrift">{words.help}</a>
        </p>
      ) : (
        <p class="quiet">{words.notHead(words.heads(heads.map(({ name }) => name)))}</p>
      )}
    </section>
  );
}

function AnswerBy({ dueAt, now }: { dueAt: Instant; now: Instant }): JSX.Element {
  const words = useWords(readingWords).sign;
  if (isClosed(dueAt, now)) return <p class="sign-by sign-over">{words.answerOver(dueAt)}</p>;
  return (
    <p class="sign-by">
      <strong>{words.answerBy(dueAt)}</strong>
      <span class="days-left">{words.daysLeft(daysLeft(dueAt, now))}</span>
    </p>
  );
}

function Changes({ from, standing, list }: NonNullable<Props["compared"]>): JSX.Element {
  const words = useWords(readingWords).sign;
  return (
    <div class="changes">
      <h2>{list.length === 0 ? words.changes.none(from) : words.changes.heading(from)}</h2>
      {list.length > 0 && (
        <ul>
          {list.map((change) => (
            <li key={change.part.key}>
              <ChangeLine {...change} />
            </li>
          ))}
        </ul>
      )}
      {standing && <p class="quiet small">{words.changes.standing(from)}</p>}
    </div>
  );
}

function ChangeLine({ kind, part }: Change): JSX.Element {
  const words = useWords(readingWords).sign;
  const { number, text } = part.heading;
  const name = (
    <>
      {number && `${number}. `}
      <Original text={text} />
    </>
  );
  if (kind === "gone") {
    return (
      <span>
        {name} ({words.changes.gone})
      </span>
    );
  }
  return (
    <a href={`#${anchorOf(part.key)}`}>
      {name}
      {kind === "new" && ` (${words.changes.fresh})`}
    </a>
  );
}
