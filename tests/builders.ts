/** Invented data for tests: say what matters, and the rest is a plain plan of 2021. All people and places are made up. */
import { createHash } from "node:crypto";
import type { Hash } from "#domain/canonical";
import { addDays, closingDay, endOfDay, type Instant, instant } from "#domain/deadlines";
import { type Answers, type AnswerValue, questions, type Row, type Template } from "#domain/form";
import * as moves from "#domain/moves";
import type { Membership, Role, User } from "#domain/permissions";
import * as review from "#domain/review";
import { type Round, type Rss, submissionId } from "#domain/rounds";
import * as submissions from "#domain/submission";
import plan2021 from "#domain/templates/plan-2021";
import { templateHash } from "#domain/templates/registry";
import report2021 from "#domain/templates/report-2021";

/** How often a property runs: the usual number, or the deep one when DEEP is set. */
export const runs = (usual: number, deep: number): { numRuns: number } => ({
  numRuns: process.env.DEEP ? deep : usual,
});

export const hash: Hash = (text) => createHash("sha256").update(text).digest("hex");

export const at = (text: string): Instant => instant(Date.parse(text));

/** The round of 2021, unless told otherwise; it closes by its own `closesOn` and `weekendRule`. */
export function aRound(wish: Partial<Round> = {}): Round {
  const round: Round = {
    id: "2021",
    year: 2021,
    kind: plan2021.kind,
    template: { id: plan2021.id, hash: templateHash(plan2021, hash) },
    opensAt: at("2021-03-01T07:00:00Z"),
    closesAt: "",
    closesOn: "2021-05-31",
    weekendRule: "keep",
    act: "handed-in",
    signDays: 7,
    reportBy: "2022-02-01",
    follows: null,
    horizon: 2023,
    amounts: { standard: 400_000, metropolitan: 600_000, metropolitanCounties: ["AB", "M", "O"] },
    howToSend:
      "Vänligen skicka en digital version av mallen till planer@example.se. Undertecknat exemplar kan scannas och mejlas eller skickas med post till SKR, 118 82 Stockholm.",
    ...wish,
  };
  return { ...round, closesAt: wish.closesAt ?? endOfDay(closingDay(round.closesOn, round.weekendRule)) };
}

export const anRss = (wish: Partial<Rss> = {}): Rss => ({
  id: "W",
  name: "RSS Dalarna",
  county: "Dalarna",
  host: "Region Exempel",
  registrar: "registrator@example.se",
  ...wish,
});

const sentences = [
  "Länets kommuner och regionen träffas varje kvartal för att jämföra hur arbetet går.",
  "Vi ordnar tre utbildningsdagar om våld i nära relationer, öppna för alla som möter barn.",
  "En gemensam rutin prövas först i två kommuner och ändras efter det som deltagarna lär oss.",
  "Chefer får en halv dags genomgång, så att ”ansvaret” inte stannar hos en enda eldsjäl.",
  "Socialtjänst, vårdcentral och skola enas om vem som ringer vem, och när.",
  "Hälften av handläggarna ska ha gått grundkursen före årets slut, resten året därpå.",
  "Barnens egna röster samlas in genom samtal och bildstöd på fyra språk.",
  "Nätverket för samordnare fortsätter, med handledning var sjätte vecka.",
  "Vi följer upp med en enkät på våren och en på hösten – samma tio frågor båda gångerna.",
  "Statistiken går att läsa per kommun, men aldrig så att en enskild person känns igen.",
  "Ett webbinarium om hedersrelaterat våld hålls tillsammans med grannlänet.",
  "Det som fungerar skrivs in i den ordinarie verksamhetsplanen.",
];

/**
 * An invented Swedish text of exactly that many characters by the portal's rule. From about two hundred characters it has
 * paragraphs and a dashed list with CR LF, as text from Word has.
 */
export function textOf(characters: number, seed = 0): string {
  let text = "";
  for (let index = 0; text.length <= characters; index += 1) {
    const sentence = sentences[(index * 5 + seed) % sentences.length];
    text += `${text === "" ? "" : (["\n\n", " ", " ", "\n– ", "\n– "][index % 5] ?? " ")}${sentence}`;
  }
  const cut = text.slice(0, Math.max(0, characters - 1)).replace(/\s$/, "a");
  return (characters === 0 ? "" : `${cut}.`).replaceAll("\n", "\r\n");
}

/** The counts of a real plan of 2021: three of nine are over the form's own limits. */
export const dalarnaLengths = {
  "7a": 206,
  "7b": 1379,
  "8a": 342,
  "8b": 4373,
  "9a": 372,
  "9b": 323,
  "10a": 127,
  "10b": 820,
  "12": 545,
};

const fittingLengths = { "7a": 206, "7b": 990, "8a": 342, "8b": 1000, "9a": 372, "9b": 323, "10a": 127, "10b": 820 };

/** A whole plan-2021, complete unless the lengths say otherwise. */
export function answersFilled({ lengths = {} }: { lengths?: Record<string, number> } = {}): Answers {
  const texts = Object.entries({ ...fittingLengths, "12": 480, ...lengths });
  return {
    "2": "Region Exempel",
    "3": [
      { name: "Maja Lind", email: "maja.lind@example.se" },
      { name: "Funktionsbrevlåda", email: "rss@example.se" },
    ],
    "4": { ticked: true, explanation: "" },
    "5": { ticked: true, explanation: "" },
    "6": { ticked: false, explanation: "Vi återrapporterar i mars, när länets egen uppföljning är klar." },
    "11": "form",
    ...Object.fromEntries(texts.map(([question, characters], seed) => [question, textOf(characters, seed)])),
  };
}

/** `aUser({ roles: { W: "writer", SKR: "officer" } })`: role by organisation, for good unless `from` or `to` is given. */
export function aUser({
  id = "p-maja",
  roles,
  from = at("2020-01-01T00:00:00Z"),
  to = null,
}: {
  id?: string;
  roles: Record<string, Role>;
  from?: Instant;
  to?: Instant | null;
}): User {
  const memberships = Object.entries(roles).map(
    ([org, role]): Membership => ({ org, role, from, to, confirmedBy: "p-admin" }),
  );
  return { person: { id, name: "Maja Lind", email: "maja.lind@example.se" }, memberships };
}

/** A report-2021 filled in on goals that it began with (`begun`: what it was opened with). */
export const reportFilled = (begun: Answers): Answers =>
  Object.fromEntries(
    questions(report2021).flatMap((question, seed): [string, AnswerValue][] => {
      switch (question.kind) {
        case "text":
          return [[question.id, textOf(300 + seed, seed)]];
        case "number":
          return [[question.id, question.id === "9a" ? "15" : "7"]];
        case "outcomes":
          return [[question.id, (begun[question.id] as Row[]).map(answered)]];
        default:
          return [];
      }
    }),
  );

const answered = (row: Row, index: number): Row =>
  index === 1
    ? { ...row, state: "not-started", how: "Vi fick ingen på plats förrän i november." }
    : { ...row, state: "reached", how: "Alla kommuner utom en är med." };

type Life = { submission: submissions.Submission; events: submissions.Event[]; versions: submissions.Version[] };
type LifeWish = {
  state: submissions.State;
  template?: Template;
  round?: Round;
  rss?: Rss;
  answers?: Answers;
  files?: submissions.AttachedFile[];
};

/** A submission brought to a state by the moves themselves, one an hour on the day before the round closes. */
export function aLife({
  state,
  template = plan2021,
  round = aRound({ kind: template.kind, template: { id: template.id, hash: templateHash(template, hash) } }),
  rss = anRss(),
  answers = answersFilled(),
  files = [],
}: LifeWish): Life {
  const life: Life = {
    submission: submissions.opened(submissionId(round.id, rss.id), round.closesAt, hash),
    events: [],
    versions: [],
  };
  const dayBefore = Date.parse(round.closesAt) - 24 * 3_600_000;
  const by = (person: string) => ({ person, at: instant(dayBefore + life.events.length * 3_600_000) });
  const read = () => ({ version: life.submission.version, hash: life.submission.waiting?.hash ?? "" });
  const went = ({ event, freeze }: submissions.Decision) => {
    life.submission = submissions.apply(life.submission, event);
    life.events.push(event);
    if (freeze) life.versions.push(freeze);
  };
  const head = aUser({ id: "p-head", roles: { [rss.id]: "head" } }).memberships[0] as Membership;
  const { id, name, county, host } = rss;
  const material = { template, round, answers, files, rss: { id, name, county, host } };
  if (state === "not-started") return life;
  if (state === "abstained") {
    went(moves.abstain(life.submission, by("p-writer"), hash));
    return life;
  }
  went(moves.start(life.submission, by("p-writer"), hash));
  if (state === "draft") return life;
  went(moves.handIn(life.submission, material, by("p-writer"), hash));
  if (state === "handed-in") return life;
  const pressed = moves.intend(life.submission, round, read(), by("p-head"), hash);
  if (pressed) went(pressed);
  const now = { person: "p-head", at: instant(Date.parse(life.submission.intent?.at ?? "") + 60_000) };
  const fresh = instant(Date.parse(now.at) - 1000);
  const said = { shown: "Jag skriver under.", language: "sv" as const };
  went(moves.sign(life.submission, round, template.prefix, read(), head, fresh, said, now, hash));
  if (state === "submitted") return life;
  const closed = { person: "p-officer", at: round.closesAt };
  if (state === "rejected") {
    went(review.reject(life.submission, round, "Målen går inte att följa upp.", closed, hash));
    return life;
  }
  if (state === "returned") {
    const asked = { questions: ["8b"], dueOn: addDays(round.closesOn, 14), message: "Hur många kommuner är med?" };
    went(review.requestCompletion(life.submission, round, template, asked, closed, hash));
    return life;
  }
  went(review.propose(life.submission, round, round.amounts.standard, "Planen håller.", undefined, closed, hash));
  const { proposal } = life.submission;
  const second = { ...closed, person: "p-officer-2" };
  if (proposal)
    went(review.attest(life.submission, proposal.hash, { reasons: "Planen håller." }, undefined, [], second, hash));
  return life;
}

export const aSubmission = (wish: LifeWish): submissions.Submission => aLife(wish).submission;
