/** What SKR takes out of a round: the way to one question side by side, and files of the overview and the answers. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { type ExportFormat, type ExportKind, exportFormats, exportKinds } from "#domain/export";
import { useAct } from "../act.ts";
import { useWords } from "../kind.ts";
import { useSentenceOf } from "../sentence.ts";
import { domainWords } from "../texts/domain.ts";
import { takenOutWords } from "../texts/taken-out.ts";
import { ActButton } from "./act-button.tsx";
import "../styles/taken-out.css";

export function ExportPanel({ round }: { round: string }): JSX.Element {
  const { panel: words, table } = useWords(takenOutWords);
  const { states } = useWords(domainWords);
  const sentenceOf = useSentenceOf();
  const act = useAct();
  const [what, setWhat] = useState<ExportKind>("overview");
  const [format, setFormat] = useState<ExportFormat>("xlsx");
  const [done, setDone] = useState("");

  const take = () =>
    act.run(async (key) => {
      setDone("");
      const { takeOut } = await import("../take-out.ts");
      setDone(words.done(await takeOut({ round, what, format, key, words: table, states })));
    });

  return (
    <section class="card take-out no-print" aria-labelledby="ta-ut">
      <h2 id="ta-ut">{words.heading}</h2>
      <p>
        <a href={`/oversikt/${round}/fraga`}>{words.sideBySide}</a>
      </p>
      <div class="take-out-choices">
        <fieldset class="choices">
          <legend>{words.what}</legend>
          {exportKinds.map((each) => (
            <label key={each} class="tick">
              <input type="radio" name="ta-ut-vad" checked={what === each} onChange={() => setWhat(each)} />
              <span>{words.kinds[each]}</span>
            </label>
          ))}
        </fieldset>
        <fieldset class="choices">
          <legend>{words.format}</legend>
          {exportFormats.map((each) => (
            <label key={each} class="tick">
              <input type="radio" name="ta-ut-format" checked={format === each} onChange={() => setFormat(each)} />
              <span>{words.formats[each]}</span>
            </label>
          ))}
        </fieldset>
      </div>
      <div class="buttons">
        <ActButton busy={act.busy} onPress={() => void take()} describedBy="ta-ut-loggas">
          {act.busy ? words.working : words.button}
        </ActButton>
      </div>
      <p class="quiet small" id="ta-ut-loggas">
        {words.logged}
      </p>
      <p role="status" class={act.refusal !== null ? "fault" : done === "" ? "visually-hidden" : "small"}>
        {act.refusal !== null ? sentenceOf(act.refusal) : done}
      </p>
    </section>
  );
}
