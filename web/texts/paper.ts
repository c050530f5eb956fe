import { english } from "./language.ts";
import { paperWords as sv } from "./paper.sv.ts";

export const paperWords: typeof sv = english?.paperWords ?? sv;
