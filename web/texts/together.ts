import { english } from "./language.ts";
import { together as sv } from "./together.sv.ts";

export const together: typeof sv = english?.together ?? sv;
