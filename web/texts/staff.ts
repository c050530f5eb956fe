import { english } from "./language.ts";
import { staffWords as sv } from "./staff.sv.ts";

export const staffWords: typeof sv = english?.staffWords ?? sv;
