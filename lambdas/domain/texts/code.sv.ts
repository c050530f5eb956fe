/** The mail with a code to log in by. Whoever gets it has not said yet who they are, nor in which language: it is Swedish. */

/** Cognito sends it as HTML, and puts the code where `placeholder` stands. */
export const codeMail = (placeholder: string): { subject: string; html: string } => ({
  subject: "Din kod till RSS-portalen",
  html: [
    "Hej!",
    `Din kod för att logga in i RSS-portalen är <strong>${placeholder}</strong>. Den gäller i några minuter.`,
    "Har du inte bett om någon kod? Då kan du bortse från det här mejlet.",
  ]
    .map((paragraph) => `<p>${paragraph}</p>`)
    .join("\n"),
});
