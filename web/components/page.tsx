/** The main part of every page: its title, and focus on its heading when one arrives from another page. */
import type { ComponentChildren } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { portal } from "../texts/portal.ts";
import "./page.css";

let first = true;

type Props = {
  /** What the browser's tab says; null while it is not known yet. */
  title: string | null;
  /** `text` for reading and writing, `wide` for tables and the form with its list of sections. */
  width?: "text" | "wide";
  children: ComponentChildren;
};

export function Page({ title, width = "text", children }: Props) {
  const main = useRef<HTMLElement>(null);
  useLayoutEffect(() => {
    document.title = title ? `${title} – ${portal.name}` : portal.name;
  }, [title]);
  useLayoutEffect(() => {
    // The browser itself has placed focus when the document was loaded.
    if (!first) main.current?.focus({ preventScroll: true });
    first = false;
  }, []);
  return (
    <main id="innehall" ref={main} tabIndex={-1} class={`page ${width}`}>
      {children}
    </main>
  );
}
