/** English beside the reconstructed plan of 2018–2020. It is no part of the form or of its hash. */
import type { Gloss } from "../gloss.ts";

/** The questions of a goal area, by its number. */
const goalArea = (number: string): Gloss["questions"] => ({
  [`${number}a`]: "Describe the goals for the period up to and including {horizon} (at most 1,000 characters).",
  [`${number}b`]: "Describe how you will work to reach them (at most 1,000 characters).",
});

const plan2018En: Gloss = {
  title: "Three-year plan for SKR’s initiative on violence against women {year}–{horizon}",
  intro:
    "This form is a reconstruction: SKR’s own form for the period no longer exists, and only the goal areas are known. The RSS describes the goals for the period within the four goal areas, and can add one of its own.",
  sections: {
    "1": { label: "County" },
    "2": { label: "Organisation" },
    "3": { label: "Contacts of the RSS", short: "Contacts" },
    "4": {
      label: "The RSS shall develop knowledge and capacity of its own in the work against violence.",
      short: "Knowledge within the RSS",
    },
    "5": {
      label:
        "The RSS shall, together with others in the county, support the development and spreading of knowledge in municipalities and the region.",
      short: "Spreading knowledge",
    },
    "6": {
      label:
        "The RSS shall work together with the county administrative boards’ development leaders and with those who coordinate the work against violence locally and regionally.",
      short: "Working together",
    },
    "7": {
      label: "The RSS shall develop systematic follow-up of the quality and results of the work against violence.",
      short: "Systematic follow-up",
    },
    "8": {
      label: "A goal area of your own",
      guidance: "Optional. Fill it in if you have a goal that does not fit in the four goal areas.",
    },
    "9": {
      label: "Signature",
      closing: "The plan must be signed by the head of the RSS and sent to SKR no later than {submitBy}.",
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
    ...goalArea("8"),
    "9": { date: "Date", head: "Head of the RSS" },
  },
};

export default plan2018En;
