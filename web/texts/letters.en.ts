import type { letters as sv } from "./letters.sv.ts";

const shown = 12;

export const letters = {
  lead: "Some characters are not in the PDF’s typefaces. The PDF has □ in their place:",
  where: (section: string, missing: string[]) =>
    `${section}: ${missing.slice(0, shown).join(" ")}${missing.length > shown ? ` and ${missing.length - shown} more` : ""}`,
  kept: "Please replace them if you can. You may send it all the same; your text stays as you wrote it in the portal and in the PDF’s machine-readable copy.",
} satisfies typeof sv;
