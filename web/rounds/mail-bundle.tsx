/** Mails of one kind that go at the same time, in a line that opens into what they look like. */
import type { JSX } from "preact";
import type { PlannedMail } from "#domain/planned";
import { rounds } from "../texts/rounds.ts";
import type { Everybody } from "./everybody.ts";
import type { Play } from "./letter-of.ts";
import { LetterPreview } from "./letter-preview.tsx";
import { receiverOf } from "./receiver.ts";
import "./mails.css";

const words = rounds.mails;

export type Bundle = { key: string; mails: PlannedMail[] };

type BundleProps = {
  bundle: Bundle;
  everybody: Everybody;
  play: Play;
  isOpen: boolean;
  toggle: (isOpen: boolean) => void;
};

export function BundleOf({ bundle: { mails, key }, everybody, play, isOpen, toggle }: BundleProps): JSX.Element | null {
  const [first] = mails;
  if (!first) return null;
  const names = mails.map(({ to }) => receiverOf(to, everybody));
  const id = `mejl-${first.at}-${key}`.replace(/[^\w-]/g, "-");
  return (
    <li>
      <button type="button" class="mail-row" aria-expanded={isOpen} aria-controls={id} onClick={() => toggle(!isOpen)}>
        <span class="mail-kind">{words.kinds[first.kind]}</span>
        <span class="mail-count">{words.count(mails.length)}</span>
        <span class="mail-names">{words.people(names.slice(0, 3), Math.max(0, names.length - 3))}</span>
      </button>
      <div id={id} hidden={!isOpen}>
        {isOpen && <LetterPreview mails={mails} {...{ everybody, play }} />}
      </div>
    </li>
  );
}
