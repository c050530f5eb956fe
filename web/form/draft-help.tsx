/** What it means that something is a draft. */
import { useWords } from "../kind.ts";
import { statesWords } from "../texts/plan-states.ts";

export function DraftHelp() {
  const words = useWords(statesWords).drafts;
  return (
    <p>
      {words.help} <a href="/hjalp#utkast">{words.more}</a>
    </p>
  );
}
