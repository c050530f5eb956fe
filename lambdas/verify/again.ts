/** The pages made once more from what travels inside the document, to see that they say what the content says. */
import { createHash } from "node:crypto";
import type { DecisionEvent } from "#domain/decision";
import type { Template } from "#domain/form";
import { filled } from "#domain/rounds";
import { templateHash, templates } from "#domain/templates/registry";
import { decisionDocument, decisionRenderer } from "../document/decision.ts";
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

/** The form's id and checksum. A decision has of it the title and SKR's letterhead. */
export const formOf = (content: Content): { id: string; hash: string } =>
  content.kind === "decision" ? content.particulars.round.template : content.version.template;

function documentOf(content: Content, form: Template) {
  if (content.kind === "decision") {
    const { particulars } = content;
    const event = { ...content.event, hash: particulars.hash } as DecisionEvent;
    return decisionDocument({ ...particulars, event, template: filled(form, particulars.round) }, "whole");
  }
  const { version, signature, attached } = content;
  const whole = { ...version, hash: signature.hash };
  return submissionDocument({ ...signature, version: whole, template: filled(form, version.round) }, attached);
}

/** `unsigned`: the document as it was before it was sealed. Never throws for what is in the content. */
export async function pagesAgain(content: Content, unsigned: Uint8Array, known = templates): Promise<Pages> {
  const said = content.kind === "decision" ? content.particulars : content.signature;
  const own = content.kind === "decision" ? decisionRenderer : renderer;
  if (said.renderer !== own) return { kind: "other-program", renderer: said.renderer };
  const wanted = formOf(content);
  const form = known.get(wanted.id);
  if (!form || templateHash(form, hash) !== wanted.hash) return { kind: "other-form", template: wanted.id };
  try {
    const { bytes } = await documentOf(content, form);
    const at = bytes.findIndex((byte, index) => byte !== unsigned[index]);
    if (at < 0 && bytes.length === unsigned.length) return { kind: "same" };
    return { kind: "different", at: at < 0 ? bytes.length : at };
  } catch (error) {
    // The seal is right, and nothing says that this content has the shape that this renderer takes.
    return { kind: "failed", why: String((error as Error).message) };
  }
}
