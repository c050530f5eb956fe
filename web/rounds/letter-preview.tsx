/** One of several mails of the same kind, as it will look to whoever is chosen among those who get it. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { dayOf } from "#domain/deadlines";
import type { PlannedMail } from "#domain/planned";
import { Labelled } from "../components/labelled.tsx";
import { rounds } from "../texts/rounds.ts";
import type { Everybody } from "./everybody.ts";
import { letterOf, type Play } from "./letter-of.ts";
import { LetterView } from "./letter-view.tsx";
import { receiverOf } from "./receiver.ts";

const words = rounds.mails;

type Props = { mails: PlannedMail[]; everybody: Everybody; play: Play };

export function LetterPreview({ mails, everybody, play }: Props): JSX.Element | null {
  const [n, choose] = useState(0);
  const mail = mails[n] ?? mails[0];
  if (!mail) return null;
  const letter = letterOf(mail, play, location.origin);
  const field = `till-${mail.kind}-${dayOf(mail.at)}`;
  const { to } = mail;
  return (
    <div class="mail-preview">
      {mails.length > 1 && (
        <Labelled id={field} label={words.showHow}>
          {(tied) => (
            <select
              {...tied}
              class="input"
              value={String(n)}
              onChange={({ currentTarget }) => choose(Number(currentTarget.value))}
            >
              {mails.map((each, index) => (
                <option key={each.to.person} value={String(index)}>
                  {receiverOf(each.to, everybody)}
                </option>
              ))}
            </select>
          )}
        </Labelled>
      )}
      <dl class="mail-facts">
        <div>
          <dt>{words.to}</dt>
          <dd>
            {receiverOf(to, everybody)} {to.address && <span class="quiet">{to.address}</span>}
          </dd>
        </div>
        <div>
          <dt>{words.sent}</dt>
          <dd>{rounds.instant(mail.at)}</dd>
        </div>
        <div>
          <dt>{words.language}</dt>
          <dd>{to.language === "sv" ? words.swedish : words.english}</dd>
        </div>
      </dl>
      <LetterView letter={letter} title={play.title} />
      {mail.kind === "not-handed-in" && <p class="quiet small">{words.calendar}</p>}
      {mail.kind === "receipt" && <p class="quiet small">{words.pdf}</p>}
    </div>
  );
}
