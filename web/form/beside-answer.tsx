/** Under an answer: who else is at it just now, what has been said about it, and what it used to be. */
import { useRef, useState } from "preact/hooks";
import { goalsBeside, type Question } from "#domain/form";
import { Unfetched } from "../components/unfetched.tsx";
import { isKept } from "../kept-text.ts";
import { useWords } from "../kind.ts";
import { useLater } from "../later.ts";
import { planWords } from "../texts/plan.ts";
import { useBeside } from "./beside.tsx";
import "./beside-answer.css";

type Panel = "comments" | "history" | "goals" | "earlier";

/** An earlier text can stand in its field. */
const isWritten = ({ kind }: Question): boolean => kind === "text" || kind === "line";

export const fetchBeside = () => import("./beside-panels.tsx");

export function BesideAnswer({ question }: { question: Question }) {
  const words = useWords(planWords).beside;
  const beside = useBeside();
  // Half a comment is there again after a reload.
  const [open, setOpen] = useState<Panel | null>(() =>
    isKept("comment", beside?.id ?? "", question.id) ? "comments" : null,
  );
  const opener = useRef<HTMLButtonElement | null>(null);
  const { id } = question;
  const { others = [], remarks = [], comments = [] } = beside ?? {};
  const isSome = [...others, ...remarks].some((each) => each.question === id);
  const panels = useLater(open !== null || isSome, fetchBeside);
  if (!beside) return null;
  const unresolved = comments.filter((comment) => comment.question === id && !comment.resolved).length;
  const panelId = `bredvid-${id}`;
  const toggle = (panel: Panel) => (event: { currentTarget: HTMLButtonElement }) => {
    opener.current = event.currentTarget;
    setOpen(open === panel ? null : panel);
  };
  const close = () => {
    setOpen(null);
    opener.current?.focus();
  };
  const expanded = (panel: Panel) => ({ "aria-expanded": open === panel, "aria-controls": panelId });
  return (
    <div class="beside no-print" data-beside={id}>
      {panels.part && <panels.part.AtAnswer question={id} beside={beside} />}
      <div class="beside-buttons">
        <button type="button" class="button plain" onClick={toggle("comments")} {...expanded("comments")}>
          {unresolved > 0 ? words.comments(unresolved) : words.comment}
        </button>
        <button type="button" class="button plain" onClick={toggle("history")} {...expanded("history")}>
          {words.history}
        </button>
        {isWritten(question) && (
          <button type="button" class="button plain" onClick={toggle("earlier")} {...expanded("earlier")}>
            {words.earlier}
          </button>
        )}
        {goalsBeside(question) && (
          <button type="button" class="button plain" onClick={toggle("goals")} {...expanded("goals")}>
            {words.goals}
          </button>
        )}
      </div>
      <div id={panelId} hidden={open === null}>
        {panels.part && open === "comments" && <panels.part.Comments question={id} beside={beside} close={close} />}
        {panels.part && open === "history" && <panels.part.History question={question} beside={beside} close={close} />}
        {panels.part && open === "earlier" && <panels.part.Earlier question={question} beside={beside} close={close} />}
        {panels.part && open === "goals" && <panels.part.Goals question={question} beside={beside} close={close} />}
        {panels.failed && <Unfetched />}
      </div>
    </div>
  );
}
