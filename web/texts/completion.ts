import { completionWords as sv } from "./completion.sv.ts";
import { english } from "./language.ts";

export const completionWords: typeof sv = english?.completionWords ?? sv;
