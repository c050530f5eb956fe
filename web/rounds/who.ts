/** What somebody at SKR is here for, so that a page shows what they may do; the portal decides it anew. */
import type { Answer } from "#domain/contract";

type Me = Pick<Answer<"me">, "memberships">;

export const mayRun = ({ memberships }: Me): boolean => memberships.some(({ role }) => role === "admin");
export const isOfficer = ({ memberships }: Me): boolean => memberships.some(({ role }) => role === "officer");
