/** A notice about what one just did, after the page has changed under one's hands: the view and the focus go to it. */
import type { ComponentChildren, JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { Notice } from "./notice.tsx";

type Props = { tone: "good" | "warn" | "bad"; children: ComponentChildren };

export function FocusedNotice({ tone, children }: Props): JSX.Element {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    window.scrollTo(0, 0);
    box.current?.focus({ preventScroll: true });
  }, []);
  return (
    <div ref={box} tabIndex={-1} class="no-print">
      <Notice tone={tone}>{children}</Notice>
    </div>
  );
}
