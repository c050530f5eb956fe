/** On top of a plan about which SKR wants to know more: what, in whose words, by when, and what is locked meanwhile. */
import { addressOf } from "#domain/addresses";
import type { Answer } from "#domain/contract";
import { daysLeft, isClosed } from "#domain/deadlines";
import type { Template } from "#domain/form";
import { useNow } from "../clock.ts";
import { Notice } from "../components/notice.tsx";
import { Original } from "../components/original.tsx";
import { useKind, useWords } from "../kind.ts";
import { completionWords } from "../texts/completion.ts";
import { inSwedish } from "../texts/language.ts";
import { planWords } from "../texts/plan.ts";
import { statesWords } from "../texts/plan-states.ts";
import { useBeside } from "./beside.tsx";
import { aboutOf, askedId, askedIn, type Completion } from "./completion.ts";
import { Remarks } from "./remarks.tsx";
import "./completion.css";

type Props = {
  submission: Answer<"submission">;
  completion: Completion;
  template: Template;
  mayWrite: boolean;
};

export function CompletionPanel({ submission, completion, template, mayWrite }: Props) {
  const kind = useKind();
  const states = useWords(statesWords);
  const words = useWords(completionWords);
  const { id, asked, sentBack } = submission;
  const ofWhole = useBeside()?.remarks.filter(({ question }) => question === null) ?? [];
  return (
    <div class="plan-main no-print">
      {sentBack && (
        <Notice tone="warn" title={words.sentBack(sentBack.by)}>
          <p class="read" {...inSwedish}>
            {sentBack.comment}
          </p>
          <p class="quiet small">{states.sentBack.at(sentBack.at)}</p>
        </Notice>
      )}
      <Notice tone="warn" title={`${words.title(aboutOf(template, completion))}.`}>
        <Due dueAt={completion.dueAt} />
        {asked && (
          <figure class="asked-words">
            <blockquote class="read" {...inSwedish}>
              {asked.message}
            </blockquote>
            <figcaption class="quiet small">{words.by(asked.by, completion.at)}</figcaption>
          </figure>
        )}
        <Remarks remarks={ofWhole} />
        <nav aria-label={words.go} hidden={!mayWrite}>
          <ul class="asked-sections">
            {askedIn(template, completion).map(({ id: subject, name, short }) => (
              <li key={subject}>
                <a href={`#${askedId(subject)}`}>
                  {name === "" ? words.files : short ? `${name}. ` : name}
                  <Original text={short} />
                </a>
              </li>
            ))}
          </ul>
        </nav>
        <p>{mayWrite ? words.locked : words.readerNote}</p>
        <p class="asked-links">
          <a href={addressOf(kind, id, `/version/${completion.version}`)}>{words.read(completion.version)}</a>
          <a href={addressOf(kind, id, "/kvitto")}>{words.receipt}</a>
          <a href="/hjalp#komplettering">{words.help}</a>
        </p>
      </Notice>
    </div>
  );
}

/** That the day has passed closes nothing, and is said so. */
export function Due({ dueAt }: { dueAt: string }) {
  const plan = useWords(planWords);
  const words = useWords(completionWords);
  const now = useNow(dueAt);
  return isClosed(dueAt, now) ? (
    <p>
      <strong>{words.over(dueAt)}</strong> {words.still}
    </p>
  ) : (
    <p class="deadline">
      <strong>{words.answerBy(dueAt)}</strong>
      <span class="quiet">{plan.daysLeft(daysLeft(dueAt, now))}</span>
    </p>
  );
}
