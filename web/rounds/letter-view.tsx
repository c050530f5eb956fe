/** A letter as it will look: the same parts in the same order as lambdas/mail/letter.ts has them, drawn by a style sheet instead of by each element. */
import type { JSX } from "preact";
import type { Letter } from "#domain/texts/mail.sv";
import { rounds } from "../texts/rounds.ts";
import "./letter.css";

type Props = {
  letter: Letter;
  /** The form's, which is Swedish in every language. */
  title: string;
};

export function LetterView({ letter, title }: Props): JSX.Element {
  const { subject, paragraphs, action, facts, language, footer } = letter;
  return (
    <div class="letter" lang={language}>
      <div class="letter-paper">
        <p class="letter-brand" lang="sv">
          RSS-portalen
        </p>
        <p class="letter-subject">
          <span class="visually-hidden">{rounds.mails.subject}: </span>
          {subject}
        </p>
        {paragraphs.map((text) => (
          <p key={text} class="letter-text">
            {text}
          </p>
        ))}
        {facts.length > 0 && (
          <dl class="letter-facts">
            {facts.map(({ label, value }) => (
              <div key={label}>
                <dt>{label}</dt>
                <dd lang={value === title ? "sv" : undefined}>{value}</dd>
              </div>
            ))}
          </dl>
        )}
        {/* What it leads to need not exist yet. */}
        {action && (
          <p>
            <span class="letter-button">{action.label}</span>
          </p>
        )}
        <p class="letter-foot">{footer}</p>
      </div>
    </div>
  );
}
