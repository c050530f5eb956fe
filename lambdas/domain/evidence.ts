/** What proves that the head signed: in the portal, or in ink on a paper that was scanned. It stands in the event for good. */
import type { Day, Instant } from "./deadlines.ts";
import type { Language } from "./language.ts";
import type { Membership } from "./permissions.ts";
import type { AttachedFile } from "./submission.ts";

/** Who signed what, how and when; which content stands in the receipt beside it. `language` is also the document's own. */
export type Evidence = InPortal | OnPaper;

/** By which membership the head is head, and for whom when they are a substitute. */
type AsHead = Pick<Membership, "role" | "from" | "to" | "confirmedBy" | "standsInFor">;

export const asHead = ({ role, from, to, confirmedBy, standsInFor }: Membership): AsHead => ({
  ...{ role, from, to, confirmedBy },
  ...(standsInFor !== undefined && { standsInFor }),
});

/** It proves the act inside the portal and is no advanced electronic signature. */
export type InPortal = {
  method: "portal";
  pressedAt: Instant;
  authenticatedAt: Instant;
  membership: AsHead;
  /** The sentence beside the button that was pressed, and the language the head read it in. */
  shown: string;
  language: Language;
};

/** It tells that a paper was received and what was said of it; the signature itself is in ink. The event is by whoever registered it. */
export type OnPaper = {
  method: "paper";
  /** When the portal was told of this very scan, by its checksum. */
  receivedAt: Instant;
  /** The day that is written on the paper. */
  signedOn: Day;
  membership: AsHead;
  /** These bytes and no others: the object's version in the bucket, and their checksum. */
  scan: AttachedFile;
  registeredAs: Pick<Membership, "org" | "role" | "from" | "to" | "confirmedBy">;
  /** Why SKR registered it for the RSS; null when the RSS did so itself. */
  onBehalf: string | null;
  language: Language;
};
