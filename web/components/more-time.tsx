/** Where the head can do nothing more because the time is out: asks SKR for more, or tells that it is asked for. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { Answer } from "#domain/contract";
import { ExtensionRequest } from "../form/extension-request.tsx";
import { ExtensionState } from "../form/extension-state.tsx";

import { isKept } from "../kept-text.ts";
import { useWords } from "../kind.ts";
import { readingWords } from "../texts/reading.ts";

export function MoreTime({ submission }: { submission: Answer<"submission"> }): JSX.Element {
  const reading = useWords(readingWords);
  const [isOpen] = useState(() => isKept("extension", submission.id));
  if (submission.request) return <ExtensionState submission={submission} />;
  return (
    <details class="disclosure more-time" open={isOpen}>
      <summary>{reading.sign.askExtension}</summary>
      <ExtensionRequest id={submission.id} />
    </details>
  );
}
