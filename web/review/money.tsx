/** What has been paid of what was granted, and what of it was not used. */
import type { JSX } from "preact";
import { useRef, useState } from "preact/hooks";
import type { Answer } from "#domain/contract";
import { dayOf } from "#domain/deadlines";
import { useAct } from "../act.ts";
import { announce } from "../announce.ts";
import { call } from "../api.ts";
import { useNow } from "../clock.ts";
import { ActButton } from "../components/act-button.tsx";
import { wholeNumberIn } from "../figures.ts";
import { useWords } from "../kind.ts";
import { askAgain, useServer } from "../server-state.ts";
import { inSwedish } from "../texts/language.ts";
import { reviewWords } from "../texts/review.ts";
import { useKeptText } from "../use-kept-text.ts";
import type { Submission } from "./decision.tsx";
import { isDay, LineField, Refused, WordsField } from "./fields.tsx";
import { useRefused } from "./refused.ts";

type Props = {
  submission: Submission;
  granted: number;
  decision: NonNullable<Submission["decision"]>;
  done: () => unknown;
};

export function Money({ submission, granted, decision, done }: Props): JSX.Element {
  const words = useWords(reviewWords).money;
  const { id, roles, approved } = submission;
  const { paid, unused } = decision;
  const { data: log } = useServer("log", { id });
  const payments = (log?.events ?? []).filter(({ type }) => type === "paid");
  const payee = log?.events.findLast(({ type }) => type === "approved")?.figures?.payee;
  const isOfficer = roles.includes("officer");
  return (
    <div class="money">
      <h3>{words.heading}</h3>
      {payee ? <Recipient {...payee} /> : log && <p class="quiet small">{words.noPayee}</p>}
      <p>{words.paid(paid, granted)}</p>
      {payments.length > 0 && (
        <ul>
          {payments.map(({ seq, note, figures }) => (
            <li key={seq}>
              {words.one(figures?.amount ?? 0, figures?.on ?? "")} <span {...inSwedish}>{note}</span>
            </li>
          ))}
        </ul>
      )}
      {unused !== null && <p>{words.unused(unused)}</p>}
      {isOfficer && paid < granted && (
        <PaidForm key={paid} {...{ id, done }} left={granted - paid} first={dayOf(approved?.at ?? "")} />
      )}
      {isOfficer && <UnusedForm key={unused} id={id} granted={granted} done={done} />}
    </div>
  );
}

type Payee = NonNullable<NonNullable<Answer<"log">["events"][number]["figures"]>["payee"]>;

/** Who gets the money. */
export function Recipient({ name, orgNo, bankgiro, reference }: Payee): JSX.Element {
  const { payee: words } = useWords(reviewWords).money;
  const rows = [
    [words.name, name],
    [words.orgNo, orgNo],
    [words.bankgiro, bankgiro],
    [words.reference, reference],
  ].filter(([, value]) => value !== "");
  return (
    <dl class="facts">
      {rows.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

type Wrong = "amount" | "on" | "words" | null;

/** `left`: kronor of what was granted; `first`: the day it was. */
type PaidProps = { id: string; left: number; first: string; done: () => unknown };

function PaidForm({ id, left, first, done }: PaidProps): JSX.Element {
  const all = useWords(reviewWords);
  const words = all.money;
  const refused = useRefused();
  const act = useAct();
  const today = dayOf(useNow());
  const [amountText, setAmount] = useState(all.decision.figure(left));
  const [on, setOn] = useState(today);
  const [reference, setReference] = useState("");
  const [wrong, setWrong] = useState<Wrong>(null);
  const fields = {
    amount: useRef<HTMLInputElement>(null),
    on: useRef<HTMLInputElement>(null),
    words: useRef<HTMLInputElement>(null),
  };
  const amount = wholeNumberIn(amountText);

  async function save(): Promise<void> {
    const isWrong = amount === null || amount === 0 || amount > left;
    const found = isWrong
      ? "amount"
      : !isDay(on) || on < first || on > today
        ? "on"
        : reference.trim() === ""
          ? "words"
          : null;
    setWrong(found);
    if (found) return fields[found].current?.focus();
    if (amount === null) return;
    const body = { amount, on, reference: reference.trim() };
    if (
      !(await act.run(
        (key) => call("pay", { id }, { body, key }),
        () => void askAgain("submission"),
      ))
    )
      return;
    announce(words.saved);
    await done();
  }

  return (
    <details class="disclosure">
      <summary>{words.note}</summary>
      <div class="extension-form">
        <LineField
          {...{ id: "utbetalt", label: words.amount, kind: "figure", value: amountText, write: setAmount }}
          {...{ field: fields.amount, fault: wrong === "amount" ? words.amountWrong(left) : null }}
        />
        <LineField
          {...{ id: "utbetalt-den", label: words.on, kind: "date", min: first, max: today, value: on, write: setOn }}
          {...{ field: fields.on, fault: wrong === "on" ? words.onWrong : null }}
        />
        <LineField
          {...{ id: "referens", label: words.reference, hint: words.referenceHint, value: reference }}
          {...{ write: setReference, field: fields.words, fault: wrong === "words" ? words.referenceMissing : null }}
        />
        <Refused sentence={act.refusal === null ? null : refused(act.refusal)} />
        <div class="buttons">
          <ActButton busy={act.busy} onPress={() => void save()}>
            {act.busy ? all.working : words.button}
          </ActButton>
        </div>
      </div>
    </details>
  );
}

function UnusedForm({ id, granted, done }: { id: string; granted: number; done: () => unknown }): JSX.Element {
  const all = useWords(reviewWords);
  const words = all.money;
  const refused = useRefused();
  const act = useAct();
  const kept = useKeptText("oanvant", id);
  const [text, setText] = useState("");
  const [wrong, setWrong] = useState<Wrong>(null);
  const amountField = useRef<HTMLInputElement>(null);
  const noteField = useRef<HTMLTextAreaElement>(null);
  const amount = wholeNumberIn(text);

  async function save(): Promise<void> {
    const found = amount === null || amount > granted ? "amount" : kept.text.trim() === "" ? "words" : null;
    setWrong(found);
    if (found) return (found === "amount" ? amountField : noteField).current?.focus();
    if (amount === null) return;
    const body = { amount, note: kept.text.trim() };
    if (
      !(await act.run(
        (key) => call("noteUnused", { id }, { body, key }),
        () => void askAgain("submission"),
      ))
    )
      return;
    kept.sent();
    announce(words.unusedSaved);
    await done();
  }

  return (
    <details class="disclosure">
      <summary>{words.noteUnused}</summary>
      <div class="extension-form">
        <LineField
          {...{ id: "oanvant", label: words.unusedAmount, kind: "figure", value: text, write: setText }}
          {...{ field: amountField, fault: wrong === "amount" ? words.unusedWrong(granted) : null }}
        />
        <WordsField
          {...{ id: "oanvant-varfor", label: words.unusedNote, hint: words.unusedNoteHint, rows: 2, kept }}
          {...{ field: noteField, busy: act.busy, fault: wrong === "words" ? words.unusedNoteMissing : null }}
        />
        <Refused sentence={act.refusal === null ? null : refused(act.refusal)} />
        <div class="buttons">
          <ActButton busy={act.busy} onPress={() => void save()}>
            {act.busy ? all.working : words.unusedButton}
          </ActButton>
        </div>
      </div>
    </details>
  );
}
