/** Where the pages of a submission stand in the portal: `/plan/2021.W/las`, and `/rapport/…` for a report. */
import type { Kind } from "./form.ts";

const folders: Record<Kind, string> = { plan: "plan", report: "rapport" };

/** `page` is what follows the id: `/las`, `/kvitto`, `/version/2`, or nothing for the form itself. */
export const addressOf = (kind: Kind, id: string, page = ""): string => `/${folders[kind]}/${id}${page}`;

/** Where anybody may see whether a number and its code belong together. After the `#`, so that no server on the way writes them down. */
export const checkAddress = (number: string, code: string): string => `/kontrollera#nummer=${number}&kod=${code}`;

/** The kind an address speaks of; a plan where it says nothing. */
export const kindAt = (path: string): Kind => (path.startsWith(`/${folders.report}/`) ? "report" : "plan");
