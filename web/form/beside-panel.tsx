/** The frame of what is opened beside an answer: its title, and the way back. */
import type { ComponentChildren, Ref } from "preact";
import { together as words } from "../texts/together.ts";

type Props = {
  id: string;
  title: string;
  titleRef: Ref<HTMLHeadingElement>;
  close: () => void;
  children: ComponentChildren;
};

export function BesidePanel({ id, title, titleRef, close, children }: Props) {
  return (
    <section class="beside-panel" aria-labelledby={id}>
      <div class="panel-head">
        <h3 id={id} ref={titleRef} tabIndex={-1}>
          {title}
        </h3>
        <button type="button" class="button plain" onClick={close}>
          {words.close}
        </button>
      </div>
      {children}
    </section>
  );
}
