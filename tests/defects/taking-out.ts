/** Defects in what is taken out of the portal, and in what is noted of it. */
import type { Defect } from "./board.ts";

const unit = (name: string) => `tests/unit/${name}.test.ts`;
const integration = (name: string) => `tests/integration/${name}.test.ts`;

export const takingOut: Defect[] = [
  {
    name: "a full-width formula is live in CSV",
    file: "lambdas/domain/csv.ts",
    find: "＝＋－＠﹢﹣﹦﹫−",
    replace: "",
    killedBy: unit("export-odd"),
    test: "begin with nothing that a spreadsheet runs",
  },
  {
    name: "a text that looks like an escape is another one in Excel",
    file: "web/xlsx.ts",
    find: `.replace(spelled, "_x005F_")`,
    replace: "",
    killedBy: unit("export-odd"),
    test: "are all there, each of its kind and as it was",
  },
  {
    name: "a text too long for a cell is cut within a character",
    file: "lambdas/domain/export.ts",
    find: "const to = from + most - (isSplit ? 1 : 0);",
    replace: "const to = from + most;",
    killedBy: unit("export"),
    test: "goes on in a column beside it",
  },
  {
    name: "SKR is given a text though that could not be noted",
    file: "lambdas/api/reads.ts",
    find: "await store.noteRead(id, user.person.id, version, as, receivedAt);",
    replace: "await store.noteRead(id, user.person.id, version, as, receivedAt).catch(() => {});",
    killedBy: integration("fault-sweep"),
    test: "read a version at SKR happens once",
  },
  {
    name: "an export is not on record",
    file: "lambdas/api/exports.ts",
    find: "await record.exported(round.id, { what, format, submission: null }, by, request.key);",
    replace: "",
    killedBy: integration("taken-out"),
    test: "is on record once for each press of the button",
  },
  {
    name: "a record gives out a file that nobody has looked at",
    file: "lambdas/api/record.ts",
    find: `verdict !== "pending" && verdict !== "infected"`,
    replace: `verdict !== "infected"`,
    killedBy: integration("taken-out"),
    test: "gives no file out that is not checked",
    after: "has for SKR no word of what a head says",
  },
  {
    name: "an attachment takes the place of another of the same name",
    file: "lambdas/domain/record.ts",
    find: "if (taken.has(key)) continue;",
    replace: "",
    killedBy: unit("record"),
    test: "two of one name both",
  },
];
