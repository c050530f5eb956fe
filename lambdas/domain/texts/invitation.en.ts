/** The mail that lets somebody in, in English. */
import { formatDay } from "../formats.en.ts";
import type { Role } from "../permissions.ts";
import type { Invited, invitationSv } from "./invitation.sv.ts";
import { ours } from "./mail.en.ts";
import { facts } from "./mail.sv.ts";

const roles: Record<Role, string> = {
  writer: "development lead",
  head: "head of the RSS",
  reader: "reader",
  officer: "case officer",
  admin: "administrator",
};

export const invitationEn = (({ by, org, role, url, lastDay }: Invited) => ({
  ...ours,
  subject: "You are invited to RSS-portalen",
  paragraphs: [
    `${by === "" ? "Somebody at SKR" : by} has invited you to RSS-portalen, where Sweden’s RSS write their plans and reports and submit them to SKR.`,
    `Open the link and log in. It is valid until ${formatDay(lastDay)}, and can be used once. Do not pass it on.`,
    "If you do not know what this is about, you need do nothing.",
  ],
  action: { label: "Accept the invitation", url },
  facts: facts({ Organisation: org, Role: roles[role] }),
})) satisfies typeof invitationSv;
