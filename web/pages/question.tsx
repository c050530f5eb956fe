/** One question side by side over all counties: what each has submitted under it, by name. */
import type { JSX } from "preact";
import { useLocation } from "preact-iso";
import { wordsOfQuestion } from "#domain/asked";
import type { Answer } from "#domain/contract";
import { type Question as Asked, isAnswered, questionName, questionOf, questions, type Template } from "#domain/form";
import { answerBlocks } from "#domain/printout";
import type { Round } from "#domain/rounds";
import { Blocks } from "../components/blocks.tsx";
import { Failure } from "../components/failure.tsx";
import { Fetching } from "../components/fetching.tsx";
import { nameOf, Original } from "../components/original.tsx";
import { Page } from "../components/page.tsx";
import { OfKind, useWords } from "../kind.ts";
import { ApiRefusal } from "../refusal.ts";
import { useServer } from "../server-state.ts";
import { templateOf, useTemplate } from "../templates.ts";
import { domainWords } from "../texts/domain.ts";
import { inSwedish } from "../texts/language.ts";
import { portal } from "../texts/portal.ts";
import { staffWords } from "../texts/staff.ts";
import { takenOutWords } from "../texts/taken-out.ts";
import "../styles/reading.css";
import "../styles/taken-out.css";

export default function Question({ round: id, question }: { round: string; question?: string }): JSX.Element {
  const { data, refusal, refresh } = useServer("rounds", {});
  const round = data?.rounds.find((each) => each.id === id);
  const form = useTemplate(round?.template.id);
  if (!round || !form.isThere) {
    const failed = refusal ?? form.refusal ?? (data && !round ? new ApiRefusal("not-found", {}, 404) : null);
    return <Fetching refusal={failed} retry={() => Promise.all([refresh(), form.refresh()])} width="wide" />;
  }
  return (
    <OfKind value={round.kind}>
      <OfRound round={round} wanted={question} />
    </OfKind>
  );
}

/** What people write under, in the order of the form; the goals stand in their text. */
const askedIn = (template: Template): Asked[] =>
  questions(template).filter((question) => isAnswered(question) && question.kind !== "goals");

function OfRound({ round, wanted }: { round: Round; wanted: string | undefined }): JSX.Element {
  const words = useWords(takenOutWords).side;
  const staff = useWords(staffWords).review;
  const { route } = useLocation();
  const template = templateOf(round);
  const all = askedIn(template);
  // The first long text: what one comes to compare.
  const first = all.find(({ kind }) => kind === "text") ?? (all[0] as Asked);
  const chosen = wanted === undefined ? first : questionOf(template, wanted);
  const asked = chosen && all.includes(chosen) ? chosen : first;
  const name = nameOf(template, asked.id);
  const title = words.title(name);
  return (
    <Page title={title} width="wide">
      <header class="page-head">
        <p class="eyebrow no-print">
          <a href={`/oversikt/${round.id}`}>{staff.back(round.year)}</a>
        </p>
        <h1>{title}</h1>
        <p class="lead">
          {wordsOfQuestion(template, asked).map((part) => (
            <span key={part} class="side-asked">
              <Original text={part} long />
            </span>
          ))}
        </p>
      </header>
      <div class="side-tools no-print">
        <div class="field">
          <label for="fraga">{words.choose}</label>
          <select
            id="fraga"
            class="input"
            value={asked.id}
            onChange={({ currentTarget }) => route(`/oversikt/${round.id}/fraga/${currentTarget.value}`, true)}
          >
            {all.map((each) => (
              <option key={each.id} value={each.id} {...inSwedish}>
                {optionOf(template, each)}
              </option>
            ))}
          </select>
        </div>
        <button type="button" class="button" onClick={() => print()}>
          {words.print}
        </button>
      </div>
      <Answers round={round.id} asked={asked} />
    </Page>
  );
}

/** "8 b. Ordinarie struktur: Beskriv …": by the few words that a section goes by. A choice shows one language, the form's. */
function optionOf(template: Template, asked: Asked): string {
  const name = questionName(template, asked.id);
  const section = template.sections.find((each) => each.questions.some(({ id }) => id === asked.id));
  const own = section && section.questions.length > 1 ? wordsOfQuestion(template, asked).slice(1) : [];
  const said = [section?.short ?? "", ...own].filter((part) => part !== name);
  return `${name}. ${said.join(": ")}`;
}

const swedish = new Intl.Collator("sv");

function Answers({ round, asked }: { round: string; asked: Asked }): JSX.Element {
  const words = useWords(takenOutWords).side;
  const { data, refusal, refresh } = useServer("answersOf", { round, question: asked.id });
  if (!data) {
    return refusal ? <Failure refusal={refusal} retry={refresh} /> : <p class="quiet">{portal.loading}</p>;
  }
  const rows = data.rows.toSorted((one, other) => swedish.compare(one.rss.county, other.rss.county));
  const submitted = rows.filter((row) => row.submitted);
  const others = rows.filter((row) => !row.submitted);
  return (
    <>
      <p role="status" class="quiet">
        {words.lead(submitted.length, rows.length)} <span class="no-print">{words.logged}</span>
      </p>
      {submitted.length > 2 && (
        <nav class="side-counties no-print" aria-label={words.counties}>
          {submitted.map(({ rss }) => (
            <a key={rss.id} href={`#${rss.id}`}>
              {rss.county}
            </a>
          ))}
        </nav>
      )}
      <div class="side">
        {submitted.map((row) => (
          <County key={row.id} row={row} asked={asked} />
        ))}
      </div>
      {others.length > 0 && <Others rows={others} />}
    </>
  );
}

type Row = Answer<"answersOf">["rows"][number];

function County({ row, asked }: { row: Row; asked: Asked }): JSX.Element {
  const words = useWords(takenOutWords).side;
  const { id, rss, submitted } = row;
  return (
    <section class="card side-county" aria-labelledby={rss.id}>
      <header>
        <h2 id={rss.id} tabIndex={-1}>
          <a href={`/granska/${id}`} aria-label={words.open(rss.county)}>
            {rss.county}
          </a>
        </h2>
        <span class="quiet small unbroken">{submitted?.number}</span>
      </header>
      {submitted?.answer === null || !submitted ? (
        <p class="quiet">{words.empty}</p>
      ) : (
        <Blocks blocks={answerBlocks(asked, { [asked.id]: submitted.answer })} level={3} />
      )}
    </section>
  );
}

/** The counties of which there is nothing to read, and why: nobody is forgotten. */
function Others({ rows }: { rows: Row[] }): JSX.Element {
  const words = useWords(takenOutWords).side;
  const domain = useWords(domainWords);
  return (
    <section class="side-others" aria-labelledby="ingen">
      <h2 id="ingen">{words.none(rows.length)}</h2>
      <ul>
        {rows.map(({ id, rss, state }) => (
          <li key={id}>
            <a href={`/granska/${id}`}>{rss.county}</a> <span class="quiet">{domain.states[state]}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
