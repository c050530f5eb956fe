import { english } from "./language.ts";
import { takenOutWords as sv } from "./taken-out.sv.ts";

export const takenOutWords: typeof sv = english?.takenOutWords ?? sv;
