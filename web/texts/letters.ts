import { english } from "./language.ts";
import { letters as sv } from "./letters.sv.ts";

export const letters: typeof sv = english?.letters ?? sv;
