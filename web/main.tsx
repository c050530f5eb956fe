/** Opens the session, then draws the page that the address names. */
import { render } from "preact";
import { ErrorBoundary } from "preact-iso/lazy";
import { LocationProvider } from "preact-iso/router";
import { listenHere } from "./announce.ts";
import { Failure } from "./components/failure.tsx";
import { Header } from "./components/header.tsx";
import { Page } from "./components/page.tsx";
import { withinReach } from "./for-all.ts";
import { followLogOut } from "./leave-computer.ts";
import { forgetPlaceOnArrival } from "./place.ts";
import { keepSessionAlive } from "./renewal.ts";
import { askAhead, fetchAhead, Pages } from "./routes.tsx";
import { enter } from "./session.ts";
import { isHeld, isUnderWay } from "./under-way.ts";

const app = document.getElementById("app") as HTMLElement;

async function open(): Promise<void> {
  const wantsNobody = location.pathname === "/utloggad";
  forgetPlaceOnArrival();
  fetchAhead(location.pathname);
  // Logged out here, or in another tab.
  if (wantsNobody) sessionStorage.clear();
  const loggedIn = wantsNobody ? false : await enter();
  // On its way to the issuer; the page is about to be left.
  if (loggedIn === null) return;
  if (loggedIn) {
    askAhead(location.pathname);
    keepSessionAlive();
    followLogOut();
  }
  listenHere(document.body);
  render(
    <LocationProvider scope={withinReach(loggedIn)}>
      <Header loggedIn={loggedIn} />
      <ErrorBoundary>
        <Pages />
      </ErrorBoundary>
    </LocationProvider>,
    app,
  );
}

function showFailure(error: unknown): void {
  render(
    // No page is drawn: every link is the browser's.
    <LocationProvider scope={/^$/}>
      <Header loggedIn={false} />
      <Page title={null}>
        <Failure
          refusal={error}
          retry={() => location.assign(location.pathname === "/inloggad" ? "/" : location.href)}
        />
      </Page>
    </LocationProvider>,
    app,
  );
}

// After a new release the old page's files may be gone, and a reload brings the new ones; what is typed is in the journal.
// Without a net they are only out of reach, and a reload would bring nothing at all. Chosen files it would take away.
addEventListener("vite:preloadError", () => {
  fetch("/config.json", { cache: "no-store" }).then(
    () => isHeld() || isUnderWay() || location.reload(),
    () => {},
  );
});

open().catch(showFailure);
