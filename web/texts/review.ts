import { english } from "./language.ts";
import { reviewNames as names, reviewWords as sv } from "./review.sv.ts";

/** English comes with the pages of SKR, and not with all other English. */
const en = english && (await import("./review.en.ts"));

export const reviewWords: typeof sv = en?.reviewWords ?? sv;
export const reviewNames: typeof names = en?.reviewNames ?? names;
