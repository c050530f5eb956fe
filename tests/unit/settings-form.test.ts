import { describe, expect, it } from "@jest/globals";
import type { Settings } from "#domain/round-settings";
import { changedIn, merged, settingsFrom, typedOf } from "../../web/rounds/settings-form.ts";

const settings: Settings = {
  opensAt: "2021-02-28T23:00:00.000Z",
  closesOn: "2021-05-31",
  weekendRule: "keep",
  act: "handed-in",
  signDays: 7,
  reportBy: "2022-02-01",
  follows: null,
  horizon: 2023,
  amounts: { standard: 400_000, metropolitan: 600_000, metropolitanCounties: ["AB", "M", "O"] },
  howToSend: "Chefen skriver under i portalen.",
  ladder: { days: [30, 14, 7, 2, 0], heads: [7, 2, 0] },
  frame: 9_000_000,
};
const typed = typedOf(settings);

describe("the settings of a round as they are typed", () => {
  it("are the same settings again when nothing is changed, a time of day that no field shows included", () => {
    expect(settingsFrom(typed, settings)).toEqual({ settings });
    const odd = { ...settings, opensAt: "2021-03-01T08:30:00.000Z" };
    expect(settingsFrom(typedOf(odd), odd)).toEqual({ settings: odd });
  });

  it("begin a day that is changed at its midnight in Sweden", () => {
    expect(settingsFrom({ ...typed, opensAt: "2021-06-01" }, settings)).toMatchObject({
      settings: { opensAt: "2021-05-31T22:00:00.000Z" },
    });
  });

  it.each(["410000", "410 000", "410\u00A0000", " 410\u202F000 "])("take a sum however it is written: %j", (sum) => {
    expect(settingsFrom({ ...typed, "amounts.standard": sum }, settings)).toMatchObject({
      settings: { amounts: { standard: 410_000 } },
    });
  });

  it("have no frame when the field is empty", () => {
    expect(settingsFrom({ ...typed, frame: " " }, settings)).toMatchObject({ settings: { frame: null } });
  });

  it("tell everything that is wrong at once", () => {
    const wrong = { signDays: "en vecka", closesOn: "", howToSend: " ", "ladder.days": "7, två", frame: "1,5" };
    expect(settingsFrom({ ...typed, ...wrong }, settings)).toEqual({
      wrong: {
        signDays: "not-a-number",
        closesOn: "not-a-day",
        howToSend: "missing",
        "ladder.days": "not-numbers",
        frame: "not-a-number",
      },
    });
  });
});

describe("what two people change at once", () => {
  const mine = { ...typed, signDays: "10", "ladder.heads": "7, 1" };
  const theirs = { ...typed, frame: "9 200 000", "ladder.heads": "5" };

  it("is put together where they have changed different things, and told where it is the same", () => {
    const after = merged(typed, mine, theirs);
    expect(after.typed).toEqual({ ...typed, signDays: "10", frame: "9 200 000", "ladder.heads": "7, 1" });
    expect(after.both).toEqual(["ladder.heads"]);
    expect(changedIn(theirs, after.typed)).toEqual(["signDays", "ladder.heads"]);
  });

  it("is no conflict when both have changed it to the same", () => {
    expect(merged(typed, mine, { ...typed, signDays: "10" }).both).toEqual([]);
  });
});
