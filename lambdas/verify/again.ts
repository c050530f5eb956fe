/** The pages made once more from what travels inside the document, to see that they say what the content says. */
import { createHash } from "node:crypto";
import { filled } from "#domain/rounds";
import { templateHash, templates } from "#domain/templates/registry";
import { renderer, submissionDocument } from "../document/submission.ts";
import type { Content } from "./content.ts";

/**
 * `different`: at that byte; `failed`: the content is not one that can be rendered; `other-program`: an earlier or later renderer made
 * it; `other-form`: this program lacks the form, or has it in other words; `not-tried`: something that comes before is wrong.
 */
export type Pages =
  | { kind: "same" | "not-tried" }
  | { kind: "different"; at: number }
  | { kind: "failed"; why: string }
  | { kind: "other-program"; renderer: string }
  | { kind: "other-form"; template: string };

const hash = (text: string) => createHash("sha256").update(text).digest("hex");

/** `unsigned`: the document as it was before it was sealed. Never throws for what is in the content. */
export async function pagesAgain(
  { version, signature, attached }: Content,
  unsigned: Uint8Array,
  known = templates,
): Promise<Pages> {
  if (signature.renderer !== renderer) return { kind: "other-program", renderer: signature.renderer };
  const form = known.get(version.template.id);
  if (!form || templateHash(form, hash) !== version.template.hash)
    return { kind: "other-form", template: version.template.id };
  try {
    const whole = { ...version, hash: signature.hash };
    const made = { ...signature, version: whole, template: filled(form, version.round) };
    const { bytes } = await submissionDocument(made, attached);
    const at = bytes.findIndex((byte, index) => byte !== unsigned[index]);
    if (at < 0 && bytes.length === unsigned.length) return { kind: "same" };
    return { kind: "different", at: at < 0 ? bytes.length : at };
  } catch (error) {
    // The seal is right, and nothing says that this content has the shape that this renderer takes.
    return { kind: "failed", why: String((error as Error).message) };
  }
}
