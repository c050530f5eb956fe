/** Defects in what SKR decides and asks for. */
import type { Defect } from "./board.ts";

const unit = (name: string) => `tests/unit/${name}.test.ts`;
const integration = (name: string) => `tests/integration/${name}.test.ts`;

export const deciding: Defect[] = [
  {
    name: "a draft may be changed as if it were submitted",
    file: "lambdas/domain/life.ts",
    find: `changed: { from: ["submitted"], has: ["standing"] },`,
    replace: `changed: { from: ["submitted", "draft"] },`,
    killedBy: integration("illegal-moves"),
    test: "changed is written where it may happen and nowhere else",
  },
  {
    name: "one officer grants money alone",
    file: "lambdas/domain/review.ts",
    find: `if (proposal.by === by.person) throw new Refusal("same-officer");`,
    replace: "",
    killedBy: unit("review"),
    test: "refuses that whoever proposed it attests it",
  },
  {
    name: "the table takes one officer's own attest",
    file: "lambdas/store/submissions.ts",
    find: "#proposed = :granted AND #proposer <> :by",
    replace: "#proposed = :granted AND NOT #proposer > :by",
    killedBy: integration("illegal-moves"),
    test: "approved is written where it may happen and nowhere else",
  },
  {
    name: "another proposal is attested than the one that was read",
    file: "lambdas/domain/review.ts",
    find: `if (proposal.hash !== read) throw new Refusal("stale", { version: proposal.version });`,
    replace: "",
    killedBy: unit("review"),
    test: "refuses to attest another proposal than the one that was read",
  },
  {
    name: "an answer to SKR is late because the round has closed",
    file: "lambdas/domain/moves.ts",
    find: "if (before.completion || !isClosed(closesAt, receivedAt)) return;",
    replace: "if (!isClosed(closesAt, receivedAt)) return;",
    killedBy: integration("fault-sweep"),
    test: "hand in the answer happens once",
  },
];
