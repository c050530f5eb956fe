/** The form as an RSS sees it, with the round's own days, amounts and words; to try, and to print. */
import type { JSX } from "preact";
import { useMemo, useState } from "preact/hooks";
import type { Answer } from "#domain/contract";
import { daysLeft, isClosed } from "#domain/deadlines";
import { type Answers, questions, type Template } from "#domain/form";
import { useNow } from "../clock.ts";
import { Fetching } from "../components/fetching.tsx";
import { Labelled } from "../components/labelled.tsx";
import { Notice } from "../components/notice.tsx";
import { Original } from "../components/original.tsx";
import { Page } from "../components/page.tsx";
import { EditingProvider } from "../form/editing.ts";
import { Question } from "../form/question.tsx";
import { SectionCard } from "../form/section-card.tsx";
import { OfKind, useWords } from "../kind.ts";
import { usePageFurniture } from "../page-furniture.ts";
import { useServer } from "../server-state.ts";
import { templateOf, useTemplate } from "../templates.ts";
import { domainWords } from "../texts/domain.ts";
import { planWords } from "../texts/plan.ts";
import { rounds } from "../texts/rounds.ts";
import { holding, type Person, type RssOf } from "./everybody.ts";
import { previewDraft } from "./preview-draft.ts";
import { RoundHead } from "./round-head.tsx";
import "../form/plan-head.css";
import "./preview.css";

const words = rounds.preview;

type Run = Answer<"run">;

export default function PreviewPage({ round: id }: { round: string }): JSX.Element {
  const { data: run, refusal, refresh } = useServer("run", { round: id });
  const { data: register, refusal: unregistered, refresh: askRegister } = useServer("register", {});
  const form = useTemplate(run?.round.template.id);
  if (!run || !register || !form.isThere) {
    const retry = () => Promise.all([refresh(), askRegister(), form.refresh()]);
    return <Fetching refusal={refusal ?? unregistered ?? form.refusal} retry={retry} width="wide" />;
  }
  return (
    <OfKind value={run.round.kind}>
      <Preview run={run} rsses={register.rsses} />
    </OfKind>
  );
}

function Preview({ run, rsses }: { run: Run; rsses: RssOf[] }): JSX.Element {
  const counties = rsses.toSorted((one, other) => one.county.localeCompare(other.county, "sv"));
  const [chosen, choose] = useState(counties[0]?.id ?? "");
  const rss = counties.find(({ id }) => id === chosen);
  const { data } = useServer("people", { org: chosen }, { enabled: chosen !== "" });
  return (
    <Page title={words.title} width="wide">
      <RoundHead run={run} page="preview" title={words.title}>
        <p>{words.lead}</p>
      </RoundHead>
      <div class="preview-tools no-print">
        <Labelled id="som" label={words.as}>
          {(tied) => (
            <select
              {...tied}
              class="input"
              value={chosen}
              onChange={({ currentTarget }) => choose(currentTarget.value)}
            >
              {counties.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </select>
          )}
        </Labelled>
        <button type="button" class="button" onClick={() => print()}>
          {words.print}
        </button>
      </div>
      {rss && data && <Form key={`${chosen} ${run.rev}`} run={run} rss={rss} people={data.people} />}
    </Page>
  );
}

function Form({ run: { round }, rss, people }: { run: Run; rss: RssOf; people: Person[] }): JSX.Element {
  const plan = useWords(planWords);
  const domain = useWords(domainWords);
  const now = useNow(round.closesAt);
  const template = useMemo(() => templateOf(round), [round]);
  const heads = holding(people, "head", now).map(({ name }) => name);
  const editing = useMemo(() => {
    const writers = holding(people, "writer", now).map(({ name, email }) => ({ name, email }));
    const draft = previewDraft(template, begun(template, rss, writers));
    return { id: `${round.id}.${rss.id}`, template, draft, told: new Set<string>(), open: null };
  }, [template]);
  usePageFurniture(template.issuer.name, words.mark);
  return (
    <EditingProvider value={editing}>
      <article class="preview plan-main" aria-labelledby="formular">
        <header class="plan-head">
          <p class="print-only plan-stamp">
            <strong>{words.mark}</strong> {rss.name}.
          </p>
          <p class="kicker">{plan.kicker(rss.county)}</p>
          <h2 id="formular" class="preview-title">
            <Original text={template.title} />
          </h2>
          <p class="lead">
            <Original text={template.intro} long />
          </p>
          {!isClosed(round.closesAt, now) && (
            <p class="deadline">
              <strong>{domain.deadline(round.closesAt)}</strong>
              <span class="quiet">{plan.daysLeft(daysLeft(round.closesAt, now))}</span>
            </p>
          )}
        </header>
        {template.sections.map((section) => (
          <SectionCard key={section.number} section={section}>
            {section.questions.map((question) => (
              <Question key={question.id} {...{ question, section, heads }} county={rss.county} />
            ))}
          </SectionCard>
        ))}
        <div class="no-print">
          <Notice>
            <p>{words.end}</p>
          </Notice>
        </div>
      </article>
    </EditingProvider>
  );
}

/** What is known of the RSS, as its submission will begin; and goals, which a report has from a plan. */
function begun(template: Template, rss: RssOf, writers: { name: string; email: string }[]): Answers {
  // As openings.ts has it, which brings all forms along.
  const known: Answers = { "2": rss.host, "3": writers };
  return Object.fromEntries(
    questions(template).flatMap((question) => {
      if (question.kind === "outcomes")
        return [[question.id, words.goals.map((goal, n) => ({ id: `m${n}`, goal, state: "", how: "" }))]];
      const value = known[question.id];
      return value === undefined || (question.kind !== "line" && question.kind !== "rows")
        ? []
        : [[question.id, value]];
    }),
  );
}
