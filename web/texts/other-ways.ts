import { english } from "./language.ts";
import { otherWays as sv } from "./other-ways.sv.ts";

export const otherWays: typeof sv = english?.otherWays ?? sv;
