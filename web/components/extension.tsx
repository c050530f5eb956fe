/** What SKR sees of an RSS's time: when it ends, whether more is asked for, and the form to give it. */
import type { JSX } from "preact";
import type { Answer } from "#domain/contract";
import type { Instant } from "#domain/deadlines";
import { staff } from "../texts/staff.sv.ts";
import { ExtensionForm } from "./extension-form.tsx";

const words = staff.review;

export function Extension({ submission, now }: { submission: Answer<"submission">; now: Instant }): JSX.Element {
  const { id, request, extended, closesAt } = submission;
  const form = <ExtensionForm key={closesAt} id={id} request={request} closesAt={closesAt} now={now} />;
  return (
    <section class={request ? "card extension asked" : "card extension"} aria-labelledby="anstand">
      <h2 id="anstand">{request ? words.extension.asked : words.extension.heading}</h2>
      {request && (
        <>
          <p>{words.extension.askedBy(request.by, request.at)}</p>
          <blockquote class="comment">{request.reason}</blockquote>
        </>
      )}
      <p class="quiet">
        {words.closes(closesAt)} {extended && words.extendedBy(extended.reason)}
      </p>
      {request ? (
        form
      ) : (
        <details class="disclosure">
          <summary>{words.extension.give}</summary>
          {form}
        </details>
      )}
    </section>
  );
}
