/**
 * Pages that nobody waits for on a slow net: those that are for everybody, those of whoever runs the rounds and keeps the register, and what
 * is no page at all. They stand behind one address in routes.tsx, because all pages that are named there are waited for by everybody.
 */
import type { JSX } from "preact";
import lazy from "preact-iso/lazy";
import { Route, Router, useLocation } from "preact-iso/router";
import LoggedOut from "./logged-out.tsx";
import NotFound from "./not-found.tsx";

const Help = lazy(() => import("./help.tsx"));
const Check = lazy(() => import("./check.tsx"));
const Accessibility = lazy(() => import("./accessibility.tsx"));
const Privacy = lazy(() => import("./privacy.tsx"));
const Rounds = lazy(() => import("../rounds/rounds-pages.tsx"));
const Register = lazy(() => import("../register/register-pages.tsx"));

export default function Elsewhere(): JSX.Element {
  return (
    <Router>
      <Route path="/utloggad" component={LoggedOut} />
      <Route path="/hjalp" component={Help} />
      <Route path="/kontrollera" component={Check} />
      <Route path="/tillganglighet" component={Accessibility} />
      <Route path="/personuppgifter" component={Privacy} />
      <Route path="/*" component={Administration} />
    </Router>
  );
}

function Administration(): JSX.Element {
  const { path } = useLocation();
  if (/^\/omgang(ar)?(\/|$)/.test(path)) return <Rounds />;
  if (/^\/(rss|personer|ersattare|inbjudan|adresser|granska)(\/|$)/.test(path)) return <Register />;
  return <NotFound />;
}
