/** The text itself, of any signed version: what is changed in it, and under each answer what SKR says and asks about it. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { attachmentsAsked } from "#domain/submission";
import { Failure } from "../components/failure.tsx";
import { Notice } from "../components/notice.tsx";
import { changesSince, Reading } from "../components/reading.tsx";
import { Technical } from "../components/technical.tsx";
import { useWords } from "../kind.ts";
import { useOpenFile } from "../open-file.ts";
import { useSentenceOf } from "../sentence.ts";
import { useServer } from "../server-state.ts";
import { templateOf } from "../templates.ts";
import { inSwedish } from "../texts/language.ts";
import { portal } from "../texts/portal.ts";
import { readingWords } from "../texts/reading.ts";
import { reviewWords } from "../texts/review.ts";
import { staffWords } from "../texts/staff.ts";
import type { Askable } from "./asked.ts";
import { Changes } from "./changes.tsx";
import type { Submission } from "./decision.tsx";
import { type Remark, Remarks } from "./remarks.tsx";
import { placeOf } from "./remarks-summary.tsx";
import { useSigned, Versions } from "./versions.tsx";

type Props = {
  submission: Submission;
  standing: number;
  subjects: Askable[];
  remarks: Remark[];
  mayWrite: boolean;
  asking: ReadonlySet<string> | null;
  choose: (subject: string, isChosen: boolean) => void;
};

export function SubmittedText({
  submission,
  standing,
  subjects,
  remarks,
  mayWrite,
  asking,
  choose,
}: Props): JSX.Element {
  const sentenceOf = useSentenceOf();
  const words = useWords(reviewWords);
  const staff = useWords(staffWords).review;
  const reading = useWords(readingWords);
  const { id, contacts } = submission;
  const [chosen, toRead] = useState<number | null>(null);
  const [compared, toCompare] = useState<number | null | undefined>();
  const read = chosen ?? standing;
  const { data: version, refusal, refresh } = useServer("version", { id, n: read });
  // An answer to SKR's questions is read against what it answers, until somebody says otherwise.
  const compare = compared === undefined ? (version?.completes?.version ?? null) : compared;
  const { data: other } = useServer("version", { id, n: compare ?? read }, { enabled: compare !== null });
  const signed = useSigned(id, standing);
  const { open, failure } = useOpenFile(id, version?.files ?? []);
  if (!version) {
    return refusal ? <Failure refusal={refusal} retry={refresh} /> : <p class="quiet">{portal.loading}</p>;
  }
  const earlier = compare === null || !other || other.version === version.version ? null : other;
  const [first, last] = earlier && earlier.version > version.version ? [version, earlier] : [earlier, version];

  const beside = (subject: string): JSX.Element | null => {
    const asked = subjects.find((each) => each.id === subject);
    if (!asked) return null;
    return (
      <div class="beside no-print" id={placeOf(subject)} tabIndex={-1}>
        {asking && (
          <label class="tick ask-tick">
            <input
              type="checkbox"
              checked={asking.has(subject)}
              onChange={({ currentTarget }) => choose(subject, currentTarget.checked)}
            />
            <span>{words.completion.tick(asked.name)}</span>
          </label>
        )}
        {subject !== attachmentsAsked && (
          <Remarks
            {...{ id, remarks, version: read }}
            question={subject}
            name={asked.name}
            mayWrite={mayWrite && !asking}
          />
        )}
      </div>
    );
  };

  return (
    <div class="review-text">
      <div class="sheet-tools no-print">
        <Versions
          {...{ signed, standing, read, compare, toCompare }}
          toRead={(n) => {
            toRead(n === standing ? null : n);
            toCompare(undefined);
          }}
        />
        <button type="button" class="button" onClick={() => print()}>
          {reading.plan.print}
        </button>
      </div>
      {failure !== null && (
        <Notice tone="bad" announced>
          <p>{sentenceOf(failure)}</p>
        </Notice>
      )}
      {read !== standing && (
        <Notice tone="warn" announced>
          <p>{words.versions.earlier(read, standing)}</p>
          <div class="buttons">
            <button type="button" class="button" onClick={() => toRead(null)}>
              {words.versions.toStanding(standing)}
            </button>
          </div>
        </Notice>
      )}
      {first && <Changes earlier={first} later={last} template={templateOf(last.round)} />}
      {contacts && (
        <Notice>
          <p>{staff.contactsChanged}</p>
          <ul>
            {contacts.map((row) => (
              <li key={JSON.stringify(row)} {...inSwedish}>
                {Object.values(row).join(", ")}
              </li>
            ))}
          </ul>
        </Notice>
      )}
      <Reading
        version={version}
        level={2}
        openFile={open}
        beside={beside}
        {...(first && last === version ? { changes: { from: first.version, list: changesSince(first, last) } } : {})}
      />
      <Technical hash={version.hash}>
        <div>
          <dt>{reading.plan.frozenLabel}</dt>
          <dd>{`${reading.plan.version(version.version)}, ${reading.plan.frozen(version.frozenAt, version.by)}`}</dd>
        </div>
      </Technical>
    </div>
  );
}
