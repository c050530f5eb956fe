import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { status } from "#domain/errors";
import type { RouteName } from "#domain/routes";
import { sv } from "#domain/texts/sv";
import { aPortal, type Call, type Portal, type Reply } from "#tests/portal";
import { fillIn } from "#tests/story";

const id = "2021.W";

describe("bad input", () => {
  let portal: Portal;
  beforeAll(async () => {
    portal = await aPortal();
    await fillIn(portal, id, "maja");
  });
  afterAll(() => portal.stop());

  const save = (call: Call, question = "7a") =>
    portal.call("maja", "saveAnswer", { params: { id, question }, seen: 1, ...call });

  const cases: [string, () => Promise<Reply<RouteName>>, string][] = [
    ["an unknown key", () => save({ body: { value: "Text", state: "submitted" } }), "invalid"],
    ["no value", () => save({ body: {} }), "invalid"],
    ["a number for a text", () => save({ body: { value: 7 } }), "invalid"],
    ["a list for a text", () => save({ body: { value: [{ name: "Maja" }] } }), "invalid"],
    ["a text for a tick", () => save({ body: { value: "ja" } }, "4"), "invalid"],
    ["an option that is not there", () => save({ body: { value: "third" } }, "11"), "invalid"],
    ["a column that is not there", () => save({ body: { value: [{ name: "Maja", role: "chef" }] } }, "3"), "invalid"],
    ["an answer to the locked county", () => save({ body: { value: "Skåne" } }, "1"), "invalid"],
    ["an answer in place of the signature", () => save({ body: { value: "Anna Berg" } }, "14"), "invalid"],
    ["a question that the form has not", () => save({ body: { value: "Text" } }, "13"), "not-found"],
    ["broken JSON", () => save({ raw: '{"value": "Te' }), "invalid"],
    ["a body of 1 MB", () => save({ body: { value: "å".repeat(500_000) } }), "too-large"],
    ["a text over 100 000 characters", () => save({ body: { value: "a".repeat(100_001) } }), "too-large"],
    [
      "no If-Match",
      () => portal.call("maja", "saveAnswer", { params: { id, question: "7a" }, body: { value: "" } }),
      "invalid",
    ],
    ["no idempotency key", () => portal.call("maja", "handIn", { params: { id }, body: {}, key: "" }), "invalid"],
    [
      "a key with odd characters",
      () => portal.call("maja", "handIn", { params: { id }, body: {}, key: "a/b#c d e f" }),
      "invalid",
    ],
    ["another county's plan", () => portal.call("maja", "submission", { params: { id: "2021.X" } }), "not-found"],
    ["an id of another shape", () => portal.call("maja", "submission", { params: { id: "2021.W#HEAD" } }), "not-found"],
    ["a round that never was", () => portal.call("maja", "submission", { params: { id: "1999.W" } }), "not-found"],
    ["a version in words", () => portal.call("maja", "version", { params: { id, n: "first" } }), "not-found"],
    ["a date that is not one", () => extend("2021-02-30"), "invalid"],
    ["an extension without reason", () => extend("2021-06-30", " "), "invalid"],
    [
      "a hash that is not one",
      () => portal.call("anna", "intent", { params: { id }, body: { version: 1, hash: "x" } }),
      "invalid",
    ],
    [
      "a comment of nothing",
      () =>
        portal.call("anna", "sendBack", { params: { id }, body: { version: 1, hash: "0".repeat(64), comment: "  " } }),
      "invalid",
    ],
    ["a file of a kind that is not taken", () => attach("plan.exe", 10), "bad-file"],
    ["a file without ending", () => attach("plan", 10), "bad-file"],
    ["a file of 11 MB", () => attach("plan.pdf", 11_000_000), "bad-file"],
  ];

  const extend = (until: string, reason = "Sjukdom") =>
    portal.call("karin", "grantExtension", { params: { id }, body: { until, reason } });
  const attach = (name: string, size: number) =>
    portal.call("maja", "addFile", { params: { id }, body: { name, size, sha256: "0".repeat(64) } });

  it.each(cases)("answers %s with a code and a sentence, and loses nothing", async (_, send, code) => {
    const before = await portal.store.load(id);
    const reply = await send();
    expect(reply.code).toBe(code);
    expect(reply.status).toBe(status[code as keyof typeof status]);
    const sentence = (sv("plan").refusals[code as keyof typeof status] as (figures: unknown) => string)(reply.answer);
    expect(sentence).toMatch(/^[A-ZÅÄÖ].*[.!?]$/);
    expect(sentence).not.toContain("undefined");
    expect(await portal.store.load(id)).toEqual(before);
  });

  it("saves a draft far over its limit whole", async () => {
    const value = "Länets plan. ".repeat(5000);
    const seen = (await portal.store.load(id))?.answers["8b"]?.rev ?? 0;
    expect((await save({ body: { value }, seen }, "8b")).status).toBe(200);
    expect((await portal.store.load(id))?.answers["8b"]?.value).toBe(value);
  });

  it("keeps a text with half a character in it, without that half", async () => {
    const seen = (await portal.store.load(id))?.answers["9b"]?.rev ?? 0;
    expect((await save({ raw: '{"value":"a\\ud800b"}', seen }, "9b")).status).toBe(200);
    expect((await portal.store.load(id))?.answers["9b"]?.value).toBe("ab");
  });

  it("shows both texts when someone else was first", async () => {
    const seen = (await portal.store.load(id))?.answers["2"]?.rev ?? 0;
    const by = (sub: string, value: string) =>
      portal.call(sub, "saveAnswer", { params: { id, question: "2" }, body: { value }, seen });
    expect((await by("elin", "Elins ord")).status).toBe(200);
    expect(await by("maja", "Majas ord")).toMatchObject({
      status: 412,
      code: "stale",
      answer: { current: { value: "Elins ord", rev: seen + 1, by: "Elin Sand" } },
    });
  });

  it("takes a save whose answer was lost, sent again, for the same save", async () => {
    const seen = (await portal.store.load(id))?.answers["9a"]?.rev ?? 0;
    const first = await save({ body: { value: "Samma ord" }, seen }, "9a");
    const again = await save({ body: { value: "Samma ord" }, seen }, "9a");
    expect(again).toMatchObject({ status: 200, text: first.text });
  });

  it("logs one line a request and nothing that anybody wrote", () => {
    const all = portal.lines.join("\n");
    expect(all).toContain('"code":"invalid"');
    for (const secret of ["Maja", "example.se", "Elins ord", "Länets plan"]) expect(all).not.toContain(secret);
    expect(all).not.toContain('"status":5');
  });
});
