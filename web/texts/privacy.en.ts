/** What the portal knows about people, in English. */
import type { privacy as sv } from "./privacy.sv.ts";

export const privacy = {
  title: "Personal data in RSS-portalen",
  lead: "Which data about you the portal has, why it has them, who sees them, and how long they are kept.",
  contents: "On this page",
  sections: {
    ansvar: {
      title: "Who is responsible",
      text: [
        "The Swedish Association of Local Authorities and Regions (SKR), organisation number 222000-0315, is the controller of the personal data in the portal.",
        "The organisation that your RSS belongs to is responsible for what it does with the data itself, as when it registers the plan you have submitted.",
        "The portal is not in use yet. What SKR has to decide first is marked on this page.",
      ],
    },
    uppgifter: {
      title: "Which data the portal has",
      text: [
        [
          "Your name, your email address, which language you have chosen, and an identifier from the log-in that shows that it is you.",
          "Which roles you have, where, from and until which day, and who has confirmed it.",
          "What you write: answers, earlier texts, comments, attachments and reasons for an extension. With every text is kept who wrote it and when.",
          "What you have done with the plan and when, such as sent it for signature, taken it back or signed it.",
          "When you sign: when you pressed the button, when you logged in again to sign, your role, and the sentence you signed. The portal keeps no other log-ins.",
          "When you sign on paper: the scanned paper with your signature, the date on it, your role, and who put it in.",
          "Names and email addresses of contacts, as your RSS has written them.",
          "Which emails the portal has sent, to which address, and when.",
          "When somebody checks a document: how many wrong tries there have been from the same network address. The address is not kept, but a checksum of it.",
          "That you have the plan open, and in which section you are. It stops being shown about a minute after you have closed it.",
        ],
        "The data come from yourself, from your RSS, from the log-in and from SKR. Write nothing about other individuals in the answers.",
      ],
    },
    varfor: {
      title: "Why, and by what right",
      text: [
        "The data are needed so that you can write together, so that it can be shown who signed and when, so that SKR can read the plan and get in touch, and so that emails arrive.",
        "To be decided before the portal goes into use: which legal basis in the General Data Protection Regulation SKR relies on.",
        "No decisions about you are made automatically. The data are not used for statistics on how you use the portal, nor for advertising.",
      ],
    },
    "hur-lange": {
      title: "How long they are kept",
      text: [
        "To be decided before the portal goes into use: how long drafts, submitted plans and reports, events and data about people are kept. The portal does not remove them by itself.",
        [
          "Your access ends on the day that is set for your role. What you have written remains.",
          "SKR can remove your name. The portal then says Borttagen person (removed person). In the PDF of a signed plan the names remain, and so do the contacts you have written in the plan.",
          "Signed documents are locked for ten years, so that they cannot be changed or removed by mistake.",
          "Logs of which files have been fetched, with the network address of the computer, are removed after 90 days. The other logs of the portal have no names, texts or addresses in them.",
          "Who at SKR has read what you have submitted, which version and on which day, is kept for two years.",
          "The number of wrong tries at checking a document is counted anew every hour, of one number every day, and is removed within a few days.",
          "Backups of the database are there for 35 days.",
        ],
        "In a region or a municipality what you submit normally becomes a public record. There the rules of that organisation for archives and disposal hold. Ask your registrar.",
      ],
    },
    "vem-ser": {
      title: "Who sees them",
      text: [
        [
          "You in the same RSS see everything that you write, who wrote it and when.",
          "The case officers at SKR see what has been submitted, how far you have come, and who did what. They cannot read drafts, comments, or what the head writes to you.",
          "Other RSS see nothing.",
          "The plan is sent as a PDF by email to those of you who write, to the head and to your registrar.",
          "Whoever has the PDF of a signed plan can check it without logging in, and then sees the name of the person who signed. It is in the PDF too.",
          "Those who operate the portal for SKR can get at the database when it is needed.",
        ],
        "The portal gives them to nobody else.",
      ],
    },
    webblasaren: {
      title: "What is in your browser",
      text: [
        [
          "Text that has not been saved in the portal yet is in the database of the browser (IndexedDB). It is removed when the text has been saved, and when you log out.",
          "Comments and reasons you have not sent, where on the page you were, and what is needed during a log-in are in the memory of the window (sessionStorage). It disappears when you log out and when the window is closed.",
          "The language you have chosen remains in the browser (localStorage).",
        ],
        "The portal uses no cookies and no tracking, and fetches nothing from the websites of other companies. The log-in is a service of its own and may have cookies of its own.",
      ],
    },
    var: {
      title: "Where the data are",
      text: [
        "The portal is built to run at Amazon Web Services (AWS), which will be a processor for SKR. Database, attachments, documents and outgoing email are in Stockholm (eu-north-1). The traffic between you and the portal passes through CloudFront, a network of AWS with servers in many countries. The portal keeps no data about you there.",
        "To be decided before the portal goes into use: the contract with AWS, and the assessment of AWS belonging to a company in the USA.",
      ],
    },
    rattigheter: {
      title: "Your rights",
      text: [
        "You can ask which data there are about you, have errors put right and in some cases have data removed or restricted, or object to their use. Write to [info@skr.se](mailto:info@skr.se).",
        "If you think that SKR does not handle your data properly you can complain to [the Swedish Authority for Privacy Protection, IMY](https://www.imy.se/).",
      ],
    },
    kontakt: {
      title: "Contact",
      text: [
        "SKR, 118 82 Stockholm, telephone +46 8 452 70 00, [info@skr.se](mailto:info@skr.se).",
        "To be decided before the portal goes into use: how to reach the data protection officer of SKR, if there is one.",
      ],
    },
  },
} satisfies typeof sv;
