/** The mail that lets somebody in, in Swedish. */
import type { Day } from "../deadlines.ts";
import { formatDay } from "../formats.ts";
import type { Role } from "../permissions.ts";
import { facts, type Letter, ours } from "./mail.sv.ts";

/** `by` is who invited; `lastDay` the last one on which it can be accepted. */
export type Invited = { by: string; org: string; role: Role; url: string; lastDay: Day };

const roles: Record<Role, string> = {
  writer: "utvecklingsledare",
  head: "chef för RSS",
  reader: "läsare",
  officer: "handläggare",
  admin: "systemförvaltare",
};

export const invitationSv = ({ by, org, role, url, lastDay }: Invited): Letter => ({
  ...ours,
  subject: "Du är inbjuden till RSS-portalen",
  paragraphs: [
    `${by === "" ? "Någon hos SKR" : by} har bjudit in dig till RSS-portalen, där landets RSS skriver och skickar in sina planer och rapporter till SKR.`,
    `Öppna länken och logga in. Den gäller till och med ${formatDay(lastDay)} och kan användas en gång. Ge den inte till någon annan.`,
    "Känner du inte igen det här behöver du inte göra något.",
  ],
  action: { label: "Ta emot inbjudan", url },
  facts: facts({ Organisation: org, Roll: roles[role] }),
});
