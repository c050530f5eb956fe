/** A round's export as a file, made here of the data the portal answers. Fetched when somebody asks for one. */
import type { Answer } from "#domain/contract";
import { asCsv } from "#domain/csv";
import { answersTable, type ExportFormat, type ExportKind, fitted, overviewTable, type Table } from "#domain/export";
import type { ShownState } from "#domain/submission";
import { call } from "./api.ts";
import { saveFile } from "./save-file.ts";
import { fetchTemplate, templateOf } from "./templates.ts";
import type { takenOutWords } from "./texts/taken-out.ts";

type Wish = {
  round: string;
  what: ExportKind;
  format: ExportFormat;
  key: string;
  words: ReturnType<typeof takenOutWords>["table"];
  states: Record<ShownState, string>;
};

async function tableOf({ round, rows }: Answer<"exportRound">, { what, words, states }: Wish): Promise<Table> {
  const { names, more, ...rest } = words;
  const name = names[what](round.year);
  if (what === "overview") return overviewTable(name, rows, { ...rest, states });
  await fetchTemplate(round.template.id);
  return answersTable(name, templateOf(round), rows, { ...rest, states });
}

async function fileOf(answer: Answer<"exportRound">, wish: Wish): Promise<Blob> {
  const { format, words } = wish;
  switch (format) {
    // The data itself: whole, with the portal's own keys and times in UTC.
    case "json":
      return new Blob([`${JSON.stringify(answer, null, 2)}\n`], { type: "application/json" });
    case "csv":
      return new Blob([asCsv(fitted(await tableOf(answer, wish), words.more))], { type: "text/csv;charset=utf-8" });
    case "xlsx":
      return (await import("./xlsx.ts")).asXlsx(await tableOf(answer, wish), words.more);
  }
}

/** Asks, makes the file and saves it; answers its name. Throws ApiRefusal and Offline. */
export async function takeOut(wish: Wish): Promise<string> {
  const { round, what, format, key, words } = wish;
  const answer = await call("exportRound", { round }, { body: { what, format }, key });
  const name = `${words.names[what](answer.round.year)}.${format}`;
  saveFile(await fileOf(answer, wish), name);
  return name;
}
