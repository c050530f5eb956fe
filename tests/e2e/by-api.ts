/** The same acts without the pages, to bring a running portal quickly to the state a test is about. */
import { createHash } from "node:crypto";
import type { Answer } from "#domain/contract";
import type { Answers } from "#domain/form";
import { type RouteName, routes } from "#domain/routes";
import { codeOf } from "#domain/submission";
import { postFile, tokenOf } from "#tests/by-http";
import { people } from "../../infra/local/seed.ts";
import { type Running, until } from "./running.ts";

const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");
let keys = 0;

type Place = Pick<Running, "url" | "folder">;

/** Somebody's hands without their browser. */
export async function actingAs(running: Place, name: string) {
  const { issuer } = (await (await fetch(`${running.url}/config.json`)).json()) as { issuer: string };
  const { sub } = people.find((each) => each.name === name) ?? {};
  if (!sub) throw new RangeError(`nobody is called ${name}`);
  const authorization = `Bearer ${await tokenOf(running.folder, issuer, sub)}`;

  return async <R extends RouteName>(
    name: R,
    params: Record<string, string>,
    body?: unknown,
    seen?: number,
  ): Promise<Answer<R>> => {
    const { method, path } = routes[name];
    const url = running.url + path.replace(/\{(\w+)\}/g, (_, key: string) => encodeURIComponent(params[key] ?? ""));
    keys += 1;
    const answer = await fetch(url, {
      method,
      headers: {
        authorization,
        "content-type": "application/json",
        "idempotency-key": `by-api-${String(keys).padStart(6, "0")}`,
        ...(seen === undefined ? {} : { "if-match": `"${seen}"` }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`${name}: ${answer.status} ${await answer.text()}`);
    return answer.json() as Promise<Answer<R>>;
  };
}

export type Acting = Awaited<ReturnType<typeof actingAs>>;

export async function fillByApi(acting: Acting, id: string, answers: Answers): Promise<void> {
  const { draft } = await acting("submission", { id });
  for (const [question, value] of Object.entries(answers)) {
    await acting("saveAnswer", { id, question }, { value }, draft?.answers[question]?.rev ?? 0);
  }
}

export const handInByApi = async (acting: Acting, id: string, note?: string) =>
  (await acting("handIn", { id }, note === undefined ? {} : { note })).waiting;

/** Puts in a paper that the head has signed, with a scan of these words in it. `reason`: by SKR, on the RSS's behalf. */
export async function signOnPaperByApi(acting: Acting, id: string, day: string, reason: string | null, words = "") {
  const bytes = Buffer.from(`%PDF-1.7\n% ${words}`);
  const { waiting, heads } = await acting("submission", { id });
  const [code, head] = [codeOf(waiting?.hash ?? ""), heads[0]?.id ?? ""];
  const announced = { name: "Underskrift.pdf", size: bytes.length, sha256: sha256(bytes), code };
  const { file, post } = await acting("addScan", { id }, announced);
  if (post) await postFile(post, bytes);
  await acting("confirmScan", { id, file: file.id }, {});
  await acting("signOnPaper", { id }, { file: file.id, code, head, signedOn: day, reason });
  return until("a verdict", async () => {
    const { paper } = await acting("receipt", { id });
    return paper && paper.scan.verdict !== "pending" ? paper.scan.verdict : undefined;
  });
}

/** Presses, logs in afresh in a later second, and signs. */
export async function signByApi(running: Place, head: string, id: string): Promise<void> {
  const press = await actingAs(running, head);
  const { waiting } = await press("submission", { id });
  if (!waiting) throw new Error("nothing waits");
  const read = { version: waiting.version, hash: waiting.hash };
  await press("intent", { id }, read);
  await until("a log-in later than the press", async () => {
    const fresh = await actingAs(running, head);
    return fresh("sign", { id }, read).then(
      () => true,
      (error: Error) => {
        if (error.message.includes("reauthenticate")) return undefined;
        throw error;
      },
    );
  });
}
