/** Words about what is written and not sent, in Swedish: comments and reasons. */
export const kept = {
  unstored: "Webbläsaren kan inte behålla det du skriver här. Skicka det innan du lämnar sidan.",
  left: {
    title: "Text som inte skickades",
    lead: "Det här skrev du, och det hann inte skickas. Kopiera det om du behöver det.",
    remove: "Ta bort texten",
  },
};
