/** Which page stands at which address. Each page is its own file to fetch. */
import type { ComponentType } from "preact";
import lazy from "preact-iso/lazy";
import { Route, Router } from "preact-iso/router";
import { addressOf, kindAt } from "#domain/addresses";
import { OfKind, useKindOf } from "./kind.ts";
import { warm } from "./server-state.ts";
import { fetchNewest } from "./templates.ts";

const Start = lazy(() => import("./pages/start.tsx"));
const Plan = lazy(() => import("./pages/plan.tsx"));
const ReadAndSign = lazy(() => import("./pages/read-and-sign.tsx"));
const Paper = lazy(() => import("./pages/paper.tsx"));
const Receipt = lazy(() => import("./pages/receipt.tsx"));
const Version = lazy(() => import("./pages/version.tsx"));
const Overview = lazy(() => import("./pages/overview.tsx"));
const Question = lazy(() => import("./pages/question.tsx"));
const Review = lazy(() => import("./pages/review.tsx"));
const Received = lazy(() => import("./pages/received.tsx"));
/** Pages that few open, and what is none. */
const Elsewhere = lazy(() => import("./pages/elsewhere.tsx"));

/** A page of one submission, which speaks of it as the plan or the report it is. */
const ofSubmission =
  <Props extends { id: string }>(Page: ComponentType<Props>) =>
  (props: Props) => (
    <OfKind value={useKindOf(props.id)}>
      <Page {...props} />
    </OfKind>
  );

const pages: [page: string, component: ComponentType<{ id: string; n: string }>][] = [
  ["", ofSubmission(Plan)],
  ["/las", ofSubmission(ReadAndSign)],
  ["/papper", ofSubmission(Paper)],
  ["/kvitto", ofSubmission(Receipt)],
  ["/version/:n", ofSubmission(Version)],
];
const ReviewOf = ofSubmission(Review);
const ReceivedOf = ofSubmission(Received);

export function Pages() {
  return (
    <Router>
      <Route path="/" component={Start} />
      {(["plan", "report"] as const).flatMap((kind) =>
        pages.map(([page, component]) => <Route path={addressOf(kind, ":id", page)} component={component} />),
      )}
      <Route path="/oversikt/:round" component={Overview} />
      <Route path="/oversikt/:round/fraga" component={Question} />
      <Route path="/oversikt/:round/fraga/:question" component={Question} />
      <Route path="/granska/:id" component={ReviewOf} />
      <Route path="/granska/:id/inkommen" component={ReceivedOf} />
      <Route path="/*" component={Elsewhere} />
    </Router>
  );
}

const formAt = (path: string): string | undefined => /^\/(?:plan|rapport)\/([^/]+)\/?$/.exec(path)?.[1];

/** What the page at this address will ask for is asked for while its code is still on the way. */
export function askAhead(path: string): void {
  warm("me", {});
  const id = formAt(path);
  if (id) warm("submission", { id });
}

/** The two pages people come to by a link in a mail: their code is fetched while the issuer is asked who they are. */
export function fetchAhead(path: string): void {
  if (path === "/") Start.preload();
  if (!formAt(path)) return;
  Plan.preload();
  fetchNewest(kindAt(path));
}
