/** No page of ours has this address. */
import { Absent } from "../components/absent.tsx";
import { Page } from "../components/page.tsx";
import { sv } from "../texts/sv.ts";

export default function NotFound() {
  return (
    <Page title={sv.notFound.title}>
      <Absent />
    </Page>
  );
}
