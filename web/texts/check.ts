import { check as sv } from "./check.sv.ts";
import { english } from "./language.ts";

/** English comes with the page, and not with all other English: few open it. */
export const check: typeof sv = english ? (await import("./check.en.ts")).check : sv;
