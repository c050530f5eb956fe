import { Page } from "../components/page.tsx";

export default function Plan({ id }: { id: string }) {
  return (
    <Page title={id} width="wide">
      <h1>{id}</h1>
    </Page>
  );
}
