/** Beside a field whose words the browser has no room for: they would be gone with the page. */
import { kept as words } from "../texts/kept.ts";

export function Unstored({ kept }: { kept: { isStored: boolean } }) {
  if (kept.isStored) return null;
  return (
    <p class="fault" role="alert">
      {words.unstored}
    </p>
  );
}
