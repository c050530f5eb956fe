/** A setting as it is told to people where it is not a field. */
import type { Answer } from "#domain/contract";
import { wholeNumberIn } from "../figures.ts";
import { rounds as words } from "../texts/rounds.ts";
import type { Field, Typed } from "./settings-form.ts";

type Rsses = Pick<Answer<"register">["rsses"][number], "id" | "county">[];
type Rounds = Pick<Answer<"run">["round"], "id" | "kind" | "year">[];

const kronor = (text: string): string => {
  const amount = wholeNumberIn(text);
  return amount === null ? text : words.amount(amount);
};

export function shown(field: Field, typed: Typed, rsses: Rsses, rounds: Rounds): string {
  const text = typed[field];
  switch (field) {
    case "opensAt":
    case "closesOn":
    case "reportBy":
      return /^\d{4}-\d{2}-\d{2}$/.test(text) ? words.weekday(text) : text;
    case "weekendRule":
    case "act":
      return words.settings.choices[text as keyof typeof words.settings.choices];
    case "amounts.standard":
    case "amounts.metropolitan":
    case "frame":
      return text === "" ? "–" : kronor(text);
    case "amounts.metropolitanCounties":
      return countiesOf(text, rsses);
    case "follows": {
      const followed = rounds.find(({ id }) => id === text);
      return followed ? words.name(followed.kind, followed.year) : words.settings.noRound;
    }
    default:
      return text === "" ? "–" : text;
  }
}

const countiesOf = (letters: string, rsses: Rsses): string =>
  letters === ""
    ? "–"
    : words.listed(letters.split(", ").map((letter) => rsses.find(({ id }) => id === letter)?.county ?? letter));
