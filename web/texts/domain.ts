import { sv } from "#domain/texts/sv";
import { english } from "./language.ts";

/** The words browser, mail and document share: states, faults, refusals. */
export const domainWords: typeof sv = english?.domainWords ?? sv;
