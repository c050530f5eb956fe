import { english } from "./language.ts";
import { rounds as sv } from "./rounds.sv.ts";

/** English comes with the page, and not with all other English: only SKR opens it. */
export const rounds: typeof sv = english ? (await import("./rounds.en.ts")).rounds : sv;
