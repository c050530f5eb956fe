/** The document's own words in English, for a head who reads in English; the form's words stay the template's. */
import type { documentSv } from "./document.sv.ts";

export const documentEn = {
  page: (page: number, of: number) => `page ${page} of ${of}`,
  files: "Attachments",
  goals: "The goals one by one, for the follow-up",
  receipt: "Receipt",
  number: "Receipt number",
  code: "Code",
  rss: "RSS",
  received: "Received",
  inTime: (inTime: boolean): string => (inTime ? "in time" : "after the deadline"),
  handedIn: "Sent to the head for signature",
  signature: "Signature",
  signedBy: "Signed by",
  role: "Role",
  headOf: (rss: string) => `Head of ${rss}`,
  how: "How",
  inPortal: "In RSS-portalen, after a fresh log-in",
  when: "Time",
  text: "With the words",
  checksum: "Checksum (SHA-256) of the content",
  swedishTime: (when: string) => `${when}, Swedish time`,
  draft: "DRAFT – not submitted",
} satisfies typeof documentSv;
