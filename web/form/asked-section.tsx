/** A section of a plan about which SKR wants to know more: its questions to write on where it was asked about, and else for reading. */
import { Fragment } from "preact";
import type { Answer } from "#domain/contract";
import type { Question as Asked, Section } from "#domain/form";
import { attachmentsAsked } from "#domain/submission";
import { useAnswer } from "../draft/watching.ts";
import { useWords } from "../kind.ts";
import { completionWords } from "../texts/completion.ts";
import { Attachments } from "./attachments.tsx";
import { ComparedAnswer } from "./compared-answer.tsx";
import { areFilesAsked, askedId, type Completion, isAskedIn, isChanged, type Version } from "./completion.ts";
import { useEditing } from "./editing.ts";
import { Question } from "./question.tsx";
import { ReadFiles } from "./read-files.tsx";
import { ReadQuestion } from "./read-question.tsx";
import { SectionCard } from "./section-card.tsx";

type Props = {
  section: Section;
  completion: Completion;
  version: Version;
  submission: Answer<"submission">;
  heads: string[];
};

export function AskedSection({ section, completion, version, submission, heads }: Props) {
  const words = useWords(completionWords);
  const { template } = useEditing();
  const { county } = submission.rss;
  const isAsked = isAskedIn(section, completion);
  return (
    <SectionCard section={section} look={isAsked ? "asked" : "locked"}>
      {section.questions.map((question) =>
        completion.questions.includes(question.id) ? (
          <div key={question.id} id={askedId(question.id)} class="asked-question" tabIndex={-1}>
            <p class="asked-here no-print">{words.asked}</p>
            <Question {...{ question, section, county, heads }} />
            <Before question={question} version={version} />
          </div>
        ) : (
          <Fragment key={question.id}>
            <ReadQuestion
              {...{ template, question, section, county, heads }}
              value={version.answers[question.id]}
              isSent={false}
              isLocked
            />
            {question.kind === "choice" && <Files {...{ completion, version, id: submission.id }} />}
          </Fragment>
        ),
      )}
    </SectionCard>
  );
}

/** Under a choice that is locked: a choice that is asked about has its files itself. */
function Files({ completion, version, id }: Pick<Props, "completion" | "version"> & { id: string }) {
  const words = useWords(completionWords);
  if (!areFilesAsked(completion)) return <ReadFiles id={id} files={version.files} />;
  return (
    <div id={askedId(attachmentsAsked)} class="asked-question" tabIndex={-1}>
      <p class="asked-here no-print">{words.asked}</p>
      <Attachments />
    </div>
  );
}

/** What SKR has read, once it is another text than the one in the field. */
function Before({ question, version }: { question: Asked; version: Version }) {
  const words = useWords(completionWords);
  const { draft } = useEditing();
  const { value } = useAnswer(draft, question.id);
  const before = version.answers[question.id];
  if (before === undefined || !isChanged(question, version, { [question.id]: value })) return null;
  return (
    <details class="disclosure no-print">
      <summary>{words.before(version.version)}</summary>
      <ComparedAnswer question={question} value={before} other={value} />
    </details>
  );
}
