/** "Tekniska uppgifter": the checksum and what else a registrar or a technician may ask for, out of everyone else's way. */
import type { ComponentChildren, JSX } from "preact";
import { useWords } from "../kind.ts";
import { readingWords } from "../texts/reading.ts";
import { Checksum } from "./blocks.tsx";

export function Technical({ hash, children }: { hash: string; children?: ComponentChildren }): JSX.Element {
  const words = useWords(readingWords).plan;
  return (
    <details class="technical">
      <summary>{words.technical}</summary>
      <dl class="facts">
        {children}
        <div>
          <dt>{words.hash}</dt>
          <dd>
            <Checksum hash={hash} />
          </dd>
        </div>
      </dl>
      <p class="told told-note">{words.hashHelp}</p>
    </details>
  );
}
