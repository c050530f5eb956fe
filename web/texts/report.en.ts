/** Words for reporting back and for what SKR decides, in English. */
import { formatCount } from "#domain/formats.en";
import type { report as sv } from "./report.sv.ts";

export const report = {
  goals: {
    title: "The goals one by one",
    lead: "Each goal is followed up on its own in the report, and keeps its place in the next plan even if its words change.",
    proposed: "This is how the portal reads the goals in the text. If it is right, there is nothing you need to do.",
    none: "Write the goals in the text first, and the portal will propose how to divide them.",
    edit: "Change the goals",
    one: (n: number) => `Goal ${n}`,
    add: "Add a goal",
    remove: "Remove",
    removeOne: (n: number) => `Remove goal ${n}`,
    removed: (n: number) => `Goal ${n} has been removed.`,
    propose: "Propose again from the text",
    proposedAgain: "The goals have been proposed again from the text.",
    most: (max: number) => `At most ${max} goals.`,
  },
  outcomes: {
    none: "There are no goals for this area in your plan.",
    one: (n: number) => `Goal ${n}`,
    how: "How did it go?",
    why: "Why has it not begun?",
    state: "State",
  },
  earlier: {
    title: "Earlier answers",
    lead: "A text you fetch replaces what is in the field. What was there is kept in the history.",
    none: "There is no earlier answer to this question.",
    plan: (year: number, name: string) => `The plan for ${year}, ${name}`,
    report: (year: number, name: string) => `The report for ${year}, ${name}`,
    fetch: "Fetch",
    fetchOne: (from: string) => `Fetch from ${from}`,
    fetched: "The text has been fetched. The one that was in the field is kept in the history.",
  },
  number: { hint: (max: number) => `A whole number, at most ${formatCount(max)}.` },
} satisfies typeof sv;
