/** The help page, in English. */
import type { help as sv } from "./help.sv.ts";

export const help = {
  title: "Help",
  lead: "How RSS-portalen works: who does what, which deadlines there are, and what happens to what you write.",
  contents: "On this page",
  sections: {
    portalen: {
      title: "What the portal is for",
      text: [
        "This is where the regional collaboration and support structures (RSS) write their plans and reports to the Swedish Association of Local Authorities and Regions (SKR). The head of the RSS signs in the portal, and SKR reads what has been submitted.",
        "What this page says about the plan is true of the report, too.",
      ],
    },
    roller: {
      title: "Who does what",
      text: [
        "What you can do depends on your role. You may have several.",
        [
          "Those of you who write fill in the plan, attach files and send it for signature.",
          "The head of the RSS reads and signs, or sends the plan back with a comment. The head can write in the plan, too.",
          "Readers, such as the members of a steering group, read and comment.",
          "The case officers at SKR read what has been submitted, give extensions, grant plans and approve reports.",
        ],
        "Is your role not right? [Contact SKR](#kontakt).",
      ],
    },
    utkast: {
      title: "SKR cannot read your drafts",
      text: [
        "Only you in your RSS can read a draft. SKR sees how far you have come, but no text, attachments or comments.",
        "Nor can SKR read the plan while it waits for a signature. That is possible only once the head has signed.",
        "A draft is as a rule not a public record at your organisation. What you submit normally becomes one. Ask your registrar.",
      ],
    },
    sparat: {
      title: "What you write does not disappear",
      text: [
        "Everything is saved by itself as you write. At the bottom of the page you see whether it has been saved.",
        [
          "Without a connection you can go on writing. The text stays on the computer and is saved when the connection is back.",
          "If the window closes or the computer restarts, the text is there when you open the plan again, in the same browser.",
          "If you have been away for a long time you will have to log in again. The text is still there meanwhile.",
          "If you choose Log out, the text is removed from the computer, since others may use it. If something has not been saved, the portal asks you first.",
        ],
        "Earlier texts of a field are under History, and can be restored.",
      ],
    },
    tillsammans: {
      title: "Several people writing",
      text: [
        "You can write at the same time. At the top of the plan you see who else has it open, and in which section they are.",
        "If two people change the same field, both texts are shown. You keep one, use the other or put them together. The text you do not choose is still in the history.",
        "Everybody in your RSS can read the comments, but SKR cannot.",
      ],
    },
    langd: {
      title: "Long texts",
      text: [
        "Below the field you see how many characters the text has and how many there is room for. Spaces and line breaks count. Word may show fewer characters.",
        "A text that is too long is never cut. It is saved whole, and what is too much is marked. Shorten it before you send the plan, or put the text in an attachment where that is possible.",
        "Write nothing about individuals, and no addresses of shelters.",
      ],
    },
    bilagor: {
      title: "Attachments",
      text: [
        "You can attach at most five files, each of at most 10 MB: PDF, Word (docx), Excel (xlsx), OpenDocument (odt and ods), JPEG or PNG.",
        "Every file is checked for malware. You can send the plan before the check is done, but a harmful file must be removed first.",
        "Choose a document with real text rather than a scanned picture. More people can read it.",
      ],
    },
    tider: {
      title: "The last day, and extensions",
      text: [
        "The whole of the last day counts: what arrives before midnight, Swedish time, is in time. The day and the hour are at the top of the plan.",
        "What counts is when your first attempt reaches the portal. If you get no answer you can try again without being late.",
        "As a rule it is enough that the plan has been sent for signature on the last day. The head then has a few days more to sign it. What holds for you is said by the button that sends the plan.",
        "Do you need more time? Choose Ask for an extension in the plan and write why. You can do so after the time has run out, too. SKR answers by email.",
        "If the time runs out all the text is still there. You can read it, print it and download it.",
        "If you do not want to take part this year, choose Do not take part this year. You can change your mind up to and including the last day.",
      ],
    },
    underskrift: {
      title: "The signature",
      text: [
        "When you send the plan for signature it is checked. If anything is wrong you see all of it at once, and can put it right.",
        "The head gets an email with a link. The plan is locked while the head reads, so that what is read is what is signed. Until the end of the last day you can take it back and change it.",
        "The head chooses Sign and submit and then logs in once more. The log-in shows who is signing. It must be done within 15 minutes, but what counts is when the head pressed the button.",
        "The head can also send the plan back with a comment. It is then a draft again, and those of you who write get an email.",
        "The head can also sign on paper. Choose Sign on paper in the plan, print it, let the head sign in ink, and put the paper in together with the code that is on it. The code belongs only to the version that is waiting: if the plan is changed a new paper is needed. If the paper comes to SKR instead, SKR can put it in on your behalf, and then writes why.",
        "The portal keeps who signed, in which role, when, and which version. The signature is not an advanced electronic signature.",
      ],
    },
    efter: {
      title: "When the plan has been submitted",
      text: [
        "The plan has been submitted when the head has signed it. You then get a receipt with a number and a time, and the plan is sent as a PDF by email to those of you who write, to the head and to your registrar.",
        "Up to and including the last day you can choose Change. The plan you submitted counts until a new one has been signed.",
        "When SKR grants the plan you get an email with the amount. After that the plan cannot be changed.",
        "You can change the contacts after the last day, too.",
        "On the receipt you can download everything at once (ZIP): PDFs, attachments, receipts and events, with checksums. It suits your registrar or your archive.",
        "Anybody can see whether a PDF is the portal’s and unchanged: [check a document](/kontrollera).",
      ],
    },
    komplettering: {
      title: "When SKR wants to know more",
      text: [
        "SKR may ask about one or a few sections. Those of you who write, and the head, get an email with the question and with the day on which SKR wants the answer.",
        "Only those sections can be changed. All other answers are locked, and the plan you submitted counts until the head has signed the new one.",
        "Do write what you have changed. The head and SKR read it, and it is in the PDF. The head also sees word by word what has changed.",
        "When the day has passed you can still answer, until SKR has decided. The plan counts as in time if it came in time from the beginning.",
      ],
    },
    rapporten: {
      title: "The report: How did it go?",
      text: [
        "The annual report is written, signed and submitted in the same way as the plan.",
        "The goals of your plan are already in the report. For each of them you answer the question How did it go? That a goal has not been started on, and why, is an answer, too.",
        "How the portal reads the goals in the text of the plan is shown there, under The goals one by one. You can change them there, too, while the plan is a draft.",
        "Under Earlier answers is what you have written before. If you fetch it, what was in the field is kept in the history.",
      ],
    },
    kontakt: {
      title: "Contact SKR",
      text: [
        "Questions about deadlines, roles or contents: write to [info@skr.se](mailto:info@skr.se). Do tell which RSS it is about, but write nothing about individuals.",
        "Read also about [the accessibility of the portal](/tillganglighet) and about [personal data in the portal](/personuppgifter).",
      ],
    },
  },
} satisfies typeof sv;
