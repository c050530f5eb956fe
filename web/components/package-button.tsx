/** "Ladda ner allt": everything of one submission as a file, with how far it has come while it is put together. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { useAct } from "../act.ts";
import { useWords } from "../kind.ts";
import { useSentenceOf } from "../sentence.ts";
import { formatSize } from "../texts/formats.ts";
import { takenOutWords } from "../texts/taken-out.ts";
import { ActButton } from "./act-button.tsx";
import "../styles/taken-out.css";

/** `staff`: it is SKR that fetches it, which is logged. */
export function PackageButton({ id, staff }: { id: string; staff?: boolean }): JSX.Element {
  const words = useWords(takenOutWords).record;
  const sentenceOf = useSentenceOf();
  const act = useAct();
  const [said, say] = useState("");
  const [failed, setFailed] = useState("");

  const take = () =>
    act.run(async (key) => {
      setFailed("");
      say(words.preparing);
      const { savePackage, NotFetched } = await import("../record-package.ts");
      try {
        const { size, withheld } = await savePackage(id, key, (fetched, all) => say(words.working(fetched, all)));
        say(withheld === 0 ? words.done(formatSize(size)) : words.doneWithout(withheld));
      } catch (error) {
        say("");
        if (!(error instanceof NotFetched)) throw error;
        setFailed(error.why === "wrong" ? words.wrong(error.path) : words.lost(error.path));
      }
    });

  const fault = act.refusal === null ? failed : sentenceOf(act.refusal);
  const hint = `allt-${id}`;
  return (
    <div class="take-package no-print">
      <div class="buttons">
        <ActButton busy={act.busy} onPress={() => void take()} describedBy={hint}>
          {words.button}
        </ActButton>
      </div>
      <p class="quiet small" id={hint}>
        {staff ? words.hintStaff : words.hint}
      </p>
      {/* There from the start, so that its words are read when they come. */}
      <p role="status" class={fault === "" ? "small" : "fault"}>
        {fault === "" ? said : fault}
      </p>
    </div>
  );
}
