/**
 * What stands in the margins of every printed page. Margin boxes read custom properties of the root; they are set through the
 * CSSOM, because the site's policy allows no style attributes.
 */
import { useEffect } from "preact/hooks";

/** Above at the left and right, and below: the sender's address. */
export function usePageFurniture(left: string, right: string, address: string[] = []): void {
  // An address line is broken between its parts only.
  const below = address.map((line) => line.replaceAll(" ", "\u00A0").replaceAll("-", "-\u2060")).join(" · ");
  useEffect(() => {
    const { style } = document.documentElement;
    const furniture = { "--page-issuer": left, "--page-number": right, "--page-address": below };
    for (const [name, text] of Object.entries(furniture)) style.setProperty(name, JSON.stringify(text));
    return () => {
      for (const name of Object.keys(furniture)) style.removeProperty(name);
    };
  }, [left, right, below]);
}
