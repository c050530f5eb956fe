import { Page } from "../components/page.tsx";
import { logIn } from "../session.ts";
import { portal } from "../texts/portal.ts";

export default function LoggedOut() {
  return (
    <Page title={portal.loggedOut.title}>
      <h1>{portal.loggedOut.title}</h1>
      <p>{portal.loggedOut.text}</p>
      <p>
        <button type="button" class="button first" onClick={() => logIn("/")}>
          {portal.logIn}
        </button>
      </p>
    </Page>
  );
}
