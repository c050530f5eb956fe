/** Which page about rounds stands at which address. */
import lazy from "preact-iso/lazy";
import { Route, Router } from "preact-iso/router";
import NotFound from "../pages/not-found.tsx";
import Mails from "./mails-page.tsx";
import Round from "./round-page.tsx";
import Rounds from "./rounds-page.tsx";
import Timeline from "./timeline-page.tsx";

// It brings the whole form.
const Preview = lazy(() => import("./preview-page.tsx"));

export default function RoundsPages() {
  return (
    <Router>
      <Route path="/omgangar" component={Rounds} />
      <Route path="/omgang/:round" component={Round} />
      <Route path="/omgang/:round/som-rss" component={Preview} />
      <Route path="/omgang/:round/mejl" component={Mails} />
      <Route path="/omgang/:round/tidslinje" component={Timeline} />
      <Route default component={NotFound} />
    </Router>
  );
}
