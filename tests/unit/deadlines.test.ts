import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import {
  addDays,
  closingDay,
  dayOf,
  daysLeft,
  endOfDay,
  epoch,
  instant,
  isClosed,
  isRedDay,
  lastDay,
  startOfDay,
} from "#domain/deadlines";
import {
  formatCount,
  formatDay,
  formatDeadline,
  formatInstant,
  formatSize,
  formatTime,
  formatWeekday,
} from "#domain/formats";
import { sv } from "#domain/texts/sv";
import { at, runs } from "#tests/builders";
import { days, digestOf, firstDay, instantsOf, lastOfAll, wordsDigest } from "#tests/unit/deadlines-digest";

const stockholm = "Europe/Stockholm";
const spaced = (text: string) => text.replaceAll("\u00A0", " ");
const midnight = (day: Temporal.PlainDate): string =>
  day.toZonedDateTime({ timeZone: stockholm }).toInstant().toString({ smallestUnit: "millisecond" });

/** The same lines as the rules', by Temporal alone. */
function linesByTemporal(): string[] {
  const lines: string[] = [];
  let day = Temporal.PlainDate.from(firstDay);
  let start = midnight(day);
  for (; day.toString() <= lastOfAll; day = day.add({ days: 1 })) {
    const end = midnight(day.add({ days: 1 }));
    const dayBefore = day.subtract({ days: 1 });
    lines.push([day, start, end, day, dayBefore, day].join(" "));
    start = end;
  }
  return lines;
}

describe("days in Sweden", () => {
  const expected = linesByTemporal();

  it("agree with Temporal on every day from 2020 to 2045", () => {
    expect(days()).toHaveLength(9497);
    const wrong = days().flatMap((day, index) => (instantsOf(day) === expected[index] ? [] : [instantsOf(day)]));
    expect(wrong).toEqual([]);
  });

  it("are the same whatever time zone the process has", async () => {
    const program = fileURLToPath(new URL("./deadlines-digest.ts", import.meta.url));
    const zones = ["UTC", "Pacific/Auckland", "America/Los_Angeles", "Asia/Kolkata"];
    const answers = await Promise.all(
      zones.map(async (TZ) => {
        const env = { ...process.env, TZ, NODE_OPTIONS: "" };
        const { stdout } = await promisify(execFile)(process.execPath, ["--import", "tsx", program], { env });
        return JSON.parse(stdout);
      }),
    );
    // The processes really stood in four zones.
    expect(answers.map(({ offset }) => offset)).toEqual([0, -720, 480, -330]);
    const digest = { instants: digestOf(expected), words: wordsDigest(days()) };
    for (const answer of answers) expect(answer).toMatchObject(digest);
  });

  it("are found from any instant, as Temporal finds them", () => {
    fc.assert(
      fc.property(fc.integer({ min: Date.UTC(2020, 0, 1), max: Date.UTC(2045, 11, 31) }), (ms) => {
        const there = Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(stockholm);
        expect(dayOf(instant(ms))).toBe(there.toPlainDate().toString());
        expect(formatTime(instant(ms))).toBe(there.toPlainTime().toString({ smallestUnit: "minute" }));
      }),
      runs(150, 5000),
    );
  });

  it.each([
    ["31 May 2021, summer time", "2021-05-31", "2021-05-31T22:00:00.000Z"],
    ["1 February 2022, winter time", "2022-02-01", "2022-02-01T23:00:00.000Z"],
    ["the day before the clocks go forward", "2021-03-27", "2021-03-27T23:00:00.000Z"],
    ["the Sunday they go forward", "2021-03-28", "2021-03-28T22:00:00.000Z"],
    ["the day before they go back", "2021-10-30", "2021-10-30T22:00:00.000Z"],
    ["the Sunday they go back", "2021-10-31", "2021-10-31T23:00:00.000Z"],
    ["a leap day", "2024-02-29", "2024-02-29T23:00:00.000Z"],
    ["the day before a leap day", "2024-02-28", "2024-02-28T23:00:00.000Z"],
    ["New Year's Eve", "2025-12-31", "2025-12-31T23:00:00.000Z"],
  ])("end at 24:00 on Stockholm's clocks: %s", (_, day, end) => {
    expect(endOfDay(day)).toBe(end);
    expect(lastDay(end)).toBe(day);
    expect(isClosed(end, instant(epoch(end) - 1))).toBe(false);
    expect(isClosed(end, end)).toBe(true);
    expect(isClosed(end, instant(epoch(end) + 1))).toBe(true);
  });

  it("have 23 and 25 hours when the clocks change", () => {
    const hours = (day: string) => (epoch(endOfDay(day)) - epoch(startOfDay(day))) / 3_600_000;
    expect(["2021-03-28", "2021-10-31", "2021-05-31", "2026-03-29", "2026-10-25"].map(hours)).toEqual([
      23, 25, 24, 23, 25,
    ]);
  });

  it.each([
    ["2021-05-31", 1, "2021-06-01"],
    ["2024-02-28", 1, "2024-02-29"],
    ["2023-02-28", 1, "2023-03-01"],
    ["2021-01-01", -1, "2020-12-31"],
    ["2021-03-27", 2, "2021-03-29"],
    ["2021-05-31", 7, "2021-06-07"],
  ])("%s and %i days is %s", (day, more, sum) => {
    expect(addDays(day, more)).toBe(sum);
  });

  it("are counted down to 0 on the last day, by Stockholm's calendar", () => {
    const closesAt = "2021-05-31T22:00:00.000Z";
    const left = (now: string) => daysLeft(closesAt, at(now));
    expect(left("2021-05-31T21:59:59.999Z")).toBe(0);
    expect(left("2021-05-30T22:00:00.000Z")).toBe(0);
    expect(left("2021-05-30T21:59:59.999Z")).toBe(1);
    expect(left("2021-05-31T22:00:00.000Z")).toBe(-1);
    expect(left("2021-03-27T12:00:00.000Z")).toBe(65);
    expect(left("2021-05-24T10:00:00.000Z")).toBe(7);
  });

  it("have instants that compare as text as they compare in time", () => {
    const ms = fc.integer({ min: Date.UTC(2000, 0, 1), max: Date.UTC(2199, 0, 1) });
    fc.assert(
      fc.property(ms, ms, (a, b) => {
        expect(isClosed(instant(a), instant(b))).toBe(b >= a);
        expect(epoch(instant(a))).toBe(a);
        expect(instant(a)).toHaveLength(24);
      }),
      runs(200, 5000),
    );
  });
});

describe("red days", () => {
  // Weekdays on which Sweden is shut, year by year, from an almanac: Good Friday, Easter Monday, Ascension Day, Midsummer Eve.
  const moving: [year: number, ...days: string[]][] = [
    [2024, "03-29", "04-01", "05-09", "06-21"],
    [2025, "04-18", "04-21", "05-29", "06-20"],
    [2026, "04-03", "04-06", "05-14", "06-19"],
    [2027, "03-26", "03-29", "05-06", "06-25"],
    [2028, "04-14", "04-17", "05-25", "06-23"],
    [2029, "03-30", "04-02", "05-10", "06-22"],
    [2030, "04-19", "04-22", "05-30", "06-21"],
  ];
  const fixed = ["01-01", "01-06", "05-01", "06-06", "12-24", "12-25", "12-26", "12-31"];

  it.each(moving)("of %i that are no Saturdays or Sundays are exactly those of the almanac", (year, ...movingDays) => {
    const all = days().filter((day) => day.startsWith(`${year}`));
    const isWeekend = (day: string) => Temporal.PlainDate.from(day).dayOfWeek > 5;
    const expected = [...fixed, ...movingDays].map((day) => `${year}-${day}`).filter((day) => !isWeekend(day));
    expect(all.filter((day) => isRedDay(day) && !isWeekend(day))).toEqual([...new Set(expected)].toSorted());
    expect(all.filter(isWeekend).every(isRedDay)).toBe(true);
  });

  // Easter by Gauss, for more years than the almanac above.
  function easterByGauss(year: number): Temporal.PlainDate {
    const [k, a] = [Math.floor(year / 100), year % 19];
    const m = (15 - Math.floor((13 + 8 * k) / 25) + k - Math.floor(k / 4)) % 30;
    const n = (4 + k - Math.floor(k / 4)) % 7;
    const d = (19 * a + m) % 30;
    const e = (2 * (year % 4) + 4 * (year % 7) + 6 * d + n) % 7;
    const tooLate = (d === 29 || (d === 28 && a > 10)) && e === 6;
    return new Temporal.PlainDate(year, 3, 22).add({ days: d + e - (tooLate ? 7 : 0) });
  }

  it("follow Easter from 1990 to 2199", () => {
    const missing: string[] = [];
    for (let year = 1990; year < 2200; year += 1) {
      for (const days of [-2, 1, 39]) {
        const day = easterByGauss(year).add({ days }).toString();
        if (!isRedDay(day)) missing.push(day);
      }
    }
    expect(missing).toEqual([]);
  });

  it.each([
    ["Sunday 31 May 2026", "2026-05-31", "2026-06-01"],
    ["Sunday 1 February 2026", "2026-02-01", "2026-02-02"],
    ["a Monday", "2021-05-31", "2021-05-31"],
    ["the national day on a Friday", "2025-06-06", "2025-06-09"],
    ["Good Friday", "2026-04-03", "2026-04-07"],
    ["Christmas Eve on a Thursday", "2026-12-24", "2026-12-28"],
    ["New Year's Eve on a Thursday", "2026-12-31", "2027-01-04"],
    ["a Saturday", "2025-05-31", "2025-06-02"],
  ])("move a deadline on %s to the next working day, by that rule only", (_, day, moved) => {
    expect(closingDay(day, "next-working-day")).toBe(moved);
    expect(closingDay(day, "keep")).toBe(day);
  });
});

describe("what Swedes read", () => {
  it("says a deadline with weekday, last minute and zone", () => {
    expect(spaced(formatDeadline("2021-05-31T22:00:00.000Z"))).toBe("måndag 31 maj 2021 kl. 23:59, svensk tid");
    expect(spaced(formatDeadline("2022-02-01T23:00:00.000Z"))).toBe("tisdag 1 februari 2022 kl. 23:59, svensk tid");
    expect(spaced(sv("plan").deadline("2021-05-31T22:00:00.000Z"))).toBe(
      "Senast måndag 31 maj 2021 kl. 23:59, svensk tid",
    );
  });

  it("says days, times and instants on Stockholm's clocks", () => {
    expect(formatDay("2021-05-31")).toBe("31 maj 2021");
    expect(formatWeekday("2021-06-07")).toBe("måndag 7 juni 2021");
    expect(formatTime(at("2021-05-31T12:03:59Z"))).toBe("14:03");
    expect(formatTime(at("2021-05-31T22:00:00Z"))).toBe("00:00");
    expect(spaced(formatInstant(at("2021-05-31T20:14:00Z")))).toBe("31 maj 2021 kl. 22:14");
    expect(spaced(formatInstant(at("2021-12-31T23:30:00Z")))).toBe("1 januari 2022 kl. 00:30");
  });

  it("never breaks a number from its thousands, a clock from its time or a size from its unit", () => {
    expect(formatCount(400_000)).toBe("400\u00A0000");
    expect(formatCount(9_000_000)).toBe("9\u00A0000\u00A0000");
    expect(formatSize(612_345)).toBe("612\u00A0kB");
    expect(formatSize(1_400_000)).toBe("1,4\u00A0MB");
    expect(formatSize(1)).toBe("1\u00A0kB");
    expect(formatDeadline("2021-05-31T22:00:00.000Z")).toContain("kl.\u00A023:59");
  });

  it("says when time went out by the last day that was in time", () => {
    const told = (stands: boolean) => sv("plan").refusals["too-late"]({ closedAt: "2021-05-31T22:00:00.000Z", stands });
    expect(told(false)).toBe("Tiden gick ut måndag 31 maj 2021. Planen är inte inskickad, men all text finns kvar.");
    expect(told(true)).toBe("Tiden gick ut måndag 31 maj 2021. Planen ni skickade in gäller.");
  });
});
