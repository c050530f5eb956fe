/** Which page stands at which address. Each page is its own file to fetch. */
import { lazy, Route, Router } from "preact-iso";

const Start = lazy(() => import("./pages/start.tsx"));
const Plan = lazy(() => import("./pages/plan.tsx"));
const LoggedOut = lazy(() => import("./pages/logged-out.tsx"));
const NotFound = lazy(() => import("./pages/not-found.tsx"));

export function Pages() {
  return (
    <Router>
      <Route path="/" component={Start} />
      <Route path="/plan/:id" component={Plan} />
      <Route path="/utloggad" component={LoggedOut} />
      <Route default component={NotFound} />
    </Router>
  );
}
