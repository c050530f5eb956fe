/** To whom an event is told, decided when it is sent: who has left by then gets nothing, who has come gets it. */
import type { Instant } from "./deadlines.ts";
import { type Language, languageOf } from "./language.ts";
import type { Role } from "./permissions.ts";
import type { Event } from "./submission.ts";

type Member = { id: string; email: string; language?: Language; role: Role; from: Instant; to: Instant | null };

export type MailKind =
  | "waiting"
  | "handed-in-for"
  | "sent-back"
  | "receipt"
  | "extension-requested"
  | "extended"
  | "completion-requested"
  | "completion-withdrawn"
  | "proposed"
  | "approved"
  | "rejected";

type To = { address: string; language: Language };
export type Addressed = { kind: MailKind; to: To[] };

/**
 * To whom a mailing goes, each address once, in the person's own language. `registrar` is the RSS's function address, `staff` SKR's:
 * nobody has chosen for those, so they get the form's language.
 */
export function mailingOf(
  event: Event,
  members: Member[],
  registrar: string,
  staff: string,
  now: Instant,
): Addressed | null {
  const holding = (...roles: Role[]) =>
    members
      .filter(({ role, from, to }) => roles.includes(role) && from <= now && (to === null || now < to))
      .map((member): To => ({ address: member.email, language: languageOf(member) }));
  const office = (address: string): To => ({ address, language: "sv" });
  const to = (kind: MailKind, ...all: To[]): Addressed => ({
    kind,
    to: all.filter(({ address }, n) => all.findIndex((each) => each.address === address) === n),
  });
  switch (event.fact.type) {
    case "handed-in":
      return to("waiting", ...holding("head"));
    case "handed-in-for":
      return to("handed-in-for", ...holding("writer", "head"), office(registrar));
    case "sent-back":
      return to("sent-back", ...holding("writer"));
    case "signed":
      return to("receipt", ...holding("writer", "head"), office(registrar));
    case "extension-requested":
      return to("extension-requested", office(staff));
    case "extended":
    case "completion-withdrawn":
      return to(event.fact.type, ...holding("writer", "head"));
    case "proposed":
      return to("proposed", office(staff));
    // What SKR asks and decides is registered where the RSS is housed.
    case "completion-requested":
    case "approved":
    case "rejected":
      return to(event.fact.type, ...holding("writer", "head"), office(registrar));
    default:
      return null;
  }
}
