/** Words about what is written and not sent. */
import { kept as sv } from "./kept.sv.ts";
import { english } from "./language.ts";

export const kept: typeof sv = english?.kept ?? sv;
