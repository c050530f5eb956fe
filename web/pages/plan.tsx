/** An RSS's plan for a year: written while it may be, and read in every other state. */

import { useMemo } from "preact/hooks";
import lazy, { ErrorBoundary } from "preact-iso/lazy";
import type { Answer } from "#domain/contract";
import type { Answers, Template } from "#domain/form";
import { Failure } from "../components/failure.tsx";
import { Page } from "../components/page.tsx";
import { BesideProvider } from "../form/beside.tsx";
import { useDraft } from "../form/use-draft.ts";
import { Writing } from "../form/writing.tsx";
import { useWords } from "../kind.ts";
import { useServer } from "../server-state.ts";
import { templateOf, useTemplate } from "../templates.ts";
import { planWords } from "../texts/plan.ts";
import { portal } from "../texts/portal.ts";

// Whoever writes does not wait for what is only read.
const unwritten = () => import("../form/unwritten.tsx");
const Completing = lazy(() => unwritten().then((all) => all.Completing));
const ReadPlan = lazy(() => unwritten().then((all) => all.ReadPlan));
const NotForStaff = lazy(() => unwritten().then((all) => all.NotForStaff));

type Submission = Answer<"submission">;
type Person = Answer<"me">["person"];

export default function Plan({ id }: { id: string }) {
  const plan = useWords(planWords);
  const { data: me, refusal: unknown, refresh: askMe } = useServer("me", {});
  const { data: submission, refusal, refresh } = useServer("submission", { id });
  const form = useTemplate(submission?.round.template.id);
  const failure = refusal ?? unknown ?? form.refusal;
  const title = submission ? `${plan.kicker(submission.rss.county)} ${submission.round.year}` : null;
  return (
    <Page title={title} width="wide">
      {me && submission && form.isThere ? (
        <ErrorBoundary key={id}>
          <Known submission={submission} person={me.person} />
        </ErrorBoundary>
      ) : failure ? (
        <Failure refusal={failure} retry={() => Promise.all([refresh(), askMe(), form.refresh()])} />
      ) : (
        <p class="quiet">{portal.loading}</p>
      )}
    </Page>
  );
}

function Known({ submission, person }: { submission: Submission; person: Person }) {
  const { round, roles, state, draft } = submission;
  const template = useMemo(() => templateOf(round), [round.id]);
  const mayWrite = roles.includes("writer") || roles.includes("head");
  const isOpen = state === "draft" || state === "not-started";
  if (!draft) return <NotForStaff submission={submission} />;
  if (mayWrite && isOpen) return <Opening {...{ submission, template, person, draft }} />;
  if (state === "returned") return <Completing {...{ submission, template, person, draft }} />;
  const frozen = frozenIn(submission);
  if (frozen !== null) {
    return (
      <BesideProvider submission={submission} draft={null}>
        <Standing {...{ submission, template, person }} n={frozen} />
      </BesideProvider>
    );
  }
  const answers = Object.fromEntries(Object.entries(draft.answers).map(([question, { value }]) => [question, value]));
  return (
    <BesideProvider submission={submission} draft={null}>
      <ReadPlan {...{ submission, template, answers }} files={draft.files} person={person.id} />
    </BesideProvider>
  );
}

/** The version that is shown instead of the draft, which may say more than was submitted, or than SKR asked for. */
function frozenIn({ state, standing, waiting, completion }: Submission): number | null {
  if (state === "submitted" || state === "approved" || state === "rejected") return standing;
  return completion && waiting ? waiting.version : null;
}

type Given = { submission: Submission; template: Template; person: Person };

function Opening({ submission, template, person, draft: served }: Given & { draft: NonNullable<Submission["draft"]> }) {
  const draft = useDraft(submission.id, template, served, person);
  if (!draft) return <p class="quiet">{portal.loading}</p>;
  return (
    <BesideProvider submission={submission} draft={draft}>
      <Writing {...{ submission, template, draft }} />
    </BesideProvider>
  );
}

/** What was submitted, which is not always what the draft says: a change may have been begun and not handed in in time. */
function Standing({ submission, template, person, n }: Given & { n: number }) {
  const { data: version, refusal, refresh } = useServer("version", { id: submission.id, n });
  if (refusal) return <Failure refusal={refusal} retry={refresh} />;
  if (!version) return <p class="quiet">{portal.loading}</p>;
  const answers: Answers = version.answers;
  return <ReadPlan {...{ submission, template, answers }} files={version.files} person={person.id} />;
}
