import { english } from "./language.ts";
import { planWords as sv } from "./plan.sv.ts";

export const planWords: typeof sv = english?.planWords ?? sv;
