import { decisionDocument as sv } from "./decision-document.sv.ts";
import { english } from "./language.ts";

export const decisionDocument: typeof sv = english?.decisionDocument ?? sv;
