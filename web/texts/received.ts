import { english } from "./language.ts";
import { receivedWords as sv } from "./received.sv.ts";

export const receivedWords: typeof sv = english?.receivedWords ?? sv;
