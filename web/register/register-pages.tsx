/** Which page about RSS, people and mails stands at which address. */
import { Route, Router } from "preact-iso/router";
import NotFound from "../pages/not-found.tsx";
import Addresses from "./addresses-page.tsx";
import Invitation from "./invitation-page.tsx";
import MailLog from "./mail-log-page.tsx";
import NewRss from "./new-rss-page.tsx";
import People from "./people-page.tsx";
import Register from "./register-page.tsx";
import Rss from "./rss-page.tsx";
import Substitutes from "./substitutes-page.tsx";

export default function RegisterPages() {
  return (
    <Router>
      <Route path="/rss" component={Register} />
      <Route path="/rss/ny" component={NewRss} />
      <Route path="/rss/:org" component={Rss} />
      <Route path="/personer" component={People} />
      <Route path="/personer/:org" component={People} />
      <Route path="/ersattare/:org" component={Substitutes} />
      <Route path="/inbjudan" component={Invitation} />
      <Route path="/granska/:id/mejl" component={MailLog} />
      <Route path="/adresser" component={Addresses} />
      <Route default component={NotFound} />
    </Router>
  );
}
