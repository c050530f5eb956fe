/** Endings of the names of what may be attached. A file of its own: the form loads nothing more of attachments.ts before there is one. */
export const endings = ["pdf", "docx", "xlsx", "odt", "ods", "jpg", "jpeg", "png"] as const;
