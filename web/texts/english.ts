/** The English of the portal, in one file to fetch. Pages that tell and nothing more (help.ts) bring their own. */
import * as formats from "#domain/formats.en";
import { glossesOf } from "#domain/gloss";
import { en as domainWords } from "#domain/texts/en";
import { completionWords } from "./completion.en.ts";
import { decisionWords } from "./decision.en.ts";
import { decisionDocument } from "./decision-document.en.ts";
import { files } from "./files.en.ts";
import { kept } from "./kept.en.ts";
import { letters } from "./letters.en.ts";
import { otherWays } from "./other-ways.en.ts";
import { paperWords } from "./paper.en.ts";
import { planWords } from "./plan.en.ts";
import { statesWords } from "./plan-states.en.ts";
import { portal } from "./portal.en.ts";
import { readingWords } from "./reading.en.ts";
import { receivedWords } from "./received.en.ts";
import { report } from "./report.en.ts";
import { staffWords } from "./staff.en.ts";
import { cardWords, start } from "./start.en.ts";
import { takenOutWords } from "./taken-out.en.ts";
import { together } from "./together.en.ts";

export const english = {
  ...{ cardWords, completionWords, decisionWords, domainWords, paperWords, planWords, readingWords, receivedWords },
  ...{ staffWords, statesWords, takenOutWords },
  ...{ decisionDocument, files, formats, glossesOf, kept, letters, otherWays, portal, report, start, together },
};
