/**
 * What stands in the upper margin of every printed page. Margin boxes read custom properties of the root; they are set through
 * the CSSOM, because the site's policy allows no style attributes.
 */
import { useEffect } from "preact/hooks";

export function usePageFurniture(left: string, right: string): void {
  useEffect(() => {
    const { style } = document.documentElement;
    style.setProperty("--page-issuer", JSON.stringify(left));
    style.setProperty("--page-number", JSON.stringify(right));
    return () => {
      style.removeProperty("--page-issuer");
      style.removeProperty("--page-number");
    };
  }, [left, right]);
}
