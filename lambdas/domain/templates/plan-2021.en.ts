/** English beside SKR's form of 2021: short for names, whole for what tells people what to do. It is no part of the form or of its hash. */
import type { Gloss } from "../gloss.ts";

const threeYears = "Describe one or more three-year goals for the work up to {horizon} (at most 1,000 characters).";
const thisYear = "Describe priorities and goals for the work in {year} (at most 1,000 characters).";

const plan2021En: Gloss = {
  title: "Implementation plan for SKR’s initiative on violence against women {year}",
  intro:
    "In this initiative the regional structures for cooperation and support in social services and the health care close to them (RSS) can apply for funds: SEK\u00A0{amount} per county and year, and SEK\u00A0{amountMetropolitan} per year for each of the three metropolitan counties. The initiative is expected to go on for three years. Please fill in this form to receive the funds.",
  sections: {
    "1": { label: "County" },
    "2": { label: "Organisation" },
    "3": { label: "Contacts of the RSS", short: "Contacts" },
    "4": { label: "Staffing", instruction: "Mark with a cross" },
    "5": { label: "Taking part in SKR’s network", short: "SKR’s network", instruction: "Mark with a cross." },
    "6": { label: "Reporting back", instruction: "Mark with a cross." },
    "7": {
      label: "Develop knowledge and capacity to prevent honour-based violence and oppression.",
      short: "Honour-based violence",
    },
    "8": {
      label: "Make the work against violence part of the ordinary structure of the RSS.",
      short: "Ordinary structure",
    },
    "9": {
      label:
        "Support the development of knowledge and services in the work against violence, with a clear focus on children, in municipalities and regions.",
      short: "Knowledge and children",
    },
    "10": {
      label: "Support and develop systematic follow-up of the quality and results of the work against violence.",
      short: "Systematic follow-up",
    },
    "11": {
      label: "Implementation plan",
      guidance:
        "The RSS must describe the work in a yearly implementation plan that is sent to SKR. Filling in this form can serve as one, or you can write a more detailed plan of your own and attach it.",
      instruction: "Mark one of the alternatives with a cross.",
    },
    "12": {
      label: "Support wanted from SKR",
      short: "Support wanted",
      guidance: "What support does your RSS want from SKR in order to carry out the initiative in the best way?",
    },
    "14": {
      label: "Signature",
      closing:
        "The form must be signed by the head of the regional structure for cooperation and support and sent to SKR no later than {submitBy}.",
    },
    "": {
      label: "Where it was discussed, and reference numbers",
      short: "Where it was discussed: optional",
      guidance: "Optional. Not part of SKR’s form, but goes with the plan.",
    },
  },
  questions: {
    "1": "County",
    "2": "Organisation",
    "3": { name: "Name", email: "email" },
    "4": "Yes, we will use the funds for staff in the work against violence, corresponding to a half-time post.",
    "5": "Yes, we will take part in SKR’s network for the initiative.",
    "6": "Yes, we will follow up the work yearly and report back to SKR no later than {reportBy}.",
    "7a": threeYears,
    "7b": thisYear,
    "8a": threeYears,
    "8b": thisYear,
    "9a": threeYears,
    "9b": thisYear,
    "10a": threeYears,
    "10b": thisYear,
    "11": {
      form: "Yes, this form, filled in, is our implementation plan.",
      attached: "We attach our implementation plan to this document.",
    },
    "12": "Describe (at most 500 characters).",
    "14": { date: "Date", head: "Head of the RSS" },
    anchored: "Discussed in (forum, date, reference number)",
    reference: "The RSS’s own reference number",
  },
};

export default plan2021En;
