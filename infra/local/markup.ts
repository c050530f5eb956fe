/** The look of the pages that exist only on this machine: log-in and /_local. No script; works at 390 px and by keyboard. */

export function escapeMarkup(text: string): string {
  return text.replace(/[<>&"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

/** `body` is markup already; `stylesheet` is the path of `styles` on the server that shows the page. */
export function page(title: string, stylesheet: string, body: string): string {
  return `<!doctype html>
<html lang="sv">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeMarkup(title)}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="${stylesheet}">
</head>
<body>
<main>
<h1>${escapeMarkup(title)}</h1>
${body}
</main>
</body>
</html>
`;
}

/** Neither script nor anything from elsewhere; forms go home or, by redirect, to the origins given. */
export function pagePolicy(...formTargets: string[]): string {
  return [
    "default-src 'none'",
    "style-src 'self'",
    "script-src 'none'",
    "img-src data:",
    `form-action 'self' ${formTargets.join(" ")}`.trim(),
    "frame-ancestors 'none'",
    "base-uri 'none'",
  ].join("; ");
}

export const styles = `
:root { color-scheme: light; --ink: #1d2733; --soft: #4d5a69; --line: #c3ccd6; --paper: #fff; --ground: #f3f5f7; --mark: #0b5394; }
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink); font: 1.0625rem/1.5 system-ui, sans-serif; }
main { max-width: 72rem; margin: 0 auto; padding: 1.5rem 1rem 3rem; }
h1 { font-size: 1.6rem; line-height: 1.25; margin: 0 0 .5rem; }
h2 { font-size: 1.0625rem; margin: 0 0 .5rem; }
p { max-width: 42rem; margin: 0 0 1rem; }
a { color: var(--mark); }
section { background: var(--paper); border: 1px solid var(--line); border-radius: .5rem; padding: 1rem; }
.groups { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 20rem), 1fr)); gap: 1rem; align-items: start; }
.stack > * + * { margin-top: 1rem; }
ul.people { list-style: none; margin: 0; padding: 0; display: grid; gap: .5rem; }
button, input { font: inherit; color: inherit; min-height: 2.75rem; border-radius: .375rem; }
button { background: var(--paper); border: 1px solid var(--mark); padding: .375rem .75rem; cursor: pointer; text-align: left; }
button:hover { background: #e8f0f8; }
ul.people button { width: 100%; }
button b, button span { display: block; overflow-wrap: anywhere; }
button span { color: var(--soft); font-size: .9375rem; }
input { border: 1px solid #66717d; background: var(--paper); padding: .25rem .5rem; max-width: 100%; }
label { display: block; margin-bottom: .25rem; }
form.row { display: flex; flex-wrap: wrap; gap: .5rem; align-items: end; margin: 0 0 1rem; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1rem; margin: 0 0 1rem; }
dt { color: var(--soft); } dd { margin: 0; overflow-wrap: anywhere; }
pre { overflow-wrap: anywhere; white-space: pre-wrap; margin: .25rem 0 .5rem; font-size: .9375rem; }
:focus-visible { outline: 3px solid #b45309; outline-offset: 2px; }
@media (max-width: 30rem) { dl { grid-template-columns: 1fr; } dd { margin-bottom: .5rem; } }
`;
