/** Every text in every language, for the server. The browser picks its own, so that nobody loads a language they do not read. */
import type { Language } from "../language.ts";
import { documentEn } from "./document.en.ts";
import { documentSv } from "./document.sv.ts";
import { en } from "./en.ts";
import { invitationEn } from "./invitation.en.ts";
import { invitationSv } from "./invitation.sv.ts";
import { mailEn } from "./mail.en.ts";
import { mailSv } from "./mail.sv.ts";
import { remindersEn } from "./mail-reminders.en.ts";
import { remindersSv } from "./mail-reminders.sv.ts";
import { sv } from "./sv.ts";

export const texts: Record<Language, typeof sv> = { sv, en };
export const mails: Record<Language, typeof mailSv> = { sv: mailSv, en: mailEn };
export const reminderMails: Record<Language, typeof remindersSv> = { sv: remindersSv, en: remindersEn };
export const invitations: Record<Language, typeof invitationSv> = { sv: invitationSv, en: invitationEn };
export const documentTexts: Record<Language, typeof documentSv> = { sv: documentSv, en: documentEn };
