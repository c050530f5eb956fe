/** What does not exist and what one may not know of answer alike. */
import { Absent } from "../components/failure.tsx";
import { Page } from "../components/page.tsx";
import { sv } from "../texts/sv.ts";

export default function NotFound() {
  return (
    <Page title={sv.notFound.title}>
      <Absent />
    </Page>
  );
}
