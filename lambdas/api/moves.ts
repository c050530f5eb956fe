/** The moves of a submission: each decides by a rule of the domain and answers what came of it. */
import type { Body, contract } from "#domain/contract";
import { dayOf, endOfDay, epoch, instant } from "#domain/deadlines";
import { Refusal } from "#domain/errors";
import { type Answers, type AnswerValue, faultsOf, fits, questions, type Row } from "#domain/form";
import { languageOf } from "#domain/language";
import * as rules from "#domain/moves";
import { signingMembership } from "#domain/permissions";
import { extend } from "#domain/review";
import { hostOn, signatureDue } from "#domain/rounds";
import type { By, Decision, Fact, Submission } from "#domain/submission";
import { texts } from "#domain/texts/by-language";
import type { Loaded, SubmissionStore } from "../store/submissions.ts";
import type { Handlers } from "./api.ts";
import { mover } from "./move.ts";
import type { Request } from "./request.ts";
import type { Surroundings } from "./surroundings.ts";
import type { Views } from "./views.ts";

type Dependencies = {
  store: SubmissionStore;
  surroundings: Surroundings;
  views: Views;
  hash: (text: string) => string;
};

type Moves = Pick<
  Handlers,
  | "handIn"
  | "recall"
  | "intent"
  | "sign"
  | "sendBack"
  | "change"
  | "abstain"
  | "resume"
  | "contacts"
  | "requestExtension"
  | "grantExtension"
>;

export const answersOf = (loaded: Loaded): Answers =>
  Object.fromEntries(Object.values(loaded.answers).map(({ question, value }) => [question, value as AnswerValue]));

const bodyOf = <R extends keyof typeof contract>(request: Request) => request.body as Body<R>;

export function moves({ store, surroundings, views, hash }: Dependencies): Moves {
  const move = mover(store);

  /** A move with nothing to tell but that it was made. */
  const plain =
    (makes: Fact["type"], decide: (loaded: Loaded, by: By, request: Request) => Decision) => async (request: Request) =>
      move(request, { makes, decide: async (loaded, by) => decide(loaded, by, request), answer: async () => ({}) });

  return {
    async handIn(request) {
      const { round, rss, template } = await surroundings.of(request.params.id as string);
      const waitingOf = async (
        frozen: { version: number; hash: string; at: string; by: string },
        of: Pick<Submission, "closesAt" | "completion">,
      ) => ({
        waiting: { ...frozen, by: await views.nameOf(frozen.by), signBy: signatureDue(round, of) },
      });
      return move(request, {
        makes: "handed-in",
        decide: async (loaded, by) => {
          const { waiting, state } = loaded.submission;
          // Two tabs, two people: the draft is locked, so what waits is what this one wanted to hand in.
          if (state === "handed-in" && waiting) return { answer: await waitingOf(waiting, loaded.submission) };
          const files = loaded.files
            .filter((file) => file.state === "stored")
            .map(({ id, name, type, size, sha256, key, object }) => ({ id, name, type, size, sha256, key, object }));
          const { id, name, county } = rss;
          const infected = loaded.files.find((file) => file.state === "stored" && file.verdict === "infected")?.name;
          const { completion, standing } = loaded.submission;
          const { note } = bodyOf<"handIn">(request);
          const material = {
            standing: completion && standing !== null ? await store.version(loaded.submission.id, standing) : null,
            ...(note !== undefined && { note }),
            template,
            round,
            answers: answersOf(loaded),
            files,
            rss: { id, name, county, host: hostOn(rss, dayOf(by.at)) },
            infected,
            isListed: (question: string) => (loaded.answers[question]?.rev ?? 0) > 0,
          };
          return rules.handIn(loaded.submission, material, by, hash);
        },
        answer: async (event, after) => {
          if (event.fact.type !== "handed-in") throw new Refusal("wrong-state", { state: event.fact.type });
          const now = after ??
            (await store.load(event.id))?.submission ?? { closesAt: round.closesAt, completion: null };
          const { version, content } = event.fact;
          return waitingOf({ version, hash: content, at: event.at, by: event.by }, now);
        },
      });
    },

    recall: plain("recalled", (loaded, by) => rules.recall(loaded.submission, by, hash)),
    change: plain("changed", (loaded, by) => rules.change(loaded.submission, by, hash)),
    abstain: plain("abstained", (loaded, by) => rules.abstain(loaded.submission, by, hash)),
    resume: plain("resumed", (loaded, by) => rules.resume(loaded.submission, by, hash)),
    sendBack: plain("sent-back", (loaded, by, request) => {
      const { comment, ...read } = bodyOf<"sendBack">(request);
      return rules.sendBack(loaded.submission, read, comment, by, hash);
    }),
    requestExtension: async (request) =>
      move(request, {
        makes: "extension-requested",
        decide: async ({ submission }, by) => {
          // Asked for and not yet answered: asking again would only write to SKR again.
          if (submission.request) return { answer: {} };
          await surroundings.refuseOver(submission.id);
          return rules.requestExtension(submission, bodyOf<"requestExtension">(request).reason, by, hash);
        },
        answer: async () => ({}),
      }),

    async intent(request) {
      const { round } = await surroundings.of(request.params.id as string);
      const read = bodyOf<"intent">(request);
      const pressed = (at: string) => ({
        pressedAt: at,
        until: instant(epoch(at) + rules.reauthenticateWithin),
      });
      return move(request, {
        makes: "signing-intended",
        decide: async ({ submission: before }, by) =>
          rules.intend(before, round, read, by, hash) ?? { answer: pressed(before.intent?.at ?? by.at) },
        answer: async (event) => pressed(event.at),
      });
    },

    async sign(request) {
      const { round, template } = await surroundings.of(request.params.id as string);
      const read = bodyOf<"sign">(request);
      const receipt = async () => ({ receipt: await views.receipt(request.params.id as string) });
      return move(request, {
        makes: "signed",
        decide: async ({ submission: before }, by) => {
          if (before.receipt?.hash === read.hash && before.standing === read.version)
            return { answer: await receipt() };
          const membership = signingMembership(request.user, surroundings.rssOf(before.id), request.receivedAt);
          if (!membership) throw new Refusal("not-allowed");
          const { authenticatedAt, user } = request;
          const language = languageOf(user.person);
          const said = { language, shown: texts[language](round.kind).signing };
          return rules.sign(before, round, template.prefix, read, membership, authenticatedAt, said, by, hash);
        },
        answer: receipt,
      });
    },

    async contacts(request) {
      const { template } = await surroundings.of(request.params.id as string);
      const rows = bodyOf<"contacts">(request).contacts as Row[];
      const question = questions(template).find(({ kind }) => kind === "rows");
      if (!question || !fits(question, rows)) {
        throw new Refusal("invalid", { issues: [{ path: "contacts", problem: "unfitting" }] });
      }
      const found = faultsOf(question, rows, 0);
      if (found.length > 0) throw new Refusal("missing", { faults: found });
      return plain("contacts-changed", (loaded, by) => rules.changeContacts(loaded.submission, rows, by, hash))(
        request,
      );
    },

    async grantExtension(request) {
      const { until, reason } = bodyOf<"grantExtension">(request);
      const closesAt = endOfDay(until);
      return move(request, {
        makes: "extended",
        decide: async (loaded, by) => {
          await surroundings.refuseOver(loaded.submission.id);
          return extend(loaded.submission, closesAt, reason, by, hash);
        },
        answer: async ({ fact }) => ({ closesAt: fact.type === "extended" ? fact.closesAt : closesAt }),
      });
    },
  };
}
