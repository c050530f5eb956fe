/** Something to know before going on: calm by default, louder by tone. */
import type { ComponentChildren } from "preact";

type Props = {
  tone?: "calm" | "good" | "warn" | "bad";
  title?: string;
  /** Read aloud when it appears. */
  announced?: boolean;
  children?: ComponentChildren;
};

export function Notice({ tone = "calm", title, announced, children }: Props) {
  return (
    <section class={`notice ${tone}`} {...(announced ? { role: tone === "bad" ? "alert" : "status" } : {})}>
      {title && <h2>{title}</h2>}
      {children}
    </section>
  );
}
