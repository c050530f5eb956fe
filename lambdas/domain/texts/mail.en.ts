/** What the portal writes to people who have chosen English. No personal data in subjects: they show on locked screens. */

import { dayOf, type Instant, lastDay } from "../deadlines.ts";
import { formatAmount, formatDay, formatDeadline, formatInstant } from "../formats.en.ts";
import { aboutWhat } from "./asked.en.ts";
import { byKind, type Noun } from "./kinds.ts";
import {
  type About,
  type Asked,
  type CameFor,
  type Completed,
  type Decided,
  facts,
  type Letter,
  type mailSv,
  type OnPaper,
  type Rejected,
} from "./mail.sv.ts";
import { nouns } from "./nouns.en.ts";

export const ours = {
  language: "en" as const,
  footer:
    "This email was sent by RSS-portalen. Please do not reply to it. Turn to the case officer at SKR if anything is unclear.",
};

export const toStaff = { ...ours, footer: "This email was sent by RSS-portalen. Please do not reply to it." };

/** Whoever answers SKR in June is not late with what came in May. */
const received = ({
  receivedAt,
  inTime,
  completes,
}: {
  receivedAt: Instant;
  inTime: boolean;
  completes: Completed | null;
}): Record<string, string> => {
  const at = `${formatInstant(receivedAt)} Swedish time`;
  const ofPlan = inTime ? "in time" : "after the deadline";
  if (!completes) return { Received: `${at}, ${ofPlan}` };
  return {
    "Answer received": `${at}, ${completes.inTime ? "in time" : `after it was due (${formatDay(lastDay(completes.dueAt))})`}`,
    [`Version ${completes.version} received`]: ofPlan,
  };
};

const onPaper = (it: Noun, { head, by, onBehalf }: OnPaper): string =>
  `According to the paper, ${head} has signed ${it.the} in ink. ${by} put the paper into the portal${
    onBehalf === null ? "" : `, at SKR and on your behalf. Reason: ${onBehalf}`
  }. If that is not so, tell SKR at once.`;

const enclosed = "The decision, in Swedish, is in this email as a PDF. Keep it.";

const factsOf = (what: string, { title }: About, { number, code, at }: Pick<Rejected, "number" | "code" | "at">) =>
  facts({ [what]: title, "Decision number": number, Code: code, Decided: `${formatInstant(at)} Swedish time` });

export const mailEn = byKind(
  nouns,
  (it) =>
    ({
      waiting: (
        about: About,
        waiting: { by: string; at: Instant; signBy: Instant; completes: number | null; isOver: boolean },
      ): Letter => ({
        ...ours,
        subject:
          waiting.completes === null
            ? `A ${it.a} is waiting for your signature`
            : "An answer to SKR is waiting for your signature",
        paragraphs: [
          waiting.completes === null
            ? `${waiting.by} has sent you ${about.title} for ${about.rss}.`
            : `${waiting.by} has answered SKR’s questions about ${about.title} for ${about.rss}. What has changed since version ${waiting.completes} is marked.`,
          `Read ${it.the} and sign it ${waiting.isOver ? "as soon as you can" : `no later than ${formatDeadline(waiting.signBy)}`}. You can also send it back with a comment.`,
          `Would you rather sign on paper? Ask whoever sent ${it.the} for a print.`,
        ],
        action: { label: "Read and sign", url: about.url },
        facts: facts({ [it.A]: about.title, RSS: about.rss, "Sent to you": formatInstant(waiting.at) }),
      }),

      handedInFor: (about: About, came: CameFor): Letter => ({
        ...ours,
        subject: `SKR has put ${it.the} in for you`,
        paragraphs: [
          `${came.by} at SKR has put ${about.title} for ${about.rss} into the portal. It came by ${came.how === "post" ? "post" : "email"} on ${formatDay(dayOf(came.receivedAt))}, and that is the day that counts.`,
          `Reason: ${came.reason}`,
          `${it.The} must be signed no later than ${formatDeadline(came.signBy)}. The head can read and sign it in the portal. If it is signed on paper already, SKR puts that in.`,
          "If this is not right, tell SKR at once.",
        ],
        action: { label: `Open ${it.the}`, url: about.url },
        facts: [],
      }),

      sentBack: (
        about: About,
        back: { by: string; comment: string; closesAt: Instant; isCompletion: boolean; isOver: boolean },
      ): Letter => ({
        ...ours,
        subject: `${it.The} has been sent back to you`,
        paragraphs: [
          `${back.by} has read ${about.title} for ${about.rss} and wants it changed before it is signed.`,
          `Comment: ${back.comment}`,
          `${back.isCompletion ? "The answer to SKR can be changed again" : `${it.The} is a draft again`} and has not been submitted. Send it anew ${back.isOver ? "as soon as you can" : `no later than ${formatDeadline(back.closesAt)}`}.`,
        ],
        action: { label: `Open ${it.the}`, url: about.url },
        facts: [],
      }),

      receipt: (
        about: About,
        receipt: {
          number: string;
          code: string;
          receivedAt: Instant;
          inTime: boolean;
          hash: string;
          paper: OnPaper | null;
          completes: Completed | null;
        },
      ): Letter => ({
        ...ours,
        subject: receipt.completes
          ? `Receipt: your answer about ${it.the} has been submitted`
          : `Receipt: ${it.the} has been submitted`,
        paragraphs: [
          receipt.completes
            ? `You have answered SKR’s questions about ${about.title} for ${about.rss}, version ${receipt.completes.version}. The whole of ${it.the} is attached to this email as a PDF, with the new answer.`
            : `${about.title} for ${about.rss} has been submitted to SKR. ${it.The} is attached to this email as a PDF.`,
          ...(receipt.paper ? [onPaper(it, receipt.paper)] : []),
          "Keep the PDF. What you submit normally becomes a public record. Ask your registrar.",
        ],
        action: { label: "Open the receipt", url: about.url },
        facts: facts({
          "Receipt number": receipt.number,
          Code: receipt.code,
          ...received(receipt),
          Checksum: receipt.hash,
        }),
      }),

      extensionRequested: (about: About, request: { reason: string; closesAt: Instant }): Letter => ({
        ...toStaff,
        subject: "An RSS asks for an extension",
        paragraphs: [
          `${about.rss} asks for an extension for ${about.title}.`,
          `Reason: ${request.reason}`,
          `Present deadline: ${formatDeadline(request.closesAt)}.`,
        ],
        action: { label: "Decide", url: about.url },
        facts: [],
      }),

      extended: (about: About, extension: { closesAt: Instant; reason: string }): Letter => ({
        ...ours,
        subject: `You have been given more time for ${it.the}`,
        paragraphs: [
          `SKR has given ${about.rss} an extension for ${about.title}.`,
          `New deadline: ${formatDeadline(extension.closesAt)}.`,
          `Reason: ${extension.reason}`,
        ],
        action: { label: `Open ${it.the}`, url: about.url },
        facts: [],
      }),

      completionRequested: (about: About, { about: what, dueAt, message, by }: Asked): Letter => ({
        ...ours,
        subject: `Answer SKR about ${it.the} no later than ${formatDay(lastDay(dueAt))}`,
        paragraphs: [
          `SKR needs to know more about ${aboutWhat(what)} of ${about.title} for ${about.rss}.`,
          `${by} writes: ${message}`,
          `Answer no later than ${formatDeadline(dueAt)}. All other answers are locked, and ${it.the} you have submitted counts until the head has signed the new one.`,
        ],
        action: { label: "Answer SKR", url: about.url },
        facts: [],
      }),

      completionWithdrawn: (about: About, { reason }: { reason: string }): Letter => ({
        ...ours,
        subject: `SKR needs no more information about ${it.the}`,
        paragraphs: [
          `SKR has withdrawn its request for more information about ${about.title} for ${about.rss}. You need not answer.`,
          `Reason: ${reason}`,
        ],
        action: { label: `Open ${it.the}`, url: about.url },
        facts: [],
      }),

      proposed: (about: About, { amount, reasons, by }: { amount: number; reasons: string; by: string }): Letter => ({
        ...toStaff,
        subject: "A decision on money is waiting to be attested",
        paragraphs: [
          `${by} proposes that SKR grant ${about.rss} ${formatAmount(amount)}. Another officer is to attest the decision.`,
          ...(reasons === "" ? [] : [`Reasons: ${reasons}`]),
        ],
        action: { label: "Read and attest", url: about.url },
        facts: [],
      }),

      rejected: (about: About, { reasons, ...decision }: Rejected): Letter => ({
        ...ours,
        subject: it.name === nouns.plan.name ? `SKR grants no money for ${it.the}` : `SKR has not approved ${it.the}`,
        paragraphs: [
          it.name === nouns.plan.name
            ? `SKR has rejected ${about.title} for ${about.rss}. ${about.rss} is granted no money for ${it.the}.`
            : `SKR has not approved ${about.title} from ${about.rss}.`,
          `Reasons: ${reasons}`,
          enclosed,
          "Contact SKR if you have questions about the decision.",
        ],
        action: { label: `Open ${it.the}`, url: about.url },
        facts: factsOf(it.A, about, decision),
      }),

      approved: (about: About, { amount, year, reasons, payee, report, ...decision }: Decided): Letter => ({
        ...ours,
        subject:
          amount === null
            ? `SKR has approved ${it.the}`
            : `SKR grants ${about.rss} ${formatAmount(amount)} for ${year}`,
        paragraphs: [
          ...(amount === null
            ? [`SKR has approved ${it.the} from ${about.rss}. It can no longer be changed.`]
            : [
                `SKR grants ${about.rss} ${formatAmount(amount)} for ${year}.${payee === null ? "" : ` The money is paid to ${payee}.`}`,
                `${it.The} can no longer be changed.`,
              ]),
          ...(reasons === "" ? [] : [`Reasons: ${reasons}`]),
          enclosed,
          ...(report ? [`Report back no later than ${formatDeadline(report.closesAt)}.`] : []),
        ],
        action: report
          ? { label: `Open ${nouns.report.the}`, url: report.url }
          : { label: `Open ${it.the}`, url: about.url },
        facts: factsOf(it.A, about, decision),
      }),
    }) satisfies ReturnType<typeof mailSv>,
);
