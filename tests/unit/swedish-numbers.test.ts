import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { bankgiroNumber, organisationNumber } from "#domain/swedish-numbers";
import { runs } from "#tests/builders";

/** The check digit by another road: add up the digits, odd ones from the right twice, until the sum ends in nought. */
function checked(digits: string): string {
  for (let check = 0; check < 10; check += 1) {
    const all = [...`${digits}${check}`].map(Number);
    let sum = 0;
    for (let n = all.length - 1, twice = false; n >= 0; n -= 1, twice = !twice) {
      const value = (all[n] ?? 0) * (twice ? 2 : 1);
      sum += Math.floor(value / 10) + (value % 10);
    }
    if (sum % 10 === 0) return `${digits}${check}`;
  }
  throw new Error("no check digit");
}

describe("an organisation number", () => {
  it("is written with its hyphen, however it was typed", () => {
    for (const text of ["2120000019", "212000-0019", " 212000 0019 ", "212000–0019"])
      expect(organisationNumber(text)).toBe("212000-0019");
  });

  it.each([
    ["another last digit", "212000-0018"],
    ["too few digits", "212000-001"],
    ["too many", "16212000-0019"],
    ["a letter", "21200O-0019"],
    ["nothing", ""],
    ["a personal number, whose third digit is of a month", "811218-9876"],
  ])("is not one with %s", (_, text) => {
    expect(organisationNumber(text)).toBeNull();
  });

  it("has exactly one check digit", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\d{2}[2-9]\d{6}$/), (digits) => {
        const right = checked(digits);
        const taken = Array.from({ length: 10 }, (_, n) => `${digits}${n}`).filter((each) => organisationNumber(each));
        expect(taken).toEqual([right]);
      }),
      runs(200, 5000),
    );
  });
});

describe("a bankgiro number", () => {
  it("has seven digits or eight, and is written with its hyphen before the last four", () => {
    expect(bankgiroNumber("5050-1055")).toBe("5050-1055");
    expect(bankgiroNumber("50501055")).toBe("5050-1055");
    expect(bankgiroNumber(checked("991234"))).toBe(`991-${checked("991234").slice(3)}`);
  });

  it.each([
    ["another last digit", "5050-1056"],
    ["six digits", "505-010"],
    ["nine digits", "50501-0550"],
    ["two that have changed places", "5501-1055"],
  ])("is not one with %s", (_, text) => {
    expect(bankgiroNumber(text)).toBeNull();
  });

  it("has exactly one check digit", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\d{6,7}$/), (digits) => {
        const taken = Array.from({ length: 10 }, (_, n) => `${digits}${n}`).filter((each) => bankgiroNumber(each));
        expect(taken).toEqual([checked(digits)]);
      }),
      runs(200, 5000),
    );
  });
});
