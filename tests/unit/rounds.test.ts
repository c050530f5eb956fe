import { describe, expect, it } from "@jest/globals";
import { endOfDay, lastDay } from "#domain/deadlines";
import type { Template } from "#domain/form";
import { questionName } from "#domain/form";
import { amountFor, filled, partsOf, signBy, submissionId } from "#domain/rounds";
import plan2021 from "#domain/templates/plan-2021";
import { aRound } from "#tests/builders";

const spaced = (text: string) => text.replaceAll("\u00A0", " ");

describe("a round", () => {
  it("closes at 24:00 Swedish time of its last day", () => {
    expect(aRound().closesAt).toBe("2021-05-31T22:00:00.000Z");
    expect(aRound({ closesOn: "2022-02-01" }).closesAt).toBe("2022-02-01T23:00:00.000Z");
  });

  it("keeps a Sunday, or moves to the Monday after it, by its own rule", () => {
    expect(aRound({ closesOn: "2026-05-31" }).closesAt).toBe("2026-05-31T22:00:00.000Z");
    expect(aRound({ closesOn: "2026-05-31", weekendRule: "next-working-day" }).closesAt).toBe(
      "2026-06-01T22:00:00.000Z",
    );
    expect(aRound({ closesOn: "2026-02-01", weekendRule: "next-working-day" }).closesAt).toBe(
      "2026-02-02T23:00:00.000Z",
    );
  });

  it("gives the three metropolitan counties more, and no other", () => {
    const letters = "AB AC BD C D E F G H I K M N O S T U W X Y Z".split(" ");
    expect(letters).toHaveLength(21);
    expect(letters.filter((letter) => amountFor(aRound(), letter) === 600_000)).toEqual(["AB", "M", "O"]);
    expect(letters.filter((letter) => amountFor(aRound(), letter) === 400_000)).toHaveLength(18);
    expect(letters.reduce((sum, letter) => sum + amountFor(aRound(), letter), 0)).toBe(9_000_000);
  });

  it("takes signatures seven days longer than plans, to the end of the seventh", () => {
    expect(signBy(aRound(), aRound().closesAt)).toBe("2021-06-07T22:00:00.000Z");
    expect(lastDay(signBy(aRound(), aRound().closesAt))).toBe("2021-06-07");
  });

  it("counts the seven days from an extension, and over a change of clocks", () => {
    expect(signBy(aRound(), endOfDay("2021-06-14"))).toBe(endOfDay("2021-06-21"));
    expect(signBy(aRound(), endOfDay("2021-10-25"))).toBe("2021-11-01T23:00:00.000Z");
    expect(signBy(aRound({ signDays: 0 }), aRound().closesAt)).toBe(aRound().closesAt);
  });

  it("takes no signature after closing when signing is the act that must be in time", () => {
    const round = aRound({ act: "signed" });
    expect(signBy(round, round.closesAt)).toBe(round.closesAt);
    expect(signBy(round, endOfDay("2021-06-14"))).toBe(endOfDay("2021-06-14"));
  });
});

describe("a submission's id", () => {
  it.each([
    ["2021", "W", "2021.W"],
    ["plan-2027", "AB", "plan-2027.AB"],
    ["1.2", "BD", "1.2.BD"],
  ])("joins round %s and county %s, and parts again", (round, rss, id) => {
    expect(submissionId(round, rss)).toBe(id);
    expect(partsOf(id)).toEqual({ round, rss });
  });
});

describe("filling the form's words", () => {
  const closing = (round: Parameters<typeof filled>[1]) =>
    filled(plan2021, round).sections.find(({ number }) => number === "14")?.closing ?? "";

  it("puts in the round's own amounts, days and words", () => {
    const form = filled(
      plan2021,
      aRound({ amounts: { ...aRound().amounts, standard: 350_000, metropolitan: 1_250_000 } }),
    );
    expect(form.intro).toContain("350\u00A0000 kronor per län");
    expect(form.intro).toContain("1\u00A0250\u00A0000 kronor per de tre");
    expect(closing(aRound({ howToSend: "Skicka in planen i portalen." }))).toMatch(
      /31 maj 2021\. Skicka in planen i portalen\.$/,
    );
  });

  it("says the day the round really closes on, when that is moved from a Sunday", () => {
    const round = aRound({ year: 2026, closesOn: "2026-05-31", weekendRule: "next-working-day" });
    expect(spaced(closing(round))).toContain("senast den 1 juni 2026");
    expect(spaced(closing({ ...round, weekendRule: "keep" }))).toContain("senast den 31 maj 2026");
  });

  it("leaves unknown words and what is no text as they are, and fills nothing twice", () => {
    const odd = { ...plan2021, title: "{year} {unknown} {howToSend}", sections: [] } as Template;
    const form = filled(odd, aRound({ howToSend: "Se {year}." }));
    expect(form.title).toBe("2021 {unknown} Se {year}.");
    expect(filled(plan2021, aRound()).sections[6]?.questions[0]).toMatchObject({ limit: 1000, goals: true });
  });
});

describe("a question's name", () => {
  it.each([
    ["1", "1"],
    ["7a", "7 a"],
    ["8b", "8 b"],
    ["10a", "10 a"],
    ["14", "14"],
    ["reference", "RSS:s eget diarienummer"],
    ["unheard", "unheard"],
  ])("of %s is %s", (question, name) => {
    expect(questionName(plan2021, question)).toBe(name);
  });
});
