/** Defects in what SKR's own house does: rounds, the register and people. */
import type { Defect } from "./board.ts";

const unit = (name: string) => `tests/unit/${name}.test.ts`;
const integration = (name: string) => `tests/integration/${name}.test.ts`;

export const office: Defect[] = [
  {
    name: "office: a prepared round is told to everybody",
    file: "lambdas/store/registry.ts",
    find: 'row.state === "prepared" ? [] : ',
    replace: "",
    killedBy: integration("rounds"),
    test: "exists for SKR alone",
  },
  {
    name: "office: how a round is run is frozen into versions",
    file: "lambdas/store/runs.ts",
    find: "  ladder,\n  frame,\n  openedAt,\n  closedAt,\n  ...round\n}: RunRow): Administered {",
    replace: "  openedAt,\n  closedAt,\n  ...round\n}: RunRow): Administered {\n  const { ladder, frame } = round;",
    killedBy: integration("rounds"),
    test: "carries nothing of how it is run",
  },
  {
    name: "office: what was made for an earlier revision of a round stays",
    file: "lambdas/api/openings.ts",
    find: "=== run.rev) return;",
    replace: "!== null) return;",
    killedBy: integration("rounds"),
    test: "as it is when it opens, though it was changed",
  },
  {
    name: "office: those who are moved later are told another reason",
    file: "lambdas/api/runs.ts",
    find: "told = isDone ? last.reason : reason;",
    replace: "told = reason;",
    killedBy: integration("rounds"),
    test: "with the reason that was given first",
  },
  {
    name: "office: an invitation lets in as often as it is shown",
    file: "lambdas/domain/people.ts",
    find: 'type: "accepted", person, proof: hash(canonical(shown))',
    replace: 'type: "accepted", person, proof: hash("")',
    killedBy: integration("people"),
    test: "is accepted once by two who saw the register the same",
  },
  {
    name: "office: an old invitation lets in",
    file: "lambdas/domain/people.ts",
    find: "export const invitationKept = 14 * 86_400_000;",
    replace: "export const invitationKept = 15 * 86_400_000;",
    killedBy: integration("people"),
    test: "opens nothing when it was used, is too old",
  },
  {
    name: "office: somebody who has not come yet counts as an administrator",
    file: "lambdas/domain/people.ts",
    find: "each.person.invited === undefined &&",
    replace: "",
    killedBy: integration("people"),
    test: "of the last administrator stays",
  },
  {
    name: "office: a head ends whose membership they like",
    file: "lambdas/domain/people.ts",
    find: 'if (!isAdmin(asker, by.at) && membership.standsInFor !== by.person) throw new Refusal("not-allowed");',
    replace: "",
    killedBy: integration("authorisation"),
    test: "in state not-started",
  },
  {
    name: "office: whoever stands in for a head stays when the head goes",
    file: "lambdas/domain/people.ts",
    find: "ends: [{ person, membership, to }, ...substitutes] };",
    replace: "ends: [{ person, membership, to }] };",
    killedBy: integration("people"),
    test: "ends in the same millisecond, also one who was to begin later",
  },
  {
    name: "office: a membership that never held is in the way for ever",
    file: "lambdas/store/register.ts",
    find: "attribute_not_exists(pk) OR #to <= :from",
    replace: "attribute_not_exists(pk) OR #to >= :from",
    killedBy: integration("people"),
    test: "that ended before it began is given anew",
  },
  {
    name: "office: an open round's form is changed under those who write",
    file: "lambdas/domain/run.ts",
    find: "if (locked.length > 0) refuse(",
    replace: "if (locked.length > 99) refuse(",
    killedBy: unit("run"),
    test: "of an open round are locked but for what is administrative",
  },
  {
    name: "office: a round is closed while SKR waits for an answer",
    file: "lambdas/domain/run.ts",
    find: "if (submissions.some(({ due }) => due !== null))",
    replace: "if (submissions.some(({ due }) => due === undefined))",
    killedBy: unit("run"),
    test: "waits for what SKR has asked for",
  },
];
