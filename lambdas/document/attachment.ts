/** One long text as an attachment of its own: "Lägg hela texten i en bilaga". */
import { normalise } from "#domain/counting";
import { documentTexts } from "#domain/texts/by-language";
import { renderText } from "./document.ts";

type Text = { title: string; heading: string; text: string; at: string; id: string };

export async function attachment({ title, heading, text, at, id }: Text): Promise<Uint8Array> {
  const { bytes } = await renderText({
    title,
    heading,
    text: normalise(text),
    language: "sv",
    issuer: { name: "Bilaga", lines: [title] },
    number: "Bilaga",
    createdAt: at,
    id,
    texts: documentTexts.sv,
  });
  return bytes;
}
