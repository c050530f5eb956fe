/** Words of what an RSS can do other than hand in, in Swedish. Fetched when somebody asks for it. */
import type { Instant } from "#domain/deadlines";
import { formatDeadline, formatInstant } from "#domain/formats";

export const otherWays = {
  abstain: {
    lead: "Tänker ni inte söka medel i år? Då slipper ni påminnelser. Ni kan ångra er till och med sista dagen.",
    button: "Avstå i år",
    busy: "Sparar …",
    sure: "Vill ni avstå i år? Det ni har skrivit finns kvar, och ni kan ångra er till och med sista dagen.",
  },
  extension: {
    reason: "Varför behöver ni mer tid?",
    hint: "SKR läser skälet. Det står också på kvittot om ni får anstånd.",
    help: "Så fungerar anstånd",
    missing: "Skriv varför ni behöver mer tid.",
    send: "Skicka begäran",
    sending: "Skickar …",
    asked: (by: string, at: Instant) => `${by} begärde anstånd ${formatInstant(at)}. SKR svarar med mejl.`,
    reasonGiven: "Skäl",
    granted: (closesAt: Instant) => `Ni har fått anstånd till ${formatDeadline(closesAt)}.`,
  },
};
