/** What does not exist and what one may not know of answer alike. */
import { sv as domain } from "#domain/texts/sv";
import { Page } from "../components/page.tsx";
import { sv } from "../texts/sv.ts";

export default function NotFound() {
  return (
    <Page title={sv.notFound.title}>
      <h1>{sv.notFound.title}</h1>
      <p>{domain.refusals["not-found"]()}</p>
      <p>
        <a class="button" href="/">
          {sv.toStart}
        </a>
      </p>
    </Page>
  );
}
