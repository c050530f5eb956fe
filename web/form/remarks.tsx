/** What SKR has said for the RSS to read, about one question or about the whole. */
import { inSwedish } from "../texts/language.ts";
import { together as words } from "../texts/together.ts";
import type { Remark } from "./beside.tsx";

export function Remarks({ remarks }: { remarks: Remark[] }) {
  if (remarks.length === 0) return null;
  return (
    <ul class="remarks" aria-label={words.remarks}>
      {remarks.map(({ id, text, by, at }) => (
        <li key={id}>
          <p class="said-by">
            <strong>{words.staff(by)}</strong> <span class="quiet">{words.on(at)}</span>
          </p>
          <p class="read" {...inSwedish}>
            {text}
          </p>
        </li>
      ))}
    </ul>
  );
}
