import { english } from "./language.ts";
import { overviewWords as sv } from "./overview.sv.ts";

/** English comes with the overview, and not with all other English. */
export const overviewWords: typeof sv = english ? (await import("./overview.en.ts")).overviewWords : sv;
