/** The accessibility statement, in English. */
import type { Day } from "#domain/deadlines";
import type { Statement } from "../statement.ts";
import type { accessibilityWords as sv } from "./accessibility.sv.ts";

export const accessibilityWords = (
  { assessedOn, updatedOn, publishedOn }: Statement,
  formatDay: (day: Day) => string,
) =>
  ({
    title: "Accessibility of RSS-portalen",
    lead: "The Swedish Association of Local Authorities and Regions (SKR) is responsible for RSS-portalen. We want everybody to be able to use it. Here you can read how the portal meets the Swedish Act on accessibility to digital public services, which shortcomings we know of, and how to tell us of others.",
    contents: "On this page",
    sections: {
      "hur-tillganglig": {
        title: "How accessible is the portal?",
        text: [
          "The portal is partially accessible. We know of no shortcomings, but neither it nor the documents it makes have been tried with screen readers or other assistive technology.",
        ],
      },
      "vad-du-kan-gora": {
        title: "What can you do if you cannot use parts of the portal?",
        text: [
          "Write to [info@skr.se](mailto:info@skr.se) and tell us what you need, such as a plan or a receipt in another format, or another way to submit. Say which page it is about.",
          "Is the last day near? Say so in the email. You can also [ask for an extension](/hjalp#tider).",
        ],
      },
      rapportera: {
        title: "Report shortcomings",
        text: [
          "Have you found something that does not work and is not mentioned here, or do you think that we do not follow the Act? Write to [info@skr.se](mailto:info@skr.se), so that we know.",
        ],
      },
      tillsyn: {
        title: "Supervision",
        text: [
          "The Agency for Digital Government, Digg, supervises the Act. If you are not content with how we deal with what you tell us, you can [report it to Digg](https://www.digg.se/tdosanmalan).",
        ],
      },
      lagen: {
        title: "Technical information about the accessibility",
        text: [
          "RSS-portalen is partially compliant with the Act (2018:1937) on accessibility to digital public services, because not everything has been tried. The requirements are those of the standard EN 301 549 V3.2.1, which for web pages builds on WCAG 2.1, level AA. We build the portal to WCAG 2.2, level AA.",
        ],
      },
      brister: {
        title: "Content that is not accessible",
        text: [
          "We know of nothing that does not meet the requirements. Of this we do not know whether it meets the requirements:",
          [
            "The pages and the PDF documents have not been tried with screen readers, magnifiers or speech control, nor by people who use assistive technology.",
            "The emails from the portal come both as plain text and as HTML, but have not been examined.",
            "Attachments are made by those who attach them. The portal does not change them, and does not check how accessible they are.",
          ],
          "The log-in is another service than the portal. This statement is not about it.",
        ],
      },
      betungande: {
        title: "Disproportionate burden",
        text: ["We claim no exemption for disproportionate burden."],
      },
      testat: {
        title: "How we have tested",
        text: [
          "We have assessed the portal ourselves. Nobody from outside has examined it. This has been done:",
          [
            "All pages, in most of the states they can be in, are checked automatically by the tool axe each time the portal is changed, in Swedish and in English, on a wide and on a narrow screen. The contrast is measured on a wide screen.",
            "The PDF documents that the portal makes (the plan as it was signed, the print for signing on paper, and texts that are put in an attachment) are tagged. The tool veraPDF checks that they conform to PDF/UA-1.",
            "No page is wider than the window at 390 and 320 pixels.",
            "Finishing a plan, sending it, signing it and reading it at SKR is tried by keyboard alone, and it is checked that one can always see where one is.",
          ],
          "Automatic checks find only some of the shortcomings. Everything has been tried in one single browser, Chromium.",
          `The assessment was made on ${formatDay(assessedOn)}.`,
          publishedOn === null
            ? `The portal is not in use yet. The statement was last changed on ${formatDay(updatedOn)}.`
            : `The portal went into use on ${formatDay(publishedOn)}. The statement was last changed on ${formatDay(updatedOn)}.`,
        ],
      },
    },
  }) satisfies ReturnType<typeof sv>;
