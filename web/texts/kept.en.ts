/** Words about what is written and not sent, in English. */
import type { kept as sv } from "./kept.sv.ts";

export const kept = {
  unstored: "The browser cannot keep what you write here. Send it before you leave the page.",
  left: {
    title: "Text that was not sent",
    lead: "You wrote this, and it was never sent. Copy it if you need it.",
    remove: "Remove the text",
  },
} satisfies typeof sv;
