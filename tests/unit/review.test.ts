import { describe, expect, it } from "@jest/globals";
import { Refusal } from "#domain/errors";
import * as moves from "#domain/moves";
import * as review from "#domain/review";
import { apply, type Submission } from "#domain/submission";
import plan2021 from "#domain/templates/plan-2021";
import { aLife, aRound, hash } from "#tests/builders";

/** The refusal of an act that must be refused. */
function refused(act: () => unknown): Pick<Refusal, "code" | "figures"> {
  try {
    act();
  } catch (error) {
    if (error instanceof Refusal) return { code: error.code, figures: error.figures };
    throw error;
  }
  throw new Error("it was not refused");
}

const round = aRound();
const reports = aRound({ id: "2021-rapport", kind: "report", follows: "2021", closesOn: "2022-02-01" });
const karin = { person: "p-karin", at: "2021-06-14T09:00:00.000Z" };
const johan = { person: "p-johan", at: "2021-06-15T09:00:00.000Z" };
const { submission } = aLife({ state: "submitted" });
const proposed = (before: Submission = submission, amount = 400_000) =>
  apply(before, review.propose(before, round, amount, "Planen håller.", undefined, karin, hash).event);
const aTemplate = plan2021;
const asked = { questions: ["8a"], dueOn: "2021-06-28", message: "Hur många kommuner är med?" };
const read = (before: Submission) => {
  if (!before.proposal) throw new Error("nothing is proposed");
  return before.proposal.hash;
};
const attested = (before: Submission, by = johan) =>
  review.attest(before, read(before), { reasons: "Planen håller." }, undefined, [], by, hash);

describe("granting money", () => {
  it("is proposed by one officer and attested by another, who puts the version that stands on record", () => {
    const before = proposed();
    expect(before).toMatchObject({ state: "submitted", proposal: { version: 1, amount: 400_000, by: "p-karin" } });
    const { event } = attested(before);
    const fact = { type: "approved", version: 1, amount: 400_000, reasons: "Planen håller.", proposedBy: "p-karin" };
    expect(event.fact).toEqual(fact);
    expect(apply(before, event)).toMatchObject({
      ...{ state: "approved", standing: 1, proposal: null },
      approved: { version: 1, amount: 400_000, at: johan.at, by: "p-johan" },
    });
  });

  it("refuses that whoever proposed it attests it", () => {
    expect(refused(() => attested(proposed(), karin))).toMatchObject({ code: "same-officer" });
  });

  it.each([
    ["of another amount", 300_000, "Planen håller."],
    ["for other reasons, in the same millisecond", 400_000, "Planen håller inte."],
  ])("refuses to attest another proposal than the one that was read: one %s", (_, amount, reasons) => {
    const first = proposed();
    const withdrawn = apply(first, review.withdrawProposal(first, "Fel.", karin, hash).event);
    const second = apply(withdrawn, review.propose(withdrawn, round, amount, reasons, undefined, karin, hash).event);
    expect(
      refused(() => review.attest(second, read(first), { reasons: "" }, undefined, [], johan, hash)),
    ).toMatchObject({
      code: "stale",
    });
  });

  it("goes to whom it was proposed for, and to nobody when another account has come into the register meanwhile", () => {
    const payee = { name: "Region Exempel", orgNo: "232100-0000", bankgiro: "123-4567", reference: "RSS" };
    const before = apply(submission, review.propose(submission, round, 400_000, "", payee, karin, hash).event);
    const attest = (now: typeof payee | undefined) =>
      review.attest(before, read(before), { reasons: "", payee }, now, [], johan, hash);
    expect(attest({ ...payee }).event.fact).toMatchObject({ type: "approved", payee });
    for (const other of [{ ...payee, bankgiro: "5050-1055" }, undefined])
      expect(refused(() => attest(other))).toEqual({ code: "wrong-state", figures: { state: "payee-changed" } });
  });

  it("refuses more than the round has for the county, and money for a report", () => {
    const issueOf = (act: () => unknown) => refused(act).figures;
    expect(issueOf(() => review.propose(submission, round, 400_001, "", undefined, karin, hash))).toEqual({
      issues: [{ path: "amount", problem: "too-much" }],
    });
    expect(issueOf(() => review.propose(submission, reports, 1, "", undefined, karin, hash))).toEqual({
      issues: [{ path: "amount", problem: "unexpected" }],
    });
    expect(issueOf(() => review.approveReport(submission, round, "", karin, hash))).toEqual({
      issues: [{ path: "amount", problem: "missing" }],
    });
  });

  it("comes to nothing when the RSS writes anew before closing", () => {
    const early = { person: "p-karin", at: "2021-05-31T11:00:00.000Z" };
    const before = apply(submission, review.propose(submission, round, 400_000, "", undefined, early, hash).event);
    const changed = moves.change(before, { person: "p-writer", at: "2021-05-31T12:00:00.000Z" }, hash);
    expect(apply(before, changed.event).proposal).toBeNull();
  });
});

describe("deciding", () => {
  it("approves a report by one officer, without any amount", () => {
    expect(review.approveReport(submission, reports, "", karin, hash).event.fact).toMatchObject({ amount: null });
  });

  it("rejects by one officer, with reasons", () => {
    const { event } = review.reject(submission, round, "Mål saknas.", karin, hash);
    expect(apply(submission, event)).toMatchObject({ state: "rejected", rejected: { version: 1, by: "p-karin" } });
  });

  it.each(["not-started", "draft", "handed-in", "abstained"] as const)("refuses what is %s", (state) => {
    const before = aLife({ state }).submission;
    for (const act of [
      () => review.propose(before, round, 400_000, "", undefined, karin, hash),
      () => review.reject(before, round, "Nej.", karin, hash),
      () => review.requestCompletion(before, round, aTemplate, asked, karin, hash),
    ]) {
      expect(refused(act)).toMatchObject({ code: "wrong-state" });
    }
  });

  it("takes the version that stands when a next one was begun and not signed in time", () => {
    const before = { person: "p-writer", at: "2021-05-31T12:00:00.000Z" };
    const rewriting = apply(submission, moves.change(submission, before, hash).event);
    const early = { ...karin, at: "2021-05-31T13:00:00.000Z" };
    expect(refused(() => review.propose(rewriting, round, 400_000, "", undefined, early, hash)).code).toBe(
      "wrong-state",
    );
    expect(review.propose(rewriting, round, 400_000, "", undefined, karin, hash).event.fact).toMatchObject({
      version: 1,
    });
  });

  it("is final: nothing of it can be changed, signed, asked about or decided again", () => {
    const before = proposed();
    const approved = apply(before, attested(before).event);
    const rejected = apply(submission, review.reject(submission, round, "Nej.", karin, hash).event);
    for (const done of [approved, rejected]) {
      for (const act of [
        () => moves.change(done, { ...karin, at: "2021-05-30T00:00:00.000Z" }, hash),
        () => review.propose(done, round, 300_000, "", undefined, karin, hash),
        () => review.reject(done, round, "Nej.", karin, hash),
        () => review.requestCompletion(done, round, aTemplate, asked, karin, hash),
        () => review.extend(done, "2021-07-01T22:00:00.000Z", "Sjukdom", karin, hash),
        () => moves.requestExtension(done, "Sjukdom", karin, hash),
      ]) {
        expect(refused(act)).toMatchObject({ code: "wrong-state" });
      }
    }
  });
});

describe("asking for completion", () => {
  const request = (before: Submission, wish: Partial<typeof asked> = {}, by = karin) =>
    review.requestCompletion(before, round, aTemplate, { ...asked, ...wish }, by, hash);

  it("opens the questions with their goals until the end of a Swedish day, and what stands keeps counting", () => {
    const returned = apply(submission, request(submission).event);
    expect(returned).toMatchObject({
      ...{ state: "returned", standing: 1 },
      completion: { version: 1, questions: ["8a", "8agoals"], dueAt: "2021-06-28T22:00:00.000Z", by: "p-karin" },
    });
  });

  it.each([
    ["no question", { questions: [] }, "questions", "unknown"],
    ["a question the form does not have", { questions: ["99"] }, "questions", "unknown"],
    ["the county, which nobody fills in", { questions: ["1"] }, "questions", "unknown"],
    ["a day that is over", { dueOn: "2021-06-13" }, "dueOn", "not-later"],
    ["a day years away", { dueOn: "2023-06-13" }, "dueOn", "too-far"],
  ])("refuses %s", (_, wish, path, problem) => {
    expect(refused(() => request(submission, wish))).toEqual({
      code: "invalid",
      figures: { issues: [{ path, problem }] },
    });
  });

  it("waits until a proposed decision is taken back", () => {
    expect(refused(() => request(proposed()))).toEqual({ code: "wrong-state", figures: { state: "proposed" } });
  });

  it("may be asked anew, which takes the place of what was asked, and be taken back", () => {
    const returned = apply(submission, request(submission).event);
    const again = apply(returned, request(returned, { questions: ["9b"], dueOn: "2021-07-05" }, johan).event);
    expect(again.completion).toMatchObject({ questions: ["9b"], by: "p-johan" });
    const withdrawn = apply(again, review.withdrawCompletion(again, "Vi har fått veta.", karin, hash).event);
    expect(withdrawn).toMatchObject({ state: "submitted", completion: null });
  });

  it("can be done without: a decision is made on what stands", () => {
    const returned = apply(submission, request(submission).event);
    const rejected = apply(returned, review.reject(returned, round, "Inget svar.", johan, hash).event);
    expect(rejected).toMatchObject({ state: "rejected", completion: null });
  });
});

describe("money", () => {
  const granted = (() => {
    const before = proposed();
    return apply(before, attested(before).event);
  })();
  const paid = { amount: 250_000, on: "2021-06-15", reference: "Faktura 17" };

  it("is paid out in parts, never more than was granted, on a day between the decision and now", () => {
    const once = apply(granted, review.pay(granted, paid, johan, hash).event);
    expect(once.paid).toBe(250_000);
    expect(refused(() => review.pay(once, paid, johan, hash)).code).toBe("invalid");
    expect(refused(() => review.pay(granted, { ...paid, on: "2021-06-16" }, johan, hash)).code).toBe("invalid");
    expect(refused(() => review.pay(granted, { ...paid, on: "2021-06-14" }, johan, hash)).figures).toEqual({
      issues: [{ path: "on", problem: "not-granted" }],
    });
    expect(apply(once, review.pay(once, { ...paid, amount: 150_000 }, johan, hash).event).paid).toBe(400_000);
  });

  it("that was not used is noted, at most what was granted", () => {
    expect(apply(granted, review.noteUnused(granted, { amount: 12_000, note: "" }, karin, hash).event).unused).toBe(
      12_000,
    );
    expect(refused(() => review.noteUnused(granted, { amount: 400_001, note: "" }, karin, hash)).code).toBe("invalid");
  });

  it("is nothing of a report's", () => {
    const report = apply(submission, review.approveReport(submission, reports, "", karin, hash).event);
    expect(refused(() => review.pay(report, paid, johan, hash))).toMatchObject({ code: "wrong-state" });
  });
});
