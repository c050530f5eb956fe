/** What the two commands have in common: what they are told, and how they end. */
import { parseArgs } from "node:util";
import { BackupError } from "./backup-error.ts";

type Told = { folder: string; checksum: string | undefined };
type Environment<Names> =
  | { success: true; data: Names }
  | { success: false; error: { issues: { path: PropertyKey[] }[] } };

export type Command<Names> = {
  usage: string;
  args: string[];
  environment: Environment<Names>;
  complain: (line: string) => void;
  act: (told: Told, names: Names) => Promise<void>;
};

/** As in sysexits.h. */
const wrongUse = 64;

function told(args: string[]): Told | null {
  try {
    const { values, positionals } = parseArgs({
      args,
      options: { checksum: { type: "string" } },
      allowPositionals: true,
    });
    const [folder, ...more] = positionals;
    return folder === undefined || more.length > 0 ? null : { folder, checksum: values.checksum?.toLowerCase() };
  } catch {
    return null;
  }
}

/** Null for a fault of the program's own. No credentials, no such table, nobody there: where in the SDK that was helps nobody. */
function sentenceOf(error: unknown): string | null {
  if (error instanceof BackupError) return error.message;
  if (!(error instanceof Error)) return null;
  const isOfAws = "$metadata" in error || error.name === "CredentialsProviderError";
  return isOfAws ? `AWS: ${error.name} ${error.message}`.trim() : null;
}

/** Resolves to the code to end by: 0, or 1 with a sentence that says why. */
export async function run<Names>({ usage, args, environment, complain, act }: Command<Names>): Promise<number> {
  const given = told(args);
  if (!given) {
    complain(usage);
    return wrongUse;
  }
  if (!environment.success) {
    const missing = environment.error.issues.map(({ path }) => path.join("."));
    complain(
      `${missing.join(", ")}: not set. They name the table and the buckets (docs/operating.md, Export and restore).`,
    );
    return wrongUse;
  }
  try {
    await act(given, environment.data);
    return 0;
  } catch (error) {
    const said = sentenceOf(error);
    if (said === null) throw error;
    complain(said);
    return 1;
  }
}
