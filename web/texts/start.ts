import { english } from "./language.ts";
import { cardWords as cardSv, start as startSv } from "./start.sv.ts";

export const start: typeof startSv = english?.start ?? startSv;
export const cardWords: typeof cardSv = english?.cardWords ?? cardSv;
