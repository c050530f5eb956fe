import { english } from "./language.ts";
import { register as sv } from "./register.sv.ts";

/** English comes with the page, and not with all other English: few open it. */
export const register: typeof sv = english ? (await import("./register.en.ts")).register : sv;
