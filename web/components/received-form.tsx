/** What came to SKR is put in: the file, when and how it came, why, and whether it is signed already. One press sends and registers it. */
import type { JSX } from "preact";
import { useRef, useState } from "preact/hooks";
import { useLocation } from "preact-iso";
import type { Answer } from "#domain/contract";
import { type Day, dayOf, type Instant, lastDay } from "#domain/deadlines";
import { endings } from "#domain/endings";
import { useAct } from "../act.ts";
import { call } from "../api.ts";
import { sendFile, Unsendable } from "../form/upload.ts";
import { useWords } from "../kind.ts";
import { refusedAs } from "../refusal.ts";
import { useSentenceOf } from "../sentence.ts";
import { askAgain } from "../server-state.ts";
import { files as fileWords } from "../texts/files.ts";
import { receivedWords } from "../texts/received.ts";
import { useKeptText } from "../use-kept-text.ts";
import { ActButton } from "./act-button.tsx";
import { DayField, FileField, HeadField, ReasonField } from "./paper-fields.tsx";
import { useHeld } from "./paper-form.tsx";

/** What the reason is kept under while it is written. */
export const reasonKept = (id: string): string[] => ["received", id];

type How = "post" | "mail";
type Wrong = Partial<Record<"file" | "day" | "how" | "head" | "signedDay" | "reason", string>>;

const fieldOf: Record<keyof Wrong, string> = {
  ...{ file: "kom-fil", day: "kom-dag", how: "kom-hur", head: "kom-chef", signedDay: "kom-underskrift" },
  reason: "kom-skal",
};

export function ReceivedForm({ submission, now }: { submission: Answer<"submission">; now: Instant }): JSX.Element {
  const words = useWords(receivedWords).form;
  const sentenceOf = useSentenceOf();
  const { route } = useLocation();
  const act = useAct();
  const { id, heads, round, closesAt } = submission;
  const [file, setFile] = useState<File | null>(null);
  const [day, setDay] = useState<Day>("");
  const [how, setHow] = useState<How | null>(null);
  const [isSigned, setSigned] = useState(false);
  const [head, setHead] = useState(heads.length === 1 ? (heads[0]?.id ?? "") : "");
  const [signedDay, setSignedDay] = useState<Day>("");
  const kept = useKeptText(...reasonKept(id));
  const [wrong, setWrong] = useState<Wrong>({});
  const [percent, setPercent] = useState<number | null>(null);
  const said = useRef<HTMLParagraphElement>(null);
  const from = dayOf(round.opensAt);
  const to = [lastDay(closesAt), dayOf(now)].sort()[0] ?? from;
  useHeld(file !== null);

  function focusOn(found: Wrong): void {
    setWrong(found);
    const [first] = Object.keys(found) as (keyof Wrong)[];
    if (first) document.getElementById(fieldOf[first])?.focus();
  }

  const missing = (): Wrong => ({
    ...(file ? {} : { file: words.fileMissing }),
    ...(day < from || day > to ? { day: words.dayMissing(from, to) } : {}),
    ...(how === null ? { how: words.howMissing } : {}),
    ...(isSigned && (signedDay < from || signedDay > (day || to))
      ? { signedDay: words.dayMissing(from, day || to) }
      : {}),
    ...(kept.text.trim() === "" ? { reason: words.reasonMissing } : {}),
  });

  async function send(key: string, chosen: File, way: How): Promise<void> {
    const reason = kept.text.trim();
    const sent = await sendFile(
      chosen,
      {
        announce: (announced) => call("addReceived", { id }, { body: announced }),
        confirm: (scan) => call("confirmScan", { id, file: scan }, { body: {} }),
      },
      { signal: new AbortController().signal, placed: () => {}, sent: setPercent },
    );
    setPercent(null);
    const signed = isSigned ? { head, signedOn: signedDay } : null;
    await call("handInFor", { id }, { body: { file: sent.id, receivedOn: day, how: way, reason, signed }, key });
  }

  function refused(refusal: unknown): void {
    setPercent(null);
    const isOfFile = refusedAs(refusal, "bad-file") ?? (refusal instanceof Unsendable ? refusal : null);
    if (isOfFile) focusOn({ file: refusal instanceof Unsendable ? fileWords[refusal.reason] : sentenceOf(refusal) });
    else said.current?.focus();
    void askAgain("submission");
  }

  async function press(): Promise<void> {
    const found = missing();
    focusOn(found);
    if (!file || how === null || Object.keys(found).length > 0) return;
    if (!(await act.run((key) => send(key, file, how), refused))) return;
    kept.sent();
    setFile(null);
    await askAgain("submission", "receipt", "log", "overview", "me");
    route(`/granska/${id}`);
  }

  return (
    <section class="card paper-step" aria-labelledby="det-som-kom">
      <h2 id="det-som-kom">{words.heading}</h2>
      <FileField
        id={fieldOf.file}
        chosen={file}
        fault={wrong.file}
        accepted={endings}
        words={words}
        onChoose={setFile}
      />
      <DayField id={fieldOf.day} value={day} {...{ from, to, words }} fault={wrong.day} onChoose={setDay} />
      <fieldset class="field" aria-describedby={wrong.how ? "kom-hur-fel" : undefined}>
        <legend class="label">{words.how}</legend>
        {wrong.how && (
          <p class="fault" id="kom-hur-fel" role="alert">
            {wrong.how}
          </p>
        )}
        {(["post", "mail"] as const).map((way, index) => (
          <label class="tick" key={way}>
            <input
              {...(index === 0 ? { id: fieldOf.how } : {})}
              type="radio"
              name="kom-hur"
              checked={how === way}
              onChange={() => setHow(way)}
            />
            <span>{words[way]}</span>
          </label>
        ))}
      </fieldset>
      {heads.length > 0 && (
        <div class="field">
          <label class="tick">
            <input
              type="checkbox"
              checked={isSigned}
              aria-describedby="kom-bleck"
              onChange={({ currentTarget }) => setSigned(currentTarget.checked)}
            />
            <span>{words.isSigned}</span>
          </label>
          <span class="hint" id="kom-bleck">
            {words.isSignedHint}
          </span>
        </div>
      )}
      {isSigned && (
        <>
          <HeadField id={fieldOf.head} heads={heads} value={head} fault={wrong.head} onChoose={setHead} />
          <DayField
            id={fieldOf.signedDay}
            value={signedDay}
            {...{ from, to: day || to }}
            words={{ day: words.signedDay }}
            fault={wrong.signedDay}
            onChoose={setSignedDay}
          />
        </>
      )}
      <ReasonField id={fieldOf.reason} kept={kept} words={words} fault={wrong.reason} />
      <p id="kom-foljd">{words.consequence}</p>
      {act.refusal !== null && Object.keys(wrong).length === 0 && (
        <p role="alert" class="fault" ref={said} tabIndex={-1}>
          {sentenceOf(act.refusal)}
        </p>
      )}
      <div class="buttons">
        <ActButton first busy={act.busy} describedBy="kom-foljd" onPress={() => void press()}>
          {act.busy ? (percent === null ? words.working : words.sending(percent)) : words.button}
        </ActButton>
      </div>
    </section>
  );
}
