/** A button for an act that takes a moment: stays focusable while it works, and cannot be pressed twice. */
import type { ComponentChildren } from "preact";

type Props = {
  busy: boolean;
  onPress: () => unknown;
  /** The page's main act, of which there is one. */
  first?: boolean;
  plain?: boolean;
  describedBy?: string;
  children: ComponentChildren;
};

export function ActButton({ busy, onPress, first, plain, describedBy, children }: Props) {
  const kind = first ? " first" : plain ? " plain" : "";
  return (
    <button
      type="button"
      class={`button${kind}`}
      aria-disabled={busy ? "true" : undefined}
      aria-describedby={describedBy}
      onClick={() => {
        if (!busy) onPress();
      }}
    >
      {children}
    </button>
  );
}
