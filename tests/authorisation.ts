/**
 * Who may do what, written from the rules of the portal (product.md, "People" and "Life of a submission") and not from its code:
 * every route, by every kind of person, on the own RSS, another's and one that does not exist, in every state.
 */
import type { RouteName } from "#domain/routes";

/** `-`: as if it did not exist. `no`: known, and not for this role. `may`: done, or refused for what the state or the thing is. */
export type Verdict = "may" | "no" | "-";

/** `past` was a writer until yesterday, `coming` begins tomorrow, `astray` has SKR's role in an RSS and an RSS's role at SKR. */
export const kinds = ["writer", "head", "reader", "officer", "admin", "past", "coming", "astray", "stranger"] as const;
export type KindOfPerson = (typeof kinds)[number];

export const places = ["own", "other", "none"] as const;
export type Place = (typeof places)[number];

export const stages = [
  ...["not-started", "draft", "handed-in", "submitted", "returned", "proposed", "approved", "rejected", "abstained"],
] as const;
export type Stage = (typeof stages)[number];

type Group = { routes: readonly RouteName[]; may: readonly KindOfPerson[]; rest: "no" };

const inside = ["writer", "head", "reader"] as const;
const known: readonly KindOfPerson[] = kinds.filter((kind) => kind !== "stranger");

/** What concerns no RSS. */
const general: Group[] = [
  { routes: ["me", "setLanguage", "rounds"], may: known, rest: "no" },
  // Rounds are run by the administrator; officers read them, and give everybody more time.
  { routes: ["runs", "run", "roundLog", "extendRun", "register"], may: ["officer", "admin"], rest: "no" },
  { routes: ["createRun", "editRun", "openRun", "closeRun"], may: ["admin"], rest: "no" },
  {
    routes: ["overview", "outstanding", "officers", "answersOf", "exportRound", "bounced", "clearAddress"],
    may: ["officer"],
    rest: "no",
  },
  { routes: ["exportLog"], may: ["officer", "admin"], rest: "no" },
];

/** What concerns one RSS; whoever is not named and yet belongs there, or to SKR as an officer, is told no. */
const ofSubmission: Group[] = [
  {
    routes: [
      ...(["submission", "version", "log", "receipt", "document", "archiveCopy", "readFile", "print"] as const),
      ...(["remarks", "package", "mails", "decisionDocument", "decisionArchiveCopy"] as const),
    ],
    may: [...inside, "officer"],
    rest: "no",
  },
  { routes: ["history", "presence", "comments", "comment", "resolveComment", "earlier"], may: inside, rest: "no" },
  {
    routes: [
      ...(["saveAnswer", "moveToAttachment", "addFile", "confirmFile", "removeFile", "cancelFile", "handIn"] as const),
      ...(["recall", "change", "abstain", "resume", "contacts", "requestExtension"] as const),
    ],
    may: ["writer", "head"],
    rest: "no",
  },
  { routes: ["intent", "sign", "sendBack"], may: ["head"], rest: "no" },
  // Whoever looks after the portal may see who has read what, and nothing of it.
  { routes: ["reads"], may: ["officer", "admin"], rest: "no" },
  { routes: ["addScan", "confirmScan", "signOnPaper"], may: ["writer", "head", "officer"], rest: "no" },
  {
    routes: [
      ...(["grantExtension", "assign", "remark", "changeRemark", "requestCompletion", "withdrawCompletion"] as const),
      ...(["addReceived", "handInFor"] as const),
      ...(["decide", "attest", "withdrawProposal", "pay", "noteUnused", "resend"] as const),
    ],
    may: ["officer"],
    rest: "no",
  },
];

/** What concerns an organisation in the register: kept by the administrator, read by officers; a head names a substitute. */
const ofOrganisation: Group[] = [
  { routes: ["registerLog"], may: ["officer", "admin"], rest: "no" },
  { routes: ["people"], may: ["head", "officer", "admin"], rest: "no" },
  { routes: ["delegate"], may: ["head", "admin"], rest: "no" },
  // A head may end a substitute's; the one asked about here is none.
  { routes: ["endMembership"], may: ["admin"], rest: "no" },
  { routes: ["saveRss"], may: ["admin"], rest: "no" },
  { routes: ["invite", "inviteAgain", "handOver"], may: ["admin"], rest: "no" },
];

/** By somebody who is logged in and whom the portal need not know. */
export const forIdentities: readonly RouteName[] = ["acceptInvitation"];

/** Answered to anybody, logged in or not. */
export const forAnybody: readonly RouteName[] = ["openapi", "verifyNumber", "verifyFile"];

/** What has not been signed is no business of SKR's, whatever is asked for. */
const ofTheSigned: readonly RouteName[] = ["version", "receipt", "document", "archiveCopy"];
const signedStages: readonly Stage[] = ["submitted", "returned", "proposed", "approved", "rejected"];

const groupOf = (route: RouteName): { group: Group; isGeneral: boolean } => {
  const group = general.find(({ routes }) => routes.includes(route));
  if (group) return { group, isGeneral: true };
  const found = [...ofSubmission, ...ofOrganisation].find(({ routes }) => routes.includes(route));
  if (!found) throw new Error(`nobody has said who may ${route}`);
  return { group: found, isGeneral: false };
};

/** SKR knows every organisation; who is told no of one that does not exist is told so by role, before it is looked for. */
function verdictOfOrganisation({ may, rest, routes }: Group, kind: KindOfPerson, place: Place): Verdict {
  const isNew = routes.includes("saveRss") && kind === "admin";
  const isStaff = kind === "officer" || kind === "admin";
  if (isStaff && !may.includes(kind)) return rest;
  // A new one is written where there is none.
  if (place === "none") return isNew ? "may" : "-";
  if (!isStaff && !(place === "own" && (inside as readonly string[]).includes(kind))) return "-";
  return may.includes(kind) ? "may" : rest;
}

export function verdict(route: RouteName, kind: KindOfPerson, place: Place, stage: Stage): Verdict {
  const { group, isGeneral } = groupOf(route);
  // Whom the portal does not know is told so before anything else.
  if (kind === "stranger") return "no";
  if (isGeneral) return group.may.includes(kind) ? "may" : group.rest;
  if (ofOrganisation.includes(group)) return verdictOfOrganisation(group, kind, place);
  // Whoever sees every RSS is told by role, before anything is looked up.
  if (place === "none") return kind === "officer" && !group.may.includes(kind) ? group.rest : "-";
  const looksAfter = kind === "admin" && group.may.includes(kind);
  const belongs = kind === "officer" || looksAfter || (place === "own" && (inside as readonly string[]).includes(kind));
  if (!belongs) return "-";
  if (!group.may.includes(kind)) return group.rest;
  const isSigned = signedStages.includes(stage);
  if (kind === "officer" && ofTheSigned.includes(route) && !isSigned) return "-";
  // Drafted and waiting versions are the RSS's own; SKR prints none of them.
  if (route === "receipt" && !isSigned) return "-";
  if ((route === "document" || route === "archiveCopy") && !isSigned) return "-";
  const isDecided = stage === "approved" || stage === "rejected";
  if ((route === "decisionDocument" || route === "decisionArchiveCopy") && !isDecided) return "-";
  if (route === "version" && !isSigned && stage !== "handed-in") return "-";
  return "may";
}

/** They name a thing inside the submission that these tests have not made: told that it is not there is no telling of who may. */
export const ofNamedThings: readonly RouteName[] = [
  ...(["readFile", "confirmFile", "removeFile", "cancelFile", "confirmScan", "signOnPaper"] as const),
  ...(["resolveComment", "changeRemark", "print", "resend"] as const),
  ...(["inviteAgain", "endMembership", "delegate", "handOver"] as const),
];
