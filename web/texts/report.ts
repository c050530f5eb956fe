/** Words for reporting back and for what SKR decides. */
import { english } from "./language.ts";
import { report as sv } from "./report.sv.ts";

export const report: typeof sv = english?.report ?? sv;
