import { describe, expect, it } from "@jest/globals";
import { formatCount } from "#domain/formats";
import { formatCount as formatCountEn } from "#domain/formats.en";
import { wholeNumberIn } from "../../web/figures.ts";

describe("a figure that somebody writes", () => {
  it("is read as each language writes it, so that what a field is filled with can be sent", () => {
    for (const kronor of [0, 7, 400, 1000, 400_000, 9_000_000])
      expect([wholeNumberIn(formatCount(kronor)), wholeNumberIn(formatCountEn(kronor))]).toEqual([kronor, kronor]);
    expect([wholeNumberIn(" 400000 "), wholeNumberIn("400.000")]).toEqual([400_000, 400_000]);
  });

  it("is nothing else", () => {
    for (const text of ["", "x", "-1", "1,5", "1.50", "400,00", "4,0000", "400 tkr", "1234567890123"])
      expect(wholeNumberIn(text)).toBeNull();
  });
});
