import { english } from "./language.ts";
import { portal as sv } from "./portal.sv.ts";

export const portal: typeof sv = english?.portal ?? sv;
