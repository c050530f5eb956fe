/** Pages that are for everybody: help, checking a document, and what a public service must tell about itself. Nobody is sent to the log-in from them. */
const addresses = /^\/(hjalp|kontrollera|personuppgifter|tillganglighet)\b/;

export const isForAll = (path: string): boolean => addresses.test(path);

/** What the router answers to: for somebody who is not logged in, the way to any other page is the way to the log-in. Files of the API are the browser's own matter. */
export const withinReach = (isLoggedIn: boolean): RegExp => (isLoggedIn ? /^\/(?!api\/)/ : addresses);
