/** A page that tells: short sections under headings one can link to, with a list of them beside. */
import { Fragment } from "preact";
import { useEffect } from "preact/hooks";
import { backToPlace } from "../place.ts";
import { Page } from "./page.tsx";
import "./told.css";

/** A sentence or several, with links as `[words](address)`; or points, one a line. */
type Part = string | readonly string[];

export type Telling = {
  title: string;
  lead: string;
  contents: string;
  /** By the name its heading has in an address: `/hjalp#underskrift`, the same in every language. */
  sections: Record<string, { title: string; text: readonly Part[] }>;
};

export function Told({ title, lead, contents, sections }: Telling) {
  const all = Object.entries(sections);
  // After the router has gone to the top of a new page. The heading was not there when the browser looked for it.
  useEffect(() => {
    const heading = location.hash ? document.getElementById(location.hash.slice(1)) : null;
    if (backToPlace() || !heading) return;
    heading.focus({ preventScroll: true });
    heading.scrollIntoView({ behavior: "instant" });
  }, []);
  return (
    <Page title={title} width="wide">
      <div class="told">
        <header>
          <h1>{title}</h1>
          <p class="told-lead">
            <Linked text={lead} />
          </p>
        </header>
        <nav class="told-contents no-print" aria-labelledby="innehallet">
          <h2 id="innehallet">{contents}</h2>
          <ul>
            {all.map(([id, section]) => (
              <li key={id}>
                <a href={`#${id}`}>{section.title}</a>
              </li>
            ))}
          </ul>
        </nav>
        <div class="told-sections">
          {all.map(([id, section]) => (
            <section key={id}>
              <h2 id={id} tabIndex={-1}>
                {section.title}
              </h2>
              {section.text.map((part) => (
                <Said key={String(part)} part={part} />
              ))}
            </section>
          ))}
        </div>
      </div>
    </Page>
  );
}

function Said({ part }: { part: Part }) {
  if (typeof part === "string") {
    return (
      <p>
        <Linked text={part} />
      </p>
    );
  }
  return (
    <ul>
      {part.map((point) => (
        <li key={point}>
          <Linked text={point} />
        </li>
      ))}
    </ul>
  );
}

/** `Write to [us](mailto:…).` */
function Linked({ text }: { text: string }) {
  // Every other piece is a link's words, every third its address: between them lies what is only said.
  const pieces = text.split(/\[([^\]]+)\]\(([^)]+)\)/);
  return (
    <>
      {pieces.map((piece, n) =>
        n % 3 === 2 ? null : n % 3 === 1 ? (
          <a key={pieces[n + 1]} href={pieces[n + 1]}>
            {piece}
          </a>
        ) : (
          <Fragment key={piece}>{piece}</Fragment>
        ),
      )}
    </>
  );
}
