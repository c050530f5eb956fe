import { describe, expect, it } from "@jest/globals";
import { agreesWithHead } from "../../lambdas/store/drafts.ts";

const answer = (question: string, rev: number) => ({ sk: `ANSWER#${question}`, question, rev });
const file = (id: string, rev: number, state = "stored") => ({ sk: `FILE#${id}`, id, rev, state });
const head = { sk: "HEAD", "mark 7a": 3, "mark f:abc": 9 };

describe("a draft read in one query", () => {
  it("is whole when every answer and file is as new as HEAD says", () => {
    expect(agreesWithHead(head, [answer("7a", 3), file("abc", 9), head])).toBe(true);
    expect(agreesWithHead({ sk: "HEAD" }, [])).toBe(true);
  });

  it("is not, when it saw HEAD after a save and the answer before it", () => {
    expect(agreesWithHead(head, [answer("7a", 2), file("abc", 9), head])).toBe(false);
    expect(agreesWithHead(head, [file("abc", 9), head])).toBe(false);
  });

  it("is not, when it lacks a file, has an older one, or one that has been removed", () => {
    expect(agreesWithHead(head, [answer("7a", 3), head])).toBe(false);
    expect(agreesWithHead(head, [answer("7a", 3), file("abc", 8), head])).toBe(false);
    expect(agreesWithHead({ sk: "HEAD", "mark 7a": 3 }, [answer("7a", 3), file("abc", 9)])).toBe(false);
    expect(agreesWithHead({ sk: "HEAD", "mark 7a": 3 }, [answer("7a", 3), file("abc", 10, "removed")])).toBe(true);
  });

  it("may be newer than HEAD: handing in is conditional on HEAD's own count", () => {
    expect(agreesWithHead(head, [answer("7a", 4), file("abc", 9), head])).toBe(true);
  });

  it("may have what was filled in beforehand, which nobody saved", () => {
    expect(agreesWithHead(head, [answer("2", 0), answer("7a", 3), file("abc", 9), head])).toBe(true);
  });
});
