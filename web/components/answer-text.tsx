/**
 * An applicant's own words. Nothing is added, left out or moved: line breaks stay, and where two lines or more in a row begin
 * as items of a list do, they get a hanging indent and are told as a list, with the marks as they were written.
 */
import type { JSX } from "preact";
import { type Line, lineOf } from "#domain/lines";

type Group = { kind: "list"; lines: Line[] } | { kind: "paragraph"; text: string };

/** Paragraphs end at an empty line, lists at the first line that is no item. A lone item is a line like any other. */
export function groupsOf(text: string): Group[] {
  const written = text.split("\n");
  const lines = written.map(lineOf);
  const isItem = (index: number) => (lines[index]?.marker ?? "") !== "";
  const groups: Group[] = [];
  let open = false;
  lines.forEach((line, index) => {
    const last = groups.at(-1);
    if (isItem(index) && (isItem(index - 1) || isItem(index + 1))) {
      if (last?.kind === "list" && isItem(index - 1)) last.lines.push(line);
      else groups.push({ kind: "list", lines: [line] });
      open = false;
    } else if (written[index]?.trim() === "") {
      open = false;
    } else if (open && last?.kind === "paragraph") {
      last.text += `\n${written[index]}`;
    } else {
      groups.push({ kind: "paragraph", text: written[index] ?? "" });
      open = true;
    }
  });
  return groups;
}

export function AnswerText({ text }: { text: string }): JSX.Element {
  return (
    <>
      {groupsOf(text).map((group, index) =>
        group.kind === "paragraph" ? (
          <p key={index}>{group.text}</p>
        ) : (
          // `role` is repeated because Safari drops it from lists without bullets.
          // biome-ignore lint/a11y/noRedundantRoles: as above
          <ul key={index} role="list">
            {group.lines.map(({ marker, text: words }, line) => (
              <li key={line}>
                <span class="marker">{marker} </span>
                <span>{words}</span>
              </li>
            ))}
          </ul>
        ),
      )}
    </>
  );
}
