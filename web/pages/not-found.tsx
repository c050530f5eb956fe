/** What does not exist and what one may not know of answer alike. */
import { Absent } from "../components/failure.tsx";
import { Page } from "../components/page.tsx";
import { portal } from "../texts/portal.ts";

export default function NotFound() {
  return (
    <Page title={portal.notFound.title}>
      <Absent />
    </Page>
  );
}
