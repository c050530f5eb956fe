/** Which page stands at which address. Each page is its own file to fetch. */
import lazy from "preact-iso/lazy";
import { Route, Router } from "preact-iso/router";
import { warm } from "./server-state.ts";

const Start = lazy(() => import("./pages/start.tsx"));
const Plan = lazy(() => import("./pages/plan.tsx"));
const ReadAndSign = lazy(() => import("./pages/read-and-sign.tsx"));
const Receipt = lazy(() => import("./pages/receipt.tsx"));
const Version = lazy(() => import("./pages/version.tsx"));
const Overview = lazy(() => import("./pages/overview.tsx"));
const Review = lazy(() => import("./pages/review.tsx"));
const LoggedOut = lazy(() => import("./pages/logged-out.tsx"));
const NotFound = lazy(() => import("./pages/not-found.tsx"));

export function Pages() {
  return (
    <Router>
      <Route path="/" component={Start} />
      <Route path="/plan/:id" component={Plan} />
      <Route path="/plan/:id/las" component={ReadAndSign} />
      <Route path="/plan/:id/kvitto" component={Receipt} />
      <Route path="/plan/:id/version/:n" component={Version} />
      <Route path="/oversikt/:round" component={Overview} />
      <Route path="/granska/:id" component={Review} />
      <Route path="/utloggad" component={LoggedOut} />
      <Route default component={NotFound} />
    </Router>
  );
}

const planAt = (path: string): string | undefined => /^\/plan\/([^/]+)\/?$/.exec(path)?.[1];

/** What the page at this address will ask for is asked for while its code is still on the way. */
export function askAhead(path: string): void {
  warm("me", {});
  const id = planAt(path);
  if (id) warm("submission", { id });
}

/** The two pages people come to by a link in a mail: their code is fetched while the issuer is asked who they are. */
export function fetchAhead(path: string): void {
  if (path === "/") Start.preload();
  if (planAt(path)) Plan.preload();
}
