import { files as sv } from "./files.sv.ts";
import { english } from "./language.ts";

export const files: typeof sv = english?.files ?? sv;
