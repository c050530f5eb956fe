import { english } from "./language.ts";
import { statesWords as sv } from "./plan-states.sv.ts";

export const statesWords: typeof sv = english?.statesWords ?? sv;
