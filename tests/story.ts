/** The steps most stories share, over a portal of tests/portal.ts: fill a plan in, hand it in, sign it. */
import type { Answers } from "#domain/form";
import { answersFilled } from "#tests/builders";
import type { Call, Callable } from "#tests/portal";
import { aKey } from "#tests/portal";

/** Saves every answer as the writer, each on the revision it has. */
export async function fillIn(
  portal: Callable,
  id: string,
  sub: string,
  answers: Answers = answersFilled(),
  call: Call = {},
) {
  const { answer } = await portal.call(sub, "submission", { ...call, params: { id } });
  for (const [question, value] of Object.entries(answers)) {
    const seen = answer.draft?.answers[question]?.rev ?? 0;
    const saved = await portal.call(sub, "saveAnswer", { ...call, params: { id, question }, body: { value }, seen });
    if (saved.status !== 200) throw new Error(`${question}: ${saved.text}`);
  }
}

/** Hands in and answers what waits. */
export async function handInPlan(portal: Callable, id: string, sub: string, call: Call = {}) {
  const { status, text, answer } = await portal.call(sub, "handIn", { ...call, params: { id }, body: {} });
  if (status !== 200) throw new Error(text);
  return answer.waiting;
}

type Read = { version: number; hash: string };

/** "Skriv under" pressed at one instant, the log-in done and the signature sent at another. */
export async function pressAndSign(
  portal: Callable,
  id: string,
  sub: string,
  read: Read,
  { pressed, loggedIn, key = aKey() }: { pressed: number | string; loggedIn: number | string; key?: string },
) {
  const { version, hash } = read;
  const intent = await portal.call(sub, "intent", { params: { id }, body: { version, hash }, at: pressed });
  const sign = await portal.call(sub, "sign", {
    params: { id },
    body: { version, hash },
    key,
    at: loggedIn,
    authenticatedAt: loggedIn,
  });
  return { intent, sign };
}

/** An officer proposes that the plan is granted money, and a second one attests it. */
export async function grant(portal: Callable, id: string, amount: number, at: string) {
  const proposed = await portal.call("karin", "decide", {
    ...{ params: { id }, body: { outcome: "approved", amount, reasons: null }, at },
  });
  if (proposed.status !== 200) throw new Error(proposed.text);
  return portal.call("johan", "attest", { params: { id }, body: await proposedIn(portal, id, at), at });
}

/** The proposal as an officer reads it, by what names it when it is attested. */
export async function proposedIn(portal: Callable, id: string, at: number | string): Promise<{ proposal: string }> {
  const { answer } = await portal.call("karin", "submission", { params: { id }, at });
  return { proposal: answer.handling?.proposal?.hash ?? "" };
}

/** One officer's no, which needs no second. */
export const reject = (portal: Callable, id: string, reasons: string, at: string) =>
  portal.call("karin", "decide", { params: { id }, body: { outcome: "rejected", amount: null, reasons }, at });
