/** Words that can no longer be sent where they were written: shown until whoever wrote them takes them away. */

import { kept as words } from "../texts/kept.ts";
import { inSwedish } from "../texts/language.ts";
import { useKeptText } from "../use-kept-text.ts";
import { Notice } from "./notice.tsx";

/** `say`: what is kept in words, where it is not words already. */
export function LeftWords({ about, say }: { about: string[]; say?: (text: string) => string }) {
  const { text, sent } = useKeptText(...about);
  if (text === "") return null;
  return (
    <div class="no-print">
      <Notice tone="warn" title={words.left.title}>
        <p>{words.left.lead}</p>
        <blockquote {...inSwedish} class="comment read">
          {say ? say(text) : text}
        </blockquote>
        <div class="buttons">
          <button type="button" class="button" onClick={sent}>
            {words.left.remove}
          </button>
        </div>
      </Notice>
    </div>
  );
}
