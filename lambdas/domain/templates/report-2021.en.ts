/** English beside the annual report of 2021. It is no part of the form or of its hash. */
import type { Gloss } from "../gloss.ts";

const limited = (question: string): string => `${question} (at most 2,000 characters)`;

/** The questions of a goal area, by its number. */
const goalArea = (number: string): Gloss["questions"] => ({
  [`${number}a`]: {
    label: "How did it go with the goals in your plan?",
    goal: "Goal",
    state: "State",
    how: "How did it go?",
    reached: "Reached",
    underway: "Under way",
    "not-started": "Not begun, because …",
  },
  [`${number}b`]: limited("Describe the most important activities during the year"),
  [`${number}c`]: limited("Describe the most important results"),
  [`${number}d`]: limited("What has made it succeed?"),
  [`${number}e`]: limited("What challenges have you met?"),
  [`${number}f`]: limited("What do you take with you?"),
});

const report2021En: Gloss = {
  title: "Annual report on SKR’s initiative on violence against women {year}",
  intro:
    "The regional structures for cooperation and support (RSS) that have received funds in SKR’s initiative on violence against women follow up their work every year and report back to SKR. The report starts from the goals of your implementation plan for {year}. That something has not begun, and why, is an answer too.",
  sections: {
    "1": { label: "County" },
    "2": { label: "Organisation" },
    "3": { label: "Contacts of the RSS", short: "Contacts" },
    "4": {
      label: "Develop knowledge and capacity to prevent honour-based violence and oppression.",
      short: "Honour-based violence",
    },
    "5": {
      label: "Make the work against violence part of the ordinary structure of the RSS.",
      short: "Ordinary structure",
    },
    "6": {
      label:
        "Support the development of knowledge and services in the work against violence, with a clear focus on children, in municipalities and regions.",
      short: "Knowledge and children",
    },
    "7": {
      label: "Support and develop systematic follow-up of the quality and results of the work against violence.",
      short: "Systematic follow-up",
    },
    "8": { label: "Particular priorities" },
    "9": { label: "Taking part in systematic follow-up", short: "Taking part" },
    "10": { label: "Organisation and co-financing", short: "Organisation" },
    "11": { label: "SKR’s network and support", short: "Network and support" },
    "12": { label: "A word to SKR" },
    "13": { label: "A word to the Government", short: "To the Government" },
    "14": { label: "Departures from the plan", short: "Departures" },
    "15": {
      label: "Signature",
      closing:
        "The report must be signed by the head of the regional structure for cooperation and support and sent to SKR no later than {submitBy}.",
    },
    "": {
      label: "Where it was discussed, and reference numbers",
      short: "Where it was discussed (optional)",
      guidance: "Optional. Goes with the report.",
    },
  },
  questions: {
    "1": "County",
    "2": "Organisation",
    "3": { name: "Name", email: "email" },
    ...goalArea("4"),
    ...goalArea("5"),
    ...goalArea("6"),
    ...goalArea("7"),
    "8": limited("What particular priorities have you made during the year?"),
    "9a": "How many municipalities are there in the county?",
    "9b": "How many of them take part in systematic follow-up?",
    "9c": limited("Comment on the figures"),
    "10": limited("How has the work been organised, and how has it been co-financed?"),
    "11": limited("What do you think of the network and of the support from SKR?"),
    "12": limited("What would you like to tell SKR?"),
    "13": limited("What would you like to tell the Government?"),
    "14": limited("What became different from what was planned, and why?"),
    "15": { date: "Date", head: "Head of the RSS" },
    anchored: "Discussed in (forum, date, reference number)",
    reference: "The RSS’s own reference number",
  },
};

export default report2021En;
