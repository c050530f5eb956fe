import { describe, expect, it } from "@jest/globals";
import type { AnswerValue } from "#domain/form";
import { isKept } from "#domain/history";
import { at, textOf } from "#tests/builders";

const began = at("2021-05-20T09:00:00Z");
const text = textOf(600);
const stands = (value: AnswerValue, by = "p-maja") => ({ value, by, since: began, at: began });
const next = (value: AnswerValue, time = "2021-05-20T09:05:00Z", by = "p-maja") => ({ value, by, at: at(time) });

describe("a text that is replaced", () => {
  it("goes on as one entry while the same person types", () => {
    expect(isKept(stands(text), next(`${text} Och mer.`))).toBe(false);
    expect(isKept(stands(text), next(text.replace("kommuner", "städer")))).toBe(false);
    expect(isKept(stands(text), next(text.slice(0, -99)))).toBe(false);
  });

  it("is kept when another person's takes its place", () => {
    expect(isKept(stands(text), next(text, "2021-05-20T09:00:01Z", "p-elin"))).toBe(true);
  });

  it("is kept when the same person has written for more than ten minutes", () => {
    expect(isKept(stands(text), next(`${text}.`, "2021-05-20T09:10:00.000Z"))).toBe(false);
    expect(isKept(stands(text), next(`${text}.`, "2021-05-20T09:10:00.001Z"))).toBe(true);
  });

  it("is kept when a good part of it goes: deleted, cut from the middle, or pasted over", () => {
    expect(isKept(stands(text), next(""))).toBe(true);
    expect(isKept(stands(text), next(text.slice(0, 200) + text.slice(300)))).toBe(true);
    expect(isKept(stands(text), next(textOf(600, 4)))).toBe(true);
  });

  it("is kept for boxes and rows by the same rule", () => {
    const rows = [{ name: "Maja Lind", email: "maja.lind@example.se" }];
    expect(isKept(stands(rows), next([...rows, { name: "Elin Sand", email: "elin@example.se" }]))).toBe(false);
    expect(isKept(stands([{ name: text, email: "" }]), next([]))).toBe(true);
    expect(isKept(stands({ ticked: false, explanation: text }), next({ ticked: true, explanation: "" }))).toBe(true);
    expect(isKept(stands({ ticked: false, explanation: "" }), next({ ticked: true, explanation: "" }))).toBe(false);
  });
});
