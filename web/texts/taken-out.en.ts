/** Words of what is taken out of the portal, in English. */
import { formatCount } from "#domain/formats.en";
import { byKind } from "#domain/texts/kinds";
import { nouns } from "#domain/texts/nouns.en";
import type { takenOutWords as sv } from "./taken-out.sv.ts";

export const takenOutWords = byKind(
  nouns,
  (it) =>
    ({
      panel: {
        heading: "Take data out",
        sideBySide: "Read one question for all counties",
        what: "What",
        kinds: {
          overview: "The overview: a county a row, with state, times and decisions",
          answers: `The answers: a county a row, a question a column. Only submitted ${it.names.toLowerCase()}.`,
        },
        format: "File format",
        formats: { xlsx: "Excel (XLSX)", csv: "CSV", json: "JSON" },
        logged: "That you fetch the file is put in the round’s log.",
        button: "Fetch the file",
        working: "Fetching …",
        done: (name: string) => `${name} has been fetched.`,
      },
      table: {
        yes: "Yes",
        no: "No",
        explanation: "Explanation",
        goals: "The goals one by one",
        more: (name: string, part: number) => `${name} (continued, ${formatCount(part)})`,
        columns: {
          county: "County",
          rss: "RSS",
          letter: "County letter",
          host: "Host",
          state: "State",
          number: "Receipt number",
          received: "Received (Swedish time)",
          inTime: "In time",
          signed: "Signed (Swedish time)",
          closes: "Last day",
          requested: "Extension asked for",
          decided: "Decided (Swedish time)",
          amount: "Amount granted, SEK",
          due: "Answer by",
          assigned: "Officer",
          paid: "Paid, SEK",
          unused: "Unused, SEK",
          moved: "Last changed (Swedish time)",
          version: "Version",
          hash: "Checksum",
        },
        names: {
          overview: (year: number) => `${it.names} ${year} overview`,
          answers: (year: number) => `${it.names} ${year} answers`,
        },
      },
      side: {
        title: (name: string) => `Question ${name}, county by county`,
        choose: "Question",
        lead: (submitted: number, all: number) =>
          `${formatCount(submitted)} of ${formatCount(all)} counties ${submitted === 1 ? "has" : "have"} answered.`,
        none: (counties: number) =>
          `No ${it.a} submitted: ${formatCount(counties)} ${counties === 1 ? "county" : "counties"}`,
        empty: "No answer",
        counties: "Go to county",
        open: (county: string) => `Open ${it.the} from ${county}`,
        print: "Print",
        logged: "That you read the answers is noted with each RSS.",
      },
      record: {
        button: "Download everything (ZIP)",
        hint: "PDFs, attachments, receipts and events, for your register or archive.",
        hintStaff: "PDFs, attachments, receipts and events. That you fetch them is put in the log.",
        working: (fetched: number, all: number) => `Fetching file ${formatCount(fetched)} of ${formatCount(all)} …`,
        preparing: "Finding out what there is …",
        done: (size: string) => `Everything has been fetched (${size}). All checksums are right.`,
        doneWithout: (count: number) =>
          `It has been fetched. ${count === 1 ? "1 file is" : `${formatCount(count)} files are`} not in it, being unchecked or harmful. The text file in it tells which.`,
        wrong: (path: string) =>
          `${path} did not arrive whole. Nothing is saved on the computer. Try again, and tell SKR if it happens again.`,
        lost: (path: string) => `${path} could not be fetched. Nothing is saved on the computer. Try again.`,
      },
    }) satisfies ReturnType<typeof sv>,
);
