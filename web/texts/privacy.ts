import { english } from "./language.ts";
import { privacy as sv } from "./privacy.sv.ts";

/** English comes with the page, and not with all other English: few open it. */
export const privacy: typeof sv = english ? (await import("./privacy.en.ts")).privacy : sv;
