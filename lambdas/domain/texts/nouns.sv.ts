/** A plan and a report in Swedish. Both are "en", so adjectives need no forms of their own. */
import type { Kind } from "../form.ts";
import type { Noun } from "./kinds.ts";

export const nouns: Record<Kind, Noun> = {
  plan: {
    name: "Genomförandeplan",
    names: "Genomförandeplaner",
    a: "plan",
    A: "Plan",
    the: "planen",
    The: "Planen",
    approved: "Beviljad",
    rejected: "Avslag",
    rejectedIt: "Avslog",
    noTo: "SKR avslog planen",
    approvedIt: "Beviljade",
  },
  report: {
    name: "Årsrapport",
    names: "Årsrapporter",
    a: "rapport",
    A: "Rapport",
    the: "rapporten",
    The: "Rapporten",
    approved: "Godkänd",
    rejected: "Inte godkänd",
    rejectedIt: "Godkände inte",
    noTo: "SKR godkände inte rapporten",
    approvedIt: "Godkände",
  },
};
