import { accessibilityWords as sv } from "./accessibility.sv.ts";
import { english } from "./language.ts";

/** English comes with the page, and not with all other English: few open it. */
export const accessibilityWords: typeof sv = english ? (await import("./accessibility.en.ts")).accessibilityWords : sv;
