/** About letters that no font of the document has. */
const shown = 12;

export const letters = {
  lead: "Några tecken finns inte i PDF:ens typsnitt. I PDF:en står □ i stället:",
  where: (section: string, missing: string[]) =>
    `${section}: ${missing.slice(0, shown).join(" ")}${missing.length > shown ? ` och ${missing.length - shown} till` : ""}`,
  kept: "Byt gärna ut dem. Det går att skicka ändå, och texten finns kvar som ni skrev den i portalen och i PDF:ens maskinläsbara kopia.",
};
