import { Page } from "../components/page.tsx";
import { sv } from "../texts/sv.ts";

export default function Start() {
  return (
    <Page title={sv.start}>
      <h1>{sv.start}</h1>
    </Page>
  );
}
