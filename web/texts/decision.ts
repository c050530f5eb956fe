import { decisionWords as sv } from "./decision.sv.ts";
import { english } from "./language.ts";

export const decisionWords: typeof sv = english?.decisionWords ?? sv;
