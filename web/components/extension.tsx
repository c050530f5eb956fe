/** What SKR sees of an RSS's time: when it ends, whether more is asked for, and the form to give it. */
import type { JSX } from "preact";
import { useRef, useState } from "preact/hooks";
import type { Answer } from "#domain/contract";
import type { Instant } from "#domain/deadlines";
import { isKept } from "../kept-text.ts";
import { useWords } from "../kind.ts";
import { inSwedish } from "../texts/language.ts";
import { staffWords } from "../texts/staff.ts";
import { ExtensionForm } from "./extension-form.tsx";
import { Notice } from "./notice.tsx";

export function Extension({ submission, now }: { submission: Answer<"submission">; now: Instant }): JSX.Element {
  const words = useWords(staffWords).review;
  const { id, request, extended, closesAt } = submission;
  const [granted, setGranted] = useState<Instant | null>(null);
  // Half a reason is there again after a reload.
  const [isOpen] = useState(() => isKept("grant", id));
  const title = useRef<HTMLHeadingElement>(null);
  const onGranted = (until: Instant) => {
    setGranted(until);
    // The button that was pressed goes away with the form.
    title.current?.focus();
  };
  // A new closing time is a new form: its day is counted from there.
  const form = <ExtensionForm key={closesAt} {...{ id, request, closesAt, now, onGranted }} />;
  return (
    <section class={request ? "card extension asked" : "card extension"} aria-labelledby="anstand">
      <h2 id="anstand" tabIndex={-1} ref={title}>
        {request ? words.extension.asked : words.extension.heading}
      </h2>
      {granted && (
        <Notice tone="good" announced>
          <p>{words.extension.granted(granted)}</p>
        </Notice>
      )}
      {request && (
        <>
          <p>{words.extension.askedBy(request.by, request.at)}</p>
          <blockquote class="comment" {...inSwedish}>
            {request.reason}
          </blockquote>
        </>
      )}
      <p class="quiet">
        {words.closes(closesAt)}{" "}
        {extended && (
          <>
            {words.extendedBy} <span {...inSwedish}>{extended.reason}</span>
          </>
        )}
      </p>
      {request ? (
        form
      ) : (
        <details class="disclosure" open={isOpen}>
          <summary>{words.extension.give}</summary>
          {form}
        </details>
      )}
    </section>
  );
}
