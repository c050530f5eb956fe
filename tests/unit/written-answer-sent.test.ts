import { afterEach, beforeEach, expect, it, jest } from "@jest/globals";
import { call, mayOutlive } from "../../web/api.ts";
import { ApiRefusal } from "../../web/refusal.ts";

/** What went out, and how the server answers it. */
const out: { keepalive: boolean; answer: (response: Response) => void }[] = [];

beforeEach(() => {
  out.length = 0;
  jest
    .spyOn(globalThis, "fetch")
    .mockImplementation(
      (_, init) => new Promise((answer) => out.push({ keepalive: init?.keepalive ?? false, answer })),
    );
});
afterEach(() => {
  jest.restoreAllMocks();
});

/** A save of so many characters as the page closes. */
const lastly = (value: string) =>
  call("saveAnswer", { id: "2021.W", question: "7a" }, { body: { value }, ifMatch: 1, keepalive: true });

it("counts what may outlive the page in bytes", () => {
  expect(mayOutlive({ value: "a".repeat(40_000) })).toBe(true);
  expect(mayOutlive({ value: "å".repeat(40_000) })).toBe(false);
});

it("lets no more outlive the page than browsers do, of all requests together, and more again once they are answered", async () => {
  const first = lastly("å".repeat(20_000));
  const second = lastly("a".repeat(20_000));
  const third = lastly("a".repeat(20_000));
  expect(out.map(({ keepalive }) => keepalive)).toEqual([true, true, false]);
  expect(mayOutlive({ value: "a".repeat(20_000) })).toBe(false);
  for (const { answer } of out) answer(Response.json({ rev: 2, at: "2021-05-20T09:00:00.000Z" }));
  await Promise.all([first, second, third]);
  expect(mayOutlive({ value: "a".repeat(60_000) })).toBe(true);
});

it("takes the gateway's own 401, which has no code, for a session that is over", async () => {
  const save = lastly("text");
  out[0]?.answer(Response.json({ message: "Unauthorized" }, { status: 401 }));
  const refusal = await save.catch((error: unknown) => error);
  expect(refusal).toBeInstanceOf(ApiRefusal);
  expect((refusal as ApiRefusal).code).toBe("unauthenticated");
});
