/** What is told of an event in the log: by what name it goes, its words, and what in it is no words. */
import type { Answer } from "#domain/contract";
import { dayOf } from "#domain/deadlines";
import type { Event } from "#domain/submission";

type Told = Answer<"log">["events"][number];

/** Whoever did it registered what somebody else had signed. */
const isOnPaper = ({ fact }: Event): boolean => fact.type === "signed" && fact.evidence.method === "paper";

/** What officers do among themselves before there is a decision: the RSS sees that something was done, and that the chain is whole. */
export const isInternal = ({ fact }: Event): boolean =>
  ["assigned", "proposed", "proposal-withdrawn"].includes(fact.type);

/** The head's words to a colleague stay inside the RSS, what officers say to each other at SKR. `inside`: the reader is of the RSS. */
export function toldOf(event: Event, name: (id: string) => string, inside: boolean): Told {
  const { seq, at, by, hash } = event;
  const isHidden = inside && isInternal(event);
  return {
    ...{ seq, at, by: name(by), hash },
    type: isHidden ? "handled" : isOnPaper(event) ? "signed-on-paper" : event.fact.type,
    note: isHidden ? null : noteOf(event, inside),
    figures: isHidden ? null : figuresOf(event, name),
  };
}

function noteOf({ fact }: Event, inside: boolean): string | null {
  switch (fact.type) {
    case "extension-requested":
    case "extended":
    case "completion-withdrawn":
    case "handed-in-for":
      return fact.reason;
    case "completion-requested":
      return fact.message;
    case "rejected":
      return fact.reasons;
    case "approved":
    case "proposed":
      return fact.reasons || null;
    case "proposal-withdrawn":
      return fact.comment;
    case "paid":
      return fact.reference;
    case "unused-noted":
      return fact.note;
    case "sent-back":
      return inside ? fact.comment : null;
    case "signed": {
      const reason = fact.evidence.method === "paper" ? fact.evidence.onBehalf : null;
      return reason === null ? fact.receipt.number : `${fact.receipt.number}\n${reason}`;
    }
    default:
      return null;
  }
}

function figuresOf({ fact }: Event, name: (id: string) => string): Told["figures"] {
  switch (fact.type) {
    case "extended":
      return { until: fact.closesAt };
    case "completion-requested":
      return { version: fact.version, until: fact.dueAt, questions: fact.questions };
    case "proposed":
      return { version: fact.version, amount: fact.amount, ...(fact.payee && { payee: fact.payee }) };
    case "approved":
      return {
        version: fact.version,
        ...(fact.amount === null ? {} : { amount: fact.amount }),
        ...(fact.payee ? { payee: fact.payee } : {}),
      };
    case "paid":
      return { amount: fact.amount, on: fact.on };
    case "unused-noted":
      return { amount: fact.amount };
    case "handed-in-for":
      return { version: fact.version, on: dayOf(fact.receivedAt) };
    case "assigned":
      return { to: fact.to && name(fact.to) };
    case "signed":
      return { version: fact.receipt.version };
    default:
      return null;
  }
}

/** Whom an event names besides whoever did it. */
export const namedIn = ({ fact }: Event): string[] => (fact.type === "assigned" && fact.to ? [fact.to] : []);
