/** What does not exist and what one may not know of look alike. */
import { sv as domain } from "#domain/texts/sv";
import { sv } from "../texts/sv.ts";

export const Absent = () => (
  <>
    <h1>{sv.notFound.title}</h1>
    <p>{domain.refusals["not-found"]()}</p>
    <p>
      <a class="button" href="/">
        {sv.toStart}
      </a>
    </p>
  </>
);
