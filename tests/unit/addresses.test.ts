import { describe, expect, it } from "@jest/globals";
import { addressOf, kindAt } from "#domain/addresses";

describe("the address of a page", () => {
  it("says whether it is of a plan or of a report, and can be asked which", () => {
    expect(addressOf("plan", "2021.W")).toBe("/plan/2021.W");
    expect(addressOf("report", "2021r.W", "/kvitto")).toBe("/rapport/2021r.W/kvitto");
    for (const kind of ["plan", "report"] as const) expect(kindAt(addressOf(kind, "2021.W", "/las"))).toBe(kind);
    expect(kindAt("/granska/2021.W")).toBe("plan");
  });
});
