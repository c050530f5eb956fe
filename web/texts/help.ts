import { help as sv } from "./help.sv.ts";
import { english } from "./language.ts";

/** English comes with the page, and not with all other English: few open it. */
export const help: typeof sv = english ? (await import("./help.en.ts")).help : sv;
