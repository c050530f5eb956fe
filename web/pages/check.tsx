/** Whether a document is the portal's and unchanged, for anybody: by the file, which stays on their computer, or by what is printed on it. */
import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { call } from "../api.ts";
import { checksumOf } from "../checksum.ts";
import { CheckResult, type Outcome } from "../components/check-result.tsx";
import { Page } from "../components/page.tsx";
import { check as words } from "../texts/check.ts";
import "../styles/check.css";

/** What the QR code on a paper says of it. After a # it does not even go to the server that gives the page. */
function printed(): { number: string; code: string } {
  const said = new URLSearchParams(location.search || location.hash.slice(1));
  return { number: said.get("nummer") ?? "", code: said.get("kod") ?? "" };
}

export default function Check(): JSX.Element {
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  /** What is being done, in words; empty when nothing is. */
  const [doing, setDoing] = useState("");
  const turn = useRef(0);

  /** The answer to what was asked last is the one that is shown. */
  async function ask(file: string | null, question: (isMine: () => boolean) => Promise<Answers>): Promise<void> {
    turn.current += 1;
    const mine = turn.current;
    const isMine = () => mine === turn.current;
    setDoing(words.checking);
    const came = await question(isMine).then(
      (known) => ({ known }),
      (error: unknown) => ({ error }),
    );
    if (!isMine()) return;
    setDoing("");
    setOutcome({ file, retry: () => void ask(file, question), ...came });
  }

  const askNumber = (number: string, code: string) =>
    void ask(null, () => call("verifyNumber", {}, { body: { number, code } }));
  const askFile = (file: File) =>
    void ask(file.name, async (isMine) => {
      const sha256 = await checksumOf(file, (percent) => isMine() && setDoing(words.reading(percent)));
      return call("verifyFile", {}, { body: { sha256 } });
    });

  useEffect(() => {
    const { number, code } = printed();
    // A look-up is no act: the paper has asked already.
    if (number && code) askNumber(number, code);
    // Wherever it is let go: beside its place the browser would open it, and the page would be gone.
    const over = (event: DragEvent) => event.preventDefault();
    const drop = (event: DragEvent) => {
      event.preventDefault();
      const file = event.dataTransfer?.files[0];
      if (file) askFile(file);
    };
    addEventListener("dragover", over);
    addEventListener("drop", drop);
    return () => {
      removeEventListener("dragover", over);
      removeEventListener("drop", drop);
    };
  }, []);

  return (
    <Page title={words.title} width="wide">
      <header class="check-head">
        <h1>{words.title}</h1>
        <p class="lead">{words.lead}</p>
      </header>
      <p role="status" class={doing ? "check-doing" : "visually-hidden"}>
        {doing}
      </p>
      {outcome && <CheckResult outcome={outcome} />}
      <div class="check-ways">
        <ByFile ask={askFile} />
        <ByNumber ask={askNumber} isAsking={doing !== ""} />
      </div>
      <section class="check-about">
        <h2>{words.about.title}</h2>
        <ul>
          {words.about.points.map((point) => (
            <li key={point}>{point}</li>
          ))}
        </ul>
        <h3>{words.about.without}</h3>
        <p>{words.about.withoutText}</p>
      </section>
    </Page>
  );
}

type Answers = Awaited<ReturnType<typeof call<"verifyNumber">>> | Awaited<ReturnType<typeof call<"verifyFile">>>;

function ByFile({ ask }: { ask: (file: File) => void }): JSX.Element {
  return (
    <section class="card check-file" aria-labelledby="med-filen">
      <h2 id="med-filen">{words.file.title}</h2>
      <p id="med-filen-hjalp">{words.file.help}</p>
      <label class="button first check-choose">
        <input
          type="file"
          class="visually-hidden"
          accept=".pdf,application/pdf"
          aria-describedby="med-filen-hjalp"
          onChange={(event) => {
            const file = event.currentTarget.files?.[0];
            // The same file may be chosen again, when it has been fetched anew.
            event.currentTarget.value = "";
            if (file) ask(file);
          }}
        />
        {words.file.choose}
      </label>
    </section>
  );
}

function ByNumber({ ask, isAsking }: { ask: (number: string, code: string) => void; isAsking: boolean }): JSX.Element {
  const begun = useRef(printed()).current;
  const [isMissing, setMissing] = useState(false);
  const form = useRef<HTMLFormElement>(null);

  function submit(event: Event): void {
    event.preventDefault();
    if (isAsking) return;
    const fields = [...(form.current?.querySelectorAll("input") ?? [])];
    const [number = "", code = ""] = fields.map(({ value }) => value.trim());
    setMissing(!number || !code);
    if (number && code) ask(number, code);
    else fields.find(({ value }) => !value.trim())?.focus();
  }

  const field = (name: "number" | "code", value: string) => (
    <div class="field">
      <label for={`kontroll-${name}`}>{words.number[name]}</label>
      <p class="hint" id={`kontroll-${name}-hjalp`}>
        {words.number[`${name}Hint`]}
      </p>
      <input
        id={`kontroll-${name}`}
        class="input"
        type="text"
        defaultValue={value}
        autocomplete="off"
        autocapitalize="characters"
        spellcheck={false}
        aria-describedby={`kontroll-${name}-hjalp${isMissing ? " kontroll-saknas" : ""}`}
      />
    </div>
  );

  return (
    <section class="card" aria-labelledby="med-numret">
      <h2 id="med-numret">{words.number.title}</h2>
      <p>{words.number.help}</p>
      <form ref={form} class="check-number" onSubmit={submit} noValidate>
        {field("number", begun.number)}
        {field("code", begun.code)}
        <p id="kontroll-saknas" role="alert" class={isMissing ? "fault" : "visually-hidden"}>
          {isMissing ? words.number.missing : ""}
        </p>
        <div class="buttons">
          <button type="submit" class="button first" aria-disabled={isAsking}>
            {words.number.button}
          </button>
        </div>
      </form>
    </section>
  );
}
