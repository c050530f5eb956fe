import { Page } from "../components/page.tsx";
import { logIn } from "../session.ts";
import { sv } from "../texts/sv.ts";

export default function LoggedOut() {
  return (
    <Page title={sv.loggedOut.title}>
      <h1>{sv.loggedOut.title}</h1>
      <p>{sv.loggedOut.text}</p>
      <p>
        <button type="button" class="button first" onClick={() => logIn("/")}>
          {sv.logIn}
        </button>
      </p>
    </Page>
  );
}
