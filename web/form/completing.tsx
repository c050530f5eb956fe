/** A plan about which SKR wants to know more: what it asks about may be written on, and all else stands as it was signed. */
import { useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import type { Answer } from "#domain/contract";
import { normalise } from "#domain/counting";
import type { Answers, Fault, Section, Template } from "#domain/form";
import { announce } from "../announce.ts";
import { call } from "../api.ts";
import { Failure } from "../components/failure.tsx";
import { Unfetched } from "../components/unfetched.tsx";
import type { Draft } from "../draft/draft.ts";
import { useTold } from "../draft/watching.ts";
import { useWords } from "../kind.ts";
import { useLater } from "../later.ts";
import { backToPlace } from "../place.ts";
import { askAgain, useServer } from "../server-state.ts";
import { completionWords } from "../texts/completion.ts";
import { planWords } from "../texts/plan.ts";
import { portal } from "../texts/portal.ts";
import { useKeptText } from "../use-kept-text.ts";
import { AskedSection } from "./asked-section.tsx";
import { BesideProvider } from "./beside.tsx";
import {
  areFilesAsked,
  areFilesChanged,
  type Completion,
  isAskedIn,
  isChanged,
  mergedAnswers,
  noteAbout,
  type Version,
} from "./completion.ts";
import { CompletionNote, longestNote } from "./completion-note.tsx";
import { CompletionPanel, Due } from "./completion-panel.tsx";
import { EditingProvider, useEditing } from "./editing.ts";
import { HandIn } from "./hand-in.tsx";
import { PlanHead } from "./plan-head.tsx";
import ReadPlan from "./read-plan.tsx";
import { SectionList } from "./section-list.tsx";
import { type SectionState, stateOf } from "./section-state.ts";
import { StatusBar } from "./status-bar.tsx";
import { Unsent } from "./unsent.tsx";
import { useDraft } from "./use-draft.ts";

type Submission = Answer<"submission">;
type Person = Answer<"me">["person"];
type Served = NonNullable<Submission["draft"]>;
type Props = { submission: Submission; template: Template; person: Person; draft: Served };

export default function Completing({ submission, template, person, draft }: Props) {
  const { id, standing, completion, roles } = submission;
  const { data: version, refusal, refresh } = useServer("version", { id, n: standing ?? 0 });
  if (refusal) return <Failure refusal={refusal} retry={refresh} />;
  if (!version || !completion) return <p class="quiet">{portal.loading}</p>;
  const given = { submission, completion, template, version, person, served: draft };
  return roles.includes("writer") || roles.includes("head") ? <Answering {...given} /> : <Reading {...given} />;
}

type Given = {
  submission: Submission;
  completion: Completion;
  template: Template;
  version: Version;
  person: Person;
  served: Served;
};

/** As it would be handed in now. */
function Reading({ submission, completion, template, version, person, served }: Given) {
  const written = Object.fromEntries(Object.entries(served.answers).map(([question, { value }]) => [question, value]));
  const answers = mergedAnswers(template, version, completion, written);
  const files = areFilesAsked(completion) ? served.files : version.files;
  return (
    <BesideProvider submission={submission} draft={null}>
      <ReadPlan {...{ submission, template, answers, files }} person={person.id} />
    </BesideProvider>
  );
}

function Answering({ served, ...given }: Given) {
  const { submission, template, completion, person } = given;
  const draft = useDraft(submission.id, template, served, person, completion.questions);
  if (!draft) return <p class="quiet">{portal.loading}</p>;
  return (
    <BesideProvider submission={submission} draft={draft}>
      <Form {...given} draft={draft} />
    </BesideProvider>
  );
}

type FormProps = Omit<Given, "served"> & { draft: Draft };

function Form({ submission, completion, template, version, person, draft }: FormProps) {
  const plan = useWords(planWords);
  const words = useWords(completionWords);
  const [told, setTold] = useState<ReadonlySet<string>>(new Set());
  const { id, heads, round } = submission;
  const editing = useMemo(
    () => ({ id, template, draft, told, open: completion.questions }),
    [id, template, draft, told, completion],
  );
  const faults = useLater(told.size > 0, () => import("./put-right.tsx"));
  useLayoutEffect(() => {
    // As for a draft: a link in a mail may name a section.
    if (!backToPlace() && location.hash) document.getElementById(location.hash.slice(1))?.scrollIntoView();
  }, []);
  const note = useNote(submission, completion);
  const names = heads.map(({ name }) => name);

  async function done(waiting: Answer<"handIn">["waiting"]): Promise<void> {
    await note.arrived(waiting.version);
    announce(plan.sent(names));
    await askAgain("submission", "me");
    scrollTo({ top: 0, behavior: "instant" });
    document.getElementById("innehall")?.focus({ preventScroll: true });
  }

  return (
    <EditingProvider value={editing}>
      <div class="plan-layout">
        <Sections template={template} completion={completion} version={version} />
        <div class="plan-main">
          {faults.part && <faults.part.FaultSummary />}
          {faults.failed && <Unfetched />}
          <PlanHead template={template} submission={submission} isSent={false}>
            <CompletionPanel {...{ submission, completion, template }} mayWrite />
            <Unsent person={person.id} submission={submission} template={template} except={completion.questions} />
          </PlanHead>
          {template.sections.map((section) => (
            <AskedSection key={section.number} {...{ section, completion, version, submission, heads: names }} />
          ))}
          <HandIn
            submission={submission}
            onFaults={(found: Fault[]) => setTold(new Set(found.map(({ question }) => question)))}
            onDone={(waiting) => void done(waiting)}
            body={note.body}
          >
            <Due dueAt={completion.dueAt} />
            <p>{round.act === "signed" ? words.signedInTime : words.inTime}</p>
            <CompletionNote {...note.field} />
          </HandIn>
        </div>
      </div>
      <StatusBar closesAt={completion.dueAt} lastDay={words.lastDay(completion.dueAt)} />
    </EditingProvider>
  );
}

/** The note with what sends it, and what becomes of it then. */
function useNote({ id, version }: Submission, completion: Completion) {
  const kept = useKeptText(...noteAbout(id));
  const field = useRef<HTMLTextAreaElement>(null);
  const [isTooLong, setTooLong] = useState(false);
  // Taken back or sent back: what was said then is where one goes on.
  const isAgain = version > completion.version;
  const { data: last } = useServer("version", { id, n: version }, { enabled: isAgain });
  const before = isAgain && last?.completes?.askedAt === completion.at ? last.completes.note : "";

  function body() {
    const text = normalise(kept.text);
    setTooLong(text.length > longestNote);
    if (text.length > longestNote) return field.current?.focus() ?? null;
    return text === "" ? {} : { note: text };
  }

  /** A colleague, or another tab, may have been first: then these words were not sent, and are kept to be seen. */
  async function arrived(sent: number): Promise<void> {
    const said = await call("version", { id, n: sent }).then(
      ({ completes }) => completes?.note,
      () => normalise(kept.text),
    );
    if (said === normalise(kept.text)) kept.sent();
  }

  return { body, arrived, field: { kept, isTooLong, field, before } };
}

function Sections({ template, completion, version }: Pick<FormProps, "template" | "completion" | "version">) {
  const words = useWords(completionWords);
  const { draft } = useEditing();
  const states = useTold(draft, () => {
    const written = draft.values();
    return template.sections.map((section) => stateIn(section, completion, version, draft, written));
  });
  const asked = states.filter((state) => state !== "locked");
  const changed = states.filter((state) => state === "changed").length;
  const told = words.changed(changed, asked.length);
  return <SectionList template={template} states={states} note={words.notSent} told={told} />;
}

function stateIn(
  section: Section,
  completion: Completion,
  version: Version,
  draft: Draft,
  written: Answers,
): SectionState {
  if (!isAskedIn(section, completion)) return "locked";
  const asked = section.questions.filter(({ id }) => completion.questions.includes(id));
  const state = stateOf(
    { ...section, questions: asked },
    asked.flatMap(draft.faultsIn),
    ({ id }) => draft.answerOf(id).value,
  );
  if (state === "over" || state === "wrong" || state === "missing") return state;
  const holdsFiles = section.questions.some(({ kind }) => kind === "choice") && areFilesAsked(completion);
  const isOther =
    asked.some((question) => isChanged(question, version, written)) ||
    (holdsFiles && areFilesChanged(version, draft.files));
  return isOther ? "changed" : "asked";
}
