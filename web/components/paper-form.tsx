/** A signed paper is put in: which file, which code stands on it, whose signature and day. One press sends and registers it. */
import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { useLocation } from "preact-iso";
import { addressOf } from "#domain/addresses";
import type { Answer } from "#domain/contract";
import { type Day, dayOf, type Instant } from "#domain/deadlines";
import { useAct } from "../act.ts";
import { call } from "../api.ts";
import { sendFile, Unsendable } from "../form/upload.ts";
import { useWords } from "../kind.ts";
import { refusedAs } from "../refusal.ts";
import { useSentenceOf } from "../sentence.ts";
import { askAgain } from "../server-state.ts";
import { files as fileWords } from "../texts/files.ts";
import { paperWords } from "../texts/paper.ts";
import { stayWhile } from "../under-way.ts";
import { holdWork } from "../unsaved.ts";
import { useKeptText } from "../use-kept-text.ts";
import { ActButton } from "./act-button.tsx";
import { CodeField, DayField, FileField, HeadField, ReasonField } from "./paper-fields.tsx";

/** What SKR's reason is kept under while it is written. */
export const reasonKept = (id: string): string[] => ["paper", id];

type Props = {
  submission: Answer<"submission">;
  waiting: NonNullable<Answer<"submission">["waiting"]>;
  now: Instant;
  isStaff: boolean;
};

/** What is wrong, by field, in the order of the page. */
type Wrong = Partial<Record<"file" | "code" | "head" | "day" | "reason", string>>;

const fieldOf: Record<keyof Wrong, string> = {
  ...{ file: "papper-fil", code: "papper-kod", head: "papper-chef", day: "papper-dag", reason: "papper-skal" },
};

export function PaperForm({ submission, waiting, now, isStaff }: Props): JSX.Element {
  const words = useWords(paperWords).form;
  const sentenceOf = useSentenceOf();
  const { route } = useLocation();
  const act = useAct();
  const { id, heads, round } = submission;
  const [file, setFile] = useState<File | null>(null);
  const [code, setCode] = useState("");
  const [head, setHead] = useState(heads.length === 1 ? (heads[0]?.id ?? "") : "");
  const [day, setDay] = useState<Day>("");
  const kept = useKeptText(...reasonKept(id));
  const [wrong, setWrong] = useState<Wrong>({});
  const [percent, setPercent] = useState<number | null>(null);
  const said = useRef<HTMLParagraphElement>(null);
  const [from, to] = [dayOf(waiting.at), dayOf(now)];
  useHeld(file !== null);

  function focusOn(found: Wrong): void {
    setWrong(found);
    const [first] = Object.keys(found) as (keyof Wrong)[];
    if (first) document.getElementById(fieldOf[first])?.focus();
  }

  const missing = (): Wrong => ({
    ...(file ? {} : { file: words.fileMissing }),
    ...(code.trim() === "" ? { code: words.codeMissing } : {}),
    ...(head === "" ? { head: words.headMissing } : {}),
    ...(day < from || day > to ? { day: words.dayMissing(from, to) } : {}),
    ...(isStaff && kept.text.trim() === "" ? { reason: words.reasonMissing } : {}),
  });

  async function send(key: string, chosen: File): Promise<void> {
    const sent = await sendFile(
      chosen,
      {
        announce: (announced) => call("addScan", { id }, { body: { ...announced, code } }),
        confirm: (scan) => call("confirmScan", { id, file: scan }, { body: {} }),
      },
      { signal: new AbortController().signal, placed: () => {}, sent: setPercent },
    );
    setPercent(null);
    const reason = isStaff ? kept.text.trim() : null;
    await call("signOnPaper", { id }, { body: { file: sent.id, code, head, signedOn: day, reason }, key });
  }

  /** A clear no is told at the field it is about, where there is one. */
  function refused(refusal: unknown): void {
    setPercent(null);
    const old = refusedAs(refusal, "paper-replaced");
    const unknown = refusedAs(refusal, "paper-unknown");
    const isOfFile = refusedAs(refusal, "bad-file") ?? (refusal instanceof Unsendable ? refusal : null);
    if (old) focusOn({ code: words.replaced(old.version, old.at, old.waiting) });
    else if (unknown) focusOn({ code: words.unknown(unknown.waiting) });
    else if (isOfFile)
      focusOn({ file: refusal instanceof Unsendable ? fileWords[refusal.reason] : sentenceOf(refusal) });
    else said.current?.focus();
    // Taken back, or signed in the portal meanwhile.
    void askAgain("submission");
  }

  async function press(): Promise<void> {
    const found = missing();
    focusOn(found);
    if (!file || Object.keys(found).length > 0) return;
    const done = await act.run((key) => send(key, file), refused);
    if (!done) return;
    kept.sent();
    setFile(null);
    await askAgain("submission", "receipt", "log", "overview", "me");
    route(isStaff ? `/granska/${id}` : addressOf(round.kind, id, "/kvitto"));
  }

  const isTold = Object.keys(wrong).length > 0;
  return (
    <section class="card paper-step" aria-labelledby="lagg-in">
      <h2 id="lagg-in">{isStaff ? words.staffHeading : words.heading}</h2>
      <FileField id={fieldOf.file} chosen={file} fault={wrong.file} onChoose={setFile} />
      <CodeField id={fieldOf.code} value={code} fault={wrong.code} onType={setCode} />
      <HeadField id={fieldOf.head} heads={heads} value={head} fault={wrong.head} onChoose={setHead} />
      <DayField id={fieldOf.day} value={day} {...{ from, to }} fault={wrong.day} onChoose={setDay} />
      {isStaff && <ReasonField id={fieldOf.reason} kept={kept} fault={wrong.reason} />}
      <p id="papper-foljd">{isStaff ? words.staffConsequence : words.consequence}</p>
      {act.refusal !== null && !isTold && (
        <p role="alert" class="fault" ref={said} tabIndex={-1}>
          {sentenceOf(act.refusal)}
        </p>
      )}
      <div class="buttons">
        <ActButton first busy={act.busy} describedBy="papper-foljd" onPress={() => void press()}>
          {act.busy ? (percent === null ? words.working : words.sending(percent)) : words.button}
        </ActButton>
      </div>
    </section>
  );
}

/** A chosen file is nowhere but on this page: neither a new token nor a closed tab takes it away unasked. */
export function useHeld(isHeld: boolean): void {
  useEffect(() => {
    if (!isHeld) return;
    const ends = [
      holdWork({ flush: async () => false, lastly: () => {}, isAtRisk: () => true }),
      stayWhile(() => true),
    ];
    return () => ends.map((end) => end());
  }, [isHeld]);
}
