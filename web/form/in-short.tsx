/** An answer as plain words, for reading: in a locked plan, and where two answers are compared. */
import type { AnswerValue, Question, Row, Tick } from "#domain/form";
import { Original } from "../components/original.tsx";
import { RowsTable } from "../components/rows-table.tsx";
import { useWords } from "../kind.ts";
import { inSwedish } from "../texts/language.ts";
import { statesWords } from "../texts/plan-states.ts";
import "./in-short.css";

function Nothing() {
  const words = useWords(statesWords).reading;
  return (
    <p class="read quiet">
      <span aria-hidden="true">–</span>
      <span class="visually-hidden">{words.empty}</span>
    </p>
  );
}

function Text({ text }: { text: string }) {
  return text.trim() === "" ? (
    <Nothing />
  ) : (
    <p class="read" {...inSwedish}>
      {text}
    </p>
  );
}

export function InShort({ question, value }: { question: Question; value: AnswerValue }) {
  switch (question.kind) {
    case "rows":
      return <Rows columns={question.columns} rows={value as Row[]} />;
    case "goals":
      return <Rows columns={[{ key: "text", label: "" }]} rows={value as Row[]} />;
    case "outcomes": {
      const [goal, state, how] = question.columns;
      const columns = [
        { key: "goal", label: goal },
        { key: "state", label: state },
        { key: "how", label: how },
      ];
      const inWords = (row: Row) => ({ ...row, state: question.states.find(({ id }) => id === row.state)?.text ?? "" });
      return <Rows columns={columns} rows={(value as Row[]).map(inWords)} />;
    }
    case "tick": {
      const { ticked, explanation } = value as Tick;
      return (
        <>
          <Marked chosen={ticked} text={question.text} />
          {!ticked && explanation.trim() !== "" && <Text text={explanation} />}
        </>
      );
    }
    case "choice":
      return question.options.map(({ id, text }) => <Marked key={id} chosen={value === id} text={text} />);
    default:
      return <Text text={value as string} />;
  }
}

function Marked({ chosen, text }: { chosen: boolean; text: string }) {
  const words = useWords(statesWords).reading;
  return (
    <p class={chosen ? "marked chosen" : "marked"}>
      <svg viewBox="0 0 20 20" role="img" aria-label={`${chosen ? words.yes : words.no}:`}>
        <rect x="1.5" y="1.5" width="17" height="17" rx="3" />
        {chosen && <path d="M5.5 10.5l3.2 3.2 6-7" />}
      </svg>
      <span>
        <Original text={text} />
      </span>
    </p>
  );
}

function Rows({ columns, rows }: { columns: { key: string; label: string }[]; rows: Row[] }) {
  const filled = rows.filter((row) => Object.values(row).some((text) => text.trim() !== ""));
  if (filled.length === 0) return <Nothing />;
  return (
    <RowsTable
      look="read-rows"
      columns={columns.map(({ label }) => label)}
      rows={filled.map((row) => columns.map(({ key }) => <Text key={key} text={row[key] ?? ""} />))}
    />
  );
}
