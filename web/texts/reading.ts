import { english } from "./language.ts";
import { readingWords as sv } from "./reading.sv.ts";

export const readingWords: typeof sv = english?.readingWords ?? sv;
