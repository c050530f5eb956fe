/** The fields of the form for a signed paper, each with its hint and what is wrong with it. */
import type { ComponentChildren, JSX } from "preact";
import { scanEndings } from "#domain/attachments";
import type { Answer } from "#domain/contract";
import type { Day } from "#domain/deadlines";
import { useWords } from "../kind.ts";
import { formatSize } from "../texts/formats.ts";
import { inSwedish } from "../texts/language.ts";
import { paperWords } from "../texts/paper.ts";
import type { useKeptText } from "../use-kept-text.ts";
import { Unstored } from "./unstored.tsx";

type Words = ReturnType<typeof paperWords>["form"];
/** `words`: where other things are asked than about a paper with a code. */
type Field = { id: string; fault: string | undefined; words?: Partial<Words> };

const useFieldWords = (other: Partial<Words> = {}): Words => ({ ...useWords(paperWords).form, ...other });

const describedBy = (id: string, fault: string | undefined): string => (fault ? `${id}-tips ${id}-fel` : `${id}-tips`);

function Around({ id, fault, hint }: Omit<Field, "words"> & { hint: string }): JSX.Element {
  return (
    <>
      <span class="hint" id={`${id}-tips`}>
        {hint}
      </span>
      {fault && (
        <p class="fault" id={`${id}-fel`} role="alert">
          {fault}
        </p>
      )}
    </>
  );
}

export function FileField({
  id,
  fault,
  words: other,
  chosen,
  onChoose,
  accepted = scanEndings,
}: Field & { chosen: File | null; onChoose: (file: File) => void; accepted?: readonly string[] }): JSX.Element {
  const words = useFieldWords(other);
  return (
    <div class="field">
      <span class="label" id={`${id}-namn`}>
        {words.file}
      </span>
      <Around id={id} fault={fault} hint={words.fileHint} />
      {chosen && (
        <p class="paper-chosen" id={`${id}-vald`}>
          {words.chosen(chosen.name, formatSize(chosen.size))}
        </p>
      )}
      <div>
        <label class="button paper-file">
          <input
            id={id}
            type="file"
            class="visually-hidden"
            accept={accepted.map((ending) => `.${ending}`).join(",")}
            aria-labelledby={`${id}-namn ${id}-val`}
            aria-describedby={`${describedBy(id, fault)}${chosen ? ` ${id}-vald` : ""}`}
            aria-invalid={fault ? "true" : undefined}
            onChange={({ currentTarget }) => {
              const file = currentTarget.files?.[0];
              if (file) onChoose(file);
              // The same file may be chosen again after a failure.
              currentTarget.value = "";
            }}
          />
          <span id={`${id}-val`}>{chosen ? words.chooseAnother : words.choose}</span>
        </label>
      </div>
    </div>
  );
}

export function CodeField({
  id,
  fault,
  value,
  onType,
}: Field & { value: string; onType: (typed: string) => void }): JSX.Element {
  const words = useWords(paperWords).form;
  return (
    <div class="field">
      <label for={id}>{words.code}</label>
      <Around id={id} fault={fault} hint={words.codeHint} />
      <input
        id={id}
        class="input paper-code"
        autocomplete="off"
        autocapitalize="characters"
        spellcheck={false}
        // The whole link that the square holds may be pasted, too.
        maxLength={200}
        value={value}
        aria-invalid={fault ? "true" : undefined}
        aria-describedby={describedBy(id, fault)}
        onInput={({ currentTarget }) => onType(currentTarget.value)}
      />
    </div>
  );
}

type Heads = Answer<"submission">["heads"];

/** Where there is one head nothing is to be chosen. */
export function HeadField({
  id,
  fault,
  heads,
  value,
  onChoose,
}: Field & { heads: Heads; value: string; onChoose: (head: string) => void }): JSX.Element {
  const words = useWords(paperWords).form;
  const [only, ...others] = heads;
  if (only && others.length === 0) return <p>{words.headIs(only.name)}</p>;
  return (
    <fieldset class="field" aria-describedby={fault ? `${id}-fel` : undefined}>
      <legend class="label">{words.head}</legend>
      {fault && (
        <p class="fault" id={`${id}-fel`} role="alert">
          {fault}
        </p>
      )}
      {heads.map((head, index) => (
        <label class="tick" key={head.id}>
          <input
            {...(index === 0 ? { id } : {})}
            type="radio"
            name={id}
            checked={value === head.id}
            onChange={() => onChoose(head.id)}
          />
          <span>{head.name}</span>
        </label>
      ))}
    </fieldset>
  );
}

export function DayField({
  id,
  fault,
  words: other,
  value,
  from,
  to,
  onChoose,
}: Field & { value: Day; from: Day; to: Day; onChoose: (day: Day) => void }): JSX.Element {
  const words = useFieldWords(other);
  return (
    <div class="field">
      <label for={id}>{words.day}</label>
      <Around id={id} fault={fault} hint={words.dayHint(from, to)} />
      <input
        id={id}
        class="input figure"
        type="date"
        min={from}
        max={to}
        value={value}
        aria-invalid={fault ? "true" : undefined}
        aria-describedby={describedBy(id, fault)}
        onInput={({ currentTarget }) => onChoose(currentTarget.value)}
      />
    </div>
  );
}

export function ReasonField({
  id,
  fault,
  words: other,
  kept,
}: Field & { kept: ReturnType<typeof useKeptText> }): ComponentChildren {
  const words = useFieldWords(other);
  return (
    <div class="field">
      <label for={id}>{words.reason}</label>
      <Around id={id} fault={fault} hint={words.reasonHint} />
      <textarea
        id={id}
        class="input"
        {...inSwedish}
        rows={3}
        value={kept.text}
        aria-invalid={fault ? "true" : undefined}
        aria-describedby={describedBy(id, fault)}
        onInput={({ currentTarget }) => kept.write(currentTarget.value)}
      />
      <Unstored kept={kept} />
    </div>
  );
}
