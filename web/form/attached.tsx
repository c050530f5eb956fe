/** The files that go with the plan, and those on their way: open, remove, follow, stop, try again. */
import { useEffect, useLayoutEffect, useReducer, useRef, useState } from "preact/hooks";
import { isStranded } from "#domain/attachments";
import { announce } from "../announce.ts";
import { call } from "../api.ts";
import { useNow } from "../clock.ts";
import type { File as Attached, Draft } from "../draft/draft.ts";
import { useTold } from "../draft/watching.ts";
import { useOpenFile } from "../open-file.ts";
import { isPassing, refusedAs } from "../refusal.ts";
import { useSentenceOf } from "../sentence.ts";
import { askAgain, useServer } from "../server-state.ts";
import { files as words } from "../texts/files.ts";
import { formatSize } from "../texts/formats.ts";
import { Unsendable } from "./upload.ts";
import { mayHelp, type Upload, uploadsOf } from "./uploads.ts";

type Props = {
  id: string;
  draft: Draft;
  /** All that have been chosen since the form was opened, also those chosen before this was there to send them. */
  chosen: readonly File[];
  /** Id of the field files are chosen in. */
  input: string;
};

/** All it needs is handed to it: what it shared with the form in modules would have to be fetched apart from the form. */
export function AttachedFiles({ id, draft, chosen, input }: Props) {
  const sentenceOf = useSentenceOf();
  const toInput = () => document.getElementById(input)?.focus();
  const choose = () => document.getElementById(input)?.click();
  const files = useTold(draft, () => draft.files);
  const [, redraw] = useReducer((n: number) => n + 1, 0);
  const [failure, setFailure] = useState<unknown>(null);
  const uploads = uploadsOf(id);

  useEffect(
    () =>
      uploads.show({
        changed: () => redraw(undefined),
        arrived: (file) => draft.setFiles([...draft.files.filter((each) => each.id !== file.id), file]),
        during: (work) => draft.during(work),
      }),
    [uploads, draft],
  );
  const taken = useRef(0);
  useEffect(() => {
    const fresh = chosen.slice(taken.current);
    taken.current = chosen.length;
    if (fresh.length > 0) uploads.add(fresh);
  }, [uploads, chosen]);
  useVerdicts(files);

  async function remove(file: Attached): Promise<void> {
    const isStored = file.state === "stored";
    if (isStored && !confirm(words.sure(file.name))) return;
    setFailure(null);
    try {
      // What may be stored meanwhile, in another tab, stays.
      await draft.during(call(isStored ? "removeFile" : "cancelFile", { id, file: file.id }));
      draft.setFiles(draft.files.filter((each) => each.id !== file.id));
      announce(isStored ? words.removed(file.name) : words.cancelled(file.name));
      toInput();
    } catch (error) {
      setFailure(error);
    }
  }

  const underWay = uploads.all();
  // One's own file on its way is shown as such, not as what the portal has of it so far.
  const there = files.filter(
    ({ id: file, state }) => state === "stored" || !underWay.some((each) => each.file === file),
  );
  const opening = useOpenFile(id, there);
  const refusal = failure ?? opening.failure;
  const list = useKeptFocus(toInput);
  return (
    <>
      {there.length + underWay.length > 0 && (
        <ul class="attached" aria-label={words.list} ref={list}>
          {there.map((file, index) => (
            <Row
              key={file.id}
              file={file}
              onOpen={() => opening.open(index)}
              onRemove={() => remove(file)}
              onChoose={choose}
            />
          ))}
          {underWay.map((upload) => (
            <Sending
              key={upload.key}
              upload={upload}
              onRetry={() => {
                uploads.retry(upload);
                toInput();
              }}
              onCancel={() => {
                uploads.cancel(upload);
                toInput();
              }}
            />
          ))}
        </ul>
      )}
      {refusal !== null && (
        <p class="fault" role="alert">
          {sentenceOf(refusal)}
        </p>
      )}
    </>
  );
}

type RowProps = { file: Attached; onOpen: () => void; onRemove: () => void; onChoose: () => void };

function Row({ file, onOpen, onRemove, onChoose }: RowProps) {
  const { name, size, state, verdict, by, at } = file;
  const { data: me } = useServer("me", {});
  const now = useNow();
  const isUnderWay = state === "uploading" && !isStranded(file, now);
  // A colleague's is theirs to stop. One's own may be on its way from another tab, or left behind by one that is closed.
  const isTheirs = isUnderWay && by !== me?.person.name;
  const isHalf = state === "uploading" && !isTheirs;
  const mayOpen = state === "stored" && (verdict === "clean" || verdict === "unscanned");
  return (
    <li data-file={file.id}>
      {mayOpen ? (
        <button type="button" class="file" onClick={onOpen} aria-label={words.open(name)}>
          {name}
        </button>
      ) : (
        <span class="file">{name}</span>
      )}
      <span class="about quiet small">
        {formatSize(size)} · {words.by(by, at)}
      </span>
      {isUnderWay ? (
        <span class="about quiet small">{isTheirs ? words.sentBy(by) : words.half}</span>
      ) : isHalf ? (
        <span class="about fault small">{words.stranded}</span>
      ) : (
        <span class={`about small verdict ${verdict}`}>{words.verdicts[verdict]}</span>
      )}
      <span class="acts no-print">
        {isHalf && (
          <button type="button" class="button plain" aria-label={words.chooseAgainOne(name)} onClick={onChoose}>
            {words.chooseAgain}
          </button>
        )}
        {!isTheirs && (
          <button
            type="button"
            class="button plain"
            aria-label={isUnderWay ? words.cancelOne(name) : words.removeOne(name)}
            onClick={onRemove}
          >
            {isUnderWay ? words.cancel : words.remove}
          </button>
        )}
      </span>
    </li>
  );
}

function Sending({ upload, onRetry, onCancel }: { upload: Upload; onRetry: () => void; onCancel: () => void }) {
  const sentenceOf = useSentenceOf();
  const { chosen, phase, percent } = upload;
  const { name, size } = chosen;
  const isFailed = phase === "failed";
  return (
    <li class="no-print" data-file={upload.file ?? undefined}>
      <span class="file">{name}</span>
      {isFailed ? (
        <span class="about fault small" role="alert">
          {whyNot(upload.refusal, sentenceOf)}
        </span>
      ) : (
        <>
          <span class="about quiet small">
            {formatSize(size)} ·{" "}
            {phase === "waiting" ? words.waiting : percent < 100 ? words.sending(percent) : words.confirming}
          </span>
          {phase === "sending" && <progress aria-label={words.sendingOne(name)} max={100} value={percent} />}
        </>
      )}
      <span class="acts">
        {isFailed && mayHelp(upload.refusal) && (
          <button type="button" class="button plain" aria-label={words.retryOne(name)} onClick={onRetry}>
            {words.retry}
          </button>
        )}
        <button
          type="button"
          class="button plain"
          aria-label={isFailed ? words.removeOne(name) : words.cancelOne(name)}
          onClick={onCancel}
        >
          {isFailed ? words.remove : words.cancel}
        </button>
      </span>
    </li>
  );
}

function whyNot(refusal: unknown, sentenceOf: (error: unknown) => string): string {
  if (refusal instanceof Unsendable) return words[refusal.reason];
  if (refusedAs(refusal, "unauthenticated")) return words.loggedOut;
  return isPassing(refusal) ? words.away : sentenceOf(refusal);
}

/**
 * A button that goes while the focus is on it, as when its file has arrived, leaves the focus on the last button of the same file,
 * or else where files are chosen.
 */
function useKeptFocus(elsewhere: () => void) {
  const list = useRef<HTMLUListElement>(null);
  // Seen before this drawing changes anything on the page.
  const at = document.activeElement;
  const file = list.current?.contains(at) ? (at?.closest<HTMLElement>("[data-file]")?.dataset.file ?? "") : null;
  useLayoutEffect(() => {
    if (file === null || at?.isConnected) return;
    const line = [...(list.current?.children ?? [])].find((each) => (each as HTMLElement).dataset.file === file);
    const last = [...(line?.querySelectorAll("button") ?? [])].at(-1);
    if (last) last.focus();
    else elsewhere();
  });
  return list;
}

const firstPause = 1_500;
const longestPause = 30_000;

/** Asks again, ever more seldom, until the scan has said something of every file, and tells when one is harmful. */
function useVerdicts(files: readonly Attached[]): void {
  const pending = files.filter(({ state, verdict }) => state === "stored" && verdict === "pending").length;
  useEffect(() => {
    if (pending === 0) return;
    let pause = firstPause;
    let timer: ReturnType<typeof setTimeout>;
    let isOver = false;
    const next = () => {
      timer = setTimeout(async () => {
        await askAgain("submission");
        pause = Math.min(longestPause, 2 * pause);
        if (!isOver) next();
      }, pause);
    };
    next();
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [pending]);

  const told = useRef(new Set(files.filter(isHarmful).map(({ id }) => id)));
  useEffect(() => {
    for (const { id, name } of files.filter(isHarmful)) {
      if (told.current.has(id)) continue;
      told.current.add(id);
      announce(words.foundHarmful(name));
    }
  }, [files]);
}

const isHarmful = ({ verdict }: Attached): boolean => verdict === "infected";
