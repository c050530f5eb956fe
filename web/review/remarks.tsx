/** What SKR's officers say about one answer, or about the whole: to each other, or for the RSS to read. */
import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type { Answer } from "#domain/contract";
import { useAct } from "../act.ts";
import { announce } from "../announce.ts";
import { call } from "../api.ts";
import { isKept } from "../kept-text.ts";
import { useWords } from "../kind.ts";
import { askAgain } from "../server-state.ts";
import { inSwedish } from "../texts/language.ts";
import { reviewWords } from "../texts/review.ts";
import { useKeptText } from "../use-kept-text.ts";
import { Refused, WordsField } from "./fields.tsx";
import { useRefused } from "./refused.ts";

export type Remark = Answer<"remarks">["remarks"][number];

type Props = {
  /** Of the submission. */
  id: string;
  /** Null: the whole. */
  question: string | null;
  name: string;
  version: number;
  remarks: Remark[];
  mayWrite: boolean;
};

export function Remarks({ id, question, name, version, remarks, mayWrite }: Props): JSX.Element | null {
  const words = useWords(reviewWords).remarks;
  const about = ["remark", id, question ?? ""];
  // Half a remark is there again after a reload.
  const [isWriting, setWriting] = useState(() => isKept(...about));
  const [showsResolved, setShowsResolved] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);
  const own = remarks.filter((remark) => remark.question === question);
  const resolved = own.filter((remark) => remark.resolved);
  const shown = own.filter((remark) => showsResolved || !remark.resolved);
  if (own.length === 0 && !mayWrite) return null;
  // What had the focus goes away.
  const toOpener = () => void requestAnimationFrame(() => opener.current?.focus());
  const close = () => {
    setWriting(false);
    toOpener();
  };
  return (
    <div class="remarks">
      {shown.length > 0 && (
        <ul aria-label={words.of(name)}>
          {shown.map((remark) => (
            <One key={remark.id} {...{ id, remark, version, mayWrite }} gone={showsResolved ? null : toOpener} />
          ))}
        </ul>
      )}
      {isWriting && <NewRemark {...{ id, question, name, about, close }} />}
      <div class="buttons">
        {mayWrite && !isWriting && (
          <button
            type="button"
            class="button plain"
            ref={opener}
            aria-label={words.writeOne(name)}
            onClick={() => setWriting(true)}
          >
            {words.write}
          </button>
        )}
        {resolved.length > 0 && (
          <button
            type="button"
            class="button plain"
            aria-expanded={showsResolved}
            onClick={() => setShowsResolved(!showsResolved)}
          >
            {showsResolved ? words.hideResolved : words.showResolved(resolved.length)}
          </button>
        )}
      </div>
    </div>
  );
}

type OneProps = {
  id: string;
  remark: Remark;
  version: number;
  mayWrite: boolean;
  /** Null where it stays once it is resolved. */
  gone: (() => void) | null;
};

function One({ id, remark, version, mayWrite, gone }: OneProps): JSX.Element {
  const words = useWords(reviewWords).remarks;
  const refused = useRefused();
  const act = useAct();
  const { text, by, at, rev, visible, resolved } = remark;

  const turn = (to: { visible?: boolean; resolved?: boolean }) =>
    act.run(async () => {
      const body = { visible, resolved: resolved !== null, ...to };
      await call("changeRemark", { id, remark: remark.id }, { body, ifMatch: rev }).catch(async (error: unknown) => {
        // A colleague was first: what they did is shown.
        await askAgain("remarks");
        throw error;
      });
      await askAgain("remarks");
      if (!to.resolved) return;
      announce(words.isResolved);
      gone?.();
    });

  const button = (label: string, to: Parameters<typeof turn>[0]) => (
    <button
      type="button"
      class="button plain"
      aria-disabled={act.busy}
      aria-label={words.one(label, by)}
      onClick={() => void turn(to)}
    >
      {label}
    </button>
  );

  return (
    <li class={`remark ${visible ? "shown" : "internal"}${resolved ? " resolved" : ""}`}>
      <p class="remark-by">
        <strong>{by}</strong>{" "}
        <span class="quiet">
          {words.when(at)}
          {remark.version !== version && `, ${words.inVersion(remark.version)}`}
        </span>{" "}
        <span class="remark-mark">{visible ? words.shown : words.internal}</span>
      </p>
      <p class="remark-text" {...inSwedish}>
        {text}
      </p>
      {resolved && <p class="quiet small">{words.resolvedBy(resolved.by)}</p>}
      {mayWrite && (
        <div class="remark-acts">
          {button(resolved ? words.reopen : words.resolve, { resolved: resolved === null })}
          {button(visible ? words.hide : words.show, { visible: !visible })}
        </div>
      )}
      <Refused sentence={act.refusal === null ? null : refused(act.refusal)} />
    </li>
  );
}

type NewProps = { id: string; question: string | null; name: string; about: string[]; close: () => void };

function NewRemark({ id, question, name, about, close }: NewProps): JSX.Element {
  const all = useWords(reviewWords);
  const words = all.remarks;
  const refused = useRefused();
  const act = useAct();
  const kept = useKeptText(...about);
  const [visible, setVisible] = useState(false);
  const [isMissing, setMissing] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  // Whoever opens it means to write.
  useEffect(() => field.current?.focus(), []);

  async function save(event: Event): Promise<void> {
    event.preventDefault();
    const text = kept.text.trim();
    setMissing(text === "");
    if (text === "") return field.current?.focus();
    const body = { question, text, visible };
    if (!(await act.run(() => call("remark", { id }, { body, key: kept.sendingKey() })))) return;
    kept.sent();
    announce(words.saved);
    await askAgain("remarks");
    close();
  }

  return (
    <form class="new-remark" onSubmit={(event) => void save(event)}>
      <WordsField
        {...{ id: `anmarkning-${question ?? "allt"}`, label: words.label(name), kept, field, busy: act.busy }}
        fault={isMissing ? words.missing : null}
      />
      <label class="tick">
        <input type="checkbox" checked={visible} onChange={({ currentTarget }) => setVisible(currentTarget.checked)} />
        <span>
          {words.visible}
          <br />
          <span class="quiet small">{words.visibleHint}</span>
        </span>
      </label>
      <Refused sentence={act.refusal === null ? null : refused(act.refusal)} />
      <div class="buttons">
        <button type="submit" class="button" aria-disabled={act.busy}>
          {act.busy ? all.working : words.save}
        </button>
        <button type="button" class="button plain" onClick={close}>
          {all.cancel}
        </button>
      </div>
    </form>
  );
}
