/** What the two commands have in common: what they are told, and how they end. */
import { parseArgs } from "node:util";
import { type Language, languages } from "#domain/language";
import { BackupError, wordsOf } from "./backup-error.ts";

type Words = typeof wordsOf.sv;
type Told = { folder: string; checksum: string | undefined; language: Language };
type Environment<Names> =
  | { success: true; data: Names }
  | { success: false; error: { issues: { path: PropertyKey[] }[] } };

export type Command<Names> = {
  name: keyof Words["usage"];
  args: string[];
  environment: Environment<Names>;
  complain: (line: string) => void;
  act: (told: Told, names: Names, words: Words) => Promise<void>;
};

/** As in sysexits.h. */
const wrongUse = 64;

function told(args: string[]): Told | null {
  try {
    const { values, positionals } = parseArgs({
      args,
      options: { checksum: { type: "string" }, language: { type: "string", default: "sv" } },
      allowPositionals: true,
    });
    const [folder, ...more] = positionals;
    const language = languages.find((each) => each === values.language);
    if (folder === undefined || more.length > 0 || !language) return null;
    return { folder, checksum: values.checksum?.toLowerCase(), language };
  } catch {
    return null;
  }
}

/** Null for a fault of the program's own. No credentials, no such table, nobody there: where in the SDK that was helps nobody. */
function sentenceOf(error: unknown, words: Words): string | null {
  if (error instanceof BackupError) return error.say(words);
  if (!(error instanceof Error)) return null;
  const isOfAws = "$metadata" in error || error.name === "CredentialsProviderError";
  if (isOfAws) return words.aws(`${error.name} ${error.message}`.trim());
  // No such path, somebody else's, a full disk: Node names the call to the system that was refused.
  return "syscall" in error ? words.disk(error.message) : null;
}

/** Resolves to the code to end by: 0, or 1 with a sentence that says why. */
export async function run<Names>({ name, args, environment, complain, act }: Command<Names>): Promise<number> {
  const given = told(args);
  if (!given) {
    // Which language was asked for is not known either.
    complain(wordsOf.sv.usage[name]);
    return wrongUse;
  }
  const words = wordsOf[given.language];
  if (!environment.success) {
    const missing = environment.error.issues.map(({ path }) => path.join("."));
    complain(words.unset(missing.join(", ")));
    return wrongUse;
  }
  try {
    await act(given, environment.data, words);
    return 0;
  } catch (error) {
    const said = sentenceOf(error, words);
    if (said === null) throw error;
    complain(said);
    return 1;
  }
}
