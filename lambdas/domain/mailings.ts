/** To whom an event is told, decided when it is sent: who has left by then gets nothing, who has come gets it. */
import type { Instant } from "./deadlines.ts";
import type { Role } from "./permissions.ts";
import type { Event } from "./submission.ts";

type Member = { id: string; email: string; role: Role; from: Instant; to: Instant | null };

export type MailKind = "waiting" | "sent-back" | "receipt" | "extension-requested" | "extended";

export type Addressed = { kind: MailKind; addresses: string[] };

/** Addresses of a mailing, each once. `registrar` is the RSS's function address, `staff` SKR's. */
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
      .map(({ email }) => email);
  const to = (kind: MailKind, ...addresses: string[]): Addressed => ({ kind, addresses: [...new Set(addresses)] });
  switch (event.fact.type) {
    case "handed-in":
      return to("waiting", ...holding("head"));
    case "sent-back":
      return to("sent-back", ...holding("writer"));
    case "signed":
      return to("receipt", ...holding("writer", "head"), registrar);
    case "extension-requested":
      return to("extension-requested", staff);
    case "extended":
      return to("extended", ...holding("writer", "head"));
    default:
      return null;
  }
}
