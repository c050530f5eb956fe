/**
 * `npm run -s first-admin -- --table T --issuer URL --subject SUB --name NAME --email ADDRESS [--another]`: makes whoever logs in so the
 * portal's first administrator, or one more where none of those there are can log in. Account and region are the shell's, as for a
 * deployment.
 */
import { createHash, randomUUID } from "node:crypto";
import { parseArgs } from "node:util";
import { instant } from "#domain/deadlines";
import { identityHash } from "#domain/permissions";
import { openDatabase } from "./database.ts";
import { putFirst } from "./first.ts";

const text = { type: "string" } as const;
const options = {
  ...{ table: text, issuer: text, subject: text, name: text, email: text },
  another: { type: "boolean", default: false },
} as const;
const { table, issuer, subject, name, email, another } = told();
const sha256 = (words: string) => createHash("sha256").update(words).digest("hex");

try {
  const outcome = await putFirst(openDatabase(), table, {
    person: { id: randomUUID(), name, email },
    identity: identityHash(issuer, subject, sha256),
    now: instant(Date.now()),
    isAnother: another,
  });
  const said = {
    made: `${name} är administratör nu, och kan släppa in andra.`,
    "there-is-one":
      "Portalen har redan en administratör: be om en inbjudan. Kan ingen administratör logga in längre, lägg till --another. Inget har ändrats.",
    known: "Portalen känner redan den som loggar in så. Inget har ändrats.",
  }[outcome];
  if (outcome === "made") console.log(said);
  else fail(said, 1);
} catch (error) {
  // No credentials, no such table, nobody there: where in the SDK that was helps nobody.
  const isOfAws = error instanceof Error && ("$metadata" in error || error.name === "CredentialsProviderError");
  if (!isOfAws) throw error;
  fail(`AWS svarade: ${error.name} ${error.message}`, 1);
}

function told() {
  try {
    const { another, ...needed } = parseArgs({ options }).values;
    const { table, issuer, subject, name, email } = needed;
    if (table && issuer && subject && name && email) return { table, issuer, subject, name, email, another };
  } catch {
    // Something that the command does not know: how it is used says the rest.
  }
  return fail(
    "npm run -s first-admin -- --table T --issuer URL --subject SUB --name NAMN --email ADRESS [--another]",
    // As in sysexits.h.
    64,
  );
}

function fail(line: string, code: number): never {
  console.error(line);
  process.exit(code);
}
