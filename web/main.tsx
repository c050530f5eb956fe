/** Opens the session, then draws the page that the address names. */
import { render } from "preact";
import { ErrorBoundary, LocationProvider } from "preact-iso";
import { Failure } from "./components/failure.tsx";
import { Header } from "./components/header.tsx";
import { Page } from "./components/page.tsx";
import { Pages } from "./routes.tsx";
import { enter } from "./session.ts";

const app = document.getElementById("app") as HTMLElement;

async function open(): Promise<void> {
  const loggedIn = location.pathname === "/utloggad" ? false : await enter();
  if (!loggedIn && location.pathname !== "/utloggad") return;
  render(
    <LocationProvider scope={/^\/(?!api\/)/}>
      <Header loggedIn={loggedIn} />
      <ErrorBoundary>
        <Pages />
      </ErrorBoundary>
    </LocationProvider>,
    app,
  );
}

open().catch((error: unknown) =>
  render(
    <LocationProvider>
      <Header loggedIn={false} />
      <Page title={null}>
        <Failure refusal={error} retry={() => location.reload()} />
      </Page>
    </LocationProvider>,
    app,
  ),
);
