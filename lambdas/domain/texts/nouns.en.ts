/** A plan and a report in English. */
import type { Kind } from "../form.ts";
import type { Noun } from "./kinds.ts";

export const nouns: Record<Kind, Noun> = {
  plan: {
    name: "Implementation plan",
    names: "Implementation plans",
    a: "plan",
    A: "Plan",
    the: "the plan",
    The: "The plan",
    approved: "Granted",
    rejected: "Rejected",
    rejectedIt: "Rejected",
    noTo: "SKR rejected the plan",
    approvedIt: "Granted",
  },
  report: {
    name: "Annual report",
    names: "Annual reports",
    a: "report",
    A: "Report",
    the: "the report",
    The: "The report",
    approved: "Approved",
    rejected: "Not approved",
    rejectedIt: "Did not approve",
    noTo: "SKR did not approve the report",
    approvedIt: "Approved",
  },
};
