/** The portal's name, where one can go, and who one is. Its height is the same before and after the answers arrive. */

import { useEffect, useState } from "preact/hooks";
import { useLocation } from "preact-iso/router";
import { isForAll } from "../for-all.ts";
import { leaveComputer } from "../leave-computer.ts";
import { useServer } from "../server-state.ts";
import { logIn } from "../session.ts";
import { agreeOn } from "../speak.ts";
import { portal } from "../texts/portal.ts";
import { LanguageSwitch } from "./language-switch.tsx";
import "./header.css";

export function Header({ loggedIn }: { loggedIn: boolean }) {
  return (
    <>
      <a class="skip" href="#innehall">
        {portal.skip}
      </a>
      <header class="top">
        <div class="top-inner">
          <a class="brand" href="/">
            <img src="/mark.svg" alt="" width="32" height="32" />
            {portal.name}
          </a>
          {loggedIn ? <Menu /> : <Nobody />}
        </div>
      </header>
    </>
  );
}

/** The log-in is within reach where one was not sent to it; other pages that nobody is logged in on have a button of their own. */
function Nobody() {
  const { path } = useLocation();
  return (
    <div class="nobody">
      {isForAll(path) && (
        <button
          type="button"
          class="top-button"
          onClick={() => logIn(undefined, true).catch(() => alert(portal.offline))}
        >
          {portal.logIn}
        </button>
      )}
      <LanguageSwitch isLoggedIn={false} />
    </div>
  );
}

/** In a row where there is room, behind a button where there is not. */
function Menu() {
  const { path } = useLocation();
  const [open, setOpen] = useState(false);
  // A new page closes the menu.
  useEffect(() => setOpen(false), [path]);
  useEffect(() => {
    const onKey = ({ key }: KeyboardEvent) => {
      if (key === "Escape") setOpen(false);
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, []);
  return (
    <>
      <button
        type="button"
        class="menu-button"
        aria-expanded={open}
        aria-controls="meny"
        onClick={() => setOpen(!open)}
      >
        {portal.menu}
      </button>
      <div id="meny" class={open ? "menu open" : "menu"}>
        <Places path={path} />
        <Who />
      </div>
    </>
  );
}

function Places({ path }: { path: string }) {
  const { data: me } = useServer("me", {});
  const isStaff = me?.memberships.some(({ role }) => role === "officer" || role === "admin") ?? false;
  const withReports = me?.submissions.some(({ round }) => round.kind === "report") ?? false;
  const ofStaff = [
    { href: "/omgangar", words: portal.rounds },
    { href: "/rss", words: portal.register },
    { href: "/personer", words: portal.people },
  ];
  const places = [
    { href: "/", words: isStaff && me?.submissions.length === 0 ? portal.overview : portal.start(withReports) },
    ...(isStaff ? ofStaff : []),
  ];
  return (
    <nav aria-label={portal.menu}>
      <ul>
        {places.map(({ href, words }) => (
          <li key={href}>
            <a href={href} aria-current={path === href ? "page" : undefined}>
              {words}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function Who() {
  const { data: me } = useServer("me", {});
  const organisations = [...new Set(me?.memberships.map(({ orgName }) => orgName))].join(", ");
  useEffect(() => {
    if (me) agreeOn(me.language);
  }, [me !== undefined]);
  return (
    <div class="who">
      <p>
        <span class="who-name">{me?.person.name}</span>
        <span class="who-for">{organisations}</span>
      </p>
      <LanguageSwitch isLoggedIn />
      <button type="button" class="top-button" onClick={() => leaveComputer(me?.person.id)}>
        {portal.logOut}
      </button>
    </div>
  );
}
