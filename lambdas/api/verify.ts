/**
 * Whether a document is the portal's, told to anybody who asks: by the number and code printed on it, or by the checksum of the file.
 *
 * A number can be guessed; that is what the code is for. Its 8 hexadecimal characters are 32 bits, 4 300 million codes. Whoever tries
 * them is stopped after 20 wrong ones an hour, so that nobody walks through the numbers; and because one may have many addresses,
 * each number is closed for the day after 200, from wherever they come. Half of the codes of one number then take 29 000 years. The
 * price is that somebody with ten addresses can close a number for a day, in which the file still shows what it is. A checksum has
 * 256 bits, which nobody guesses, so that those tries are not counted.
 */
import type { Answer, Body } from "#domain/contract";
import type { Instant } from "#domain/deadlines";
import { amountIn, type DecisionEvent, decidersOf, isDecision } from "#domain/decision";
import {
  decisionNumber,
  isSealed,
  type Leveled,
  newestOf,
  numbered,
  type Subject,
  tidyCopied,
} from "#domain/documents";
import { Refusal } from "#domain/errors";
import type { Evidence } from "#domain/evidence";
import { filled, partsOf, type Round, submissionId } from "#domain/rounds";
import { codeOf, type Event, type Receipt } from "#domain/submission";
import { templateById } from "#domain/templates/registry";
import type { DocumentStore, MadeDocument } from "../store/documents.ts";
import type { MissStore, Quota } from "../store/misses.ts";
import type { RegistryStore } from "../store/registry.ts";
import type { SubmissionStore } from "../store/submissions.ts";
import type { Handlers } from "./api.ts";
import type { Request } from "./request.ts";
import type { Source } from "./source.ts";
import type { Views } from "./views.ts";

type Dependencies = {
  store: Pick<SubmissionStore, "head" | "events">;
  documents: Pick<DocumentStore, "documentsOf" | "ownerOf">;
  misses: Pick<MissStore, "count" | "giveBack">;
  registry: Pick<RegistryStore, "rounds" | "round" | "rss">;
  views: Pick<Views, "namer">;
  hash: (text: string) => string;
};

const [hour, day] = [3600, 86_400];
const perViewer = { limit: 20, seconds: hour };
/** Of all that one part of CloudFront speaks for, and of whoever speaks past it under ever other names. */
const perHop = { limit: 400, seconds: hour };
const perNumber = { limit: 200, seconds: day };

/** Where there is nothing: what names no submission at all is looked for here, with the same reads as any other. */
const nowhere = submissionId("-", "-");

type Found = {
  answer: Answer<"verifyNumber">;
  /** What the printed code is the beginning of. */
  hash: string;
  made: MadeDocument[];
  receipt: Receipt;
  evidence: Evidence;
  decided: DecisionEvent | null;
};

export function verify({ store, documents, misses, registry, views, hash }: Dependencies) {
  async function find(id: string, { version, of }: Subject): Promise<Found | null> {
    const parts = partsOf(id);
    // Never the version itself: whoever is nobody in particular must not make the portal read 300 kB a time.
    const [head, events, made, round, rss] = await Promise.all([
      store.head(id),
      store.events(id),
      documents.documentsOf(id, { version, of }),
      registry.round(parts.round),
      registry.rss(parts.rss),
    ]);
    const facts = events.map(({ event }) => event.fact);
    const signed = facts.find((fact) => fact.type === "signed" && fact.receipt.version === version);
    const decided = events.map(({ event }) => event).find(isOn(version)) ?? null;
    if (!head || !round || !rss || signed?.type !== "signed" || (of && !decided)) return null;
    const { receipt, evidence } = signed;
    const decision = of ? decided : null;
    const answer = {
      number: decision ? decisionNumber(receipt.number) : receipt.number,
      ...{ rss: rss.name, kind: round.kind, year: round.year, version },
      title: filled(templateById(round.template.id), round).title,
      ...{ receivedAt: receipt.receivedAt, signedAt: receipt.signedAt },
      decision: decision && {
        ...{ outcome: decision.fact.type, amount: amountIn(decision), at: decision.at, on: receipt.number },
      },
      replacedBy: head.standing === version ? null : (head.receipt?.number ?? null),
      document: leveled(newestOf(made, version, of)),
    };
    return { answer, hash: decision ? decision.hash : receipt.hash, made, receipt, evidence, decided: decision };
  }

  const quotasOf = ({ hop, viewer }: Source, number: string): Quota[] => [
    { of: "source", hash: shortened(viewer), ...perViewer },
    ...(hop === viewer ? [] : [{ of: "hop", hash: shortened(hop), ...perHop }]),
    { of: "number", hash: shortened(number), ...perNumber },
  ];
  const shortened = (text: string): string => hash(text).slice(0, 16);

  async function countAll(quotas: Quota[], at: Instant): Promise<void> {
    for (const quota of quotas) {
      const seconds = await misses.count(quota, at);
      if (seconds > 0) throw new Refusal("busy-source", { of: quota.of === "number" ? "number" : "source", seconds });
    }
  }

  /** Where the number leads; `nowhere` for what leads nowhere. */
  function placeOf(number: string, rounds: Round[]): Subject & { id: string } {
    const said = numbered(number);
    const round = rounds.find(
      ({ year, template }) => year === said?.year && templateById(template.id).prefix === said.prefix,
    );
    return said && round
      ? { id: submissionId(round.id, said.rss), version: said.version, of: said.of }
      : { id: nowhere, version: 1 };
  }

  return {
    /**
     * Refuses unknown-document for whatever does not go together, always in the same words and after the same reads, and busy-source
     * when there have been too many of those.
     */
    async verifyNumber({ body, source, receivedAt }: Request) {
      const { number, code } = body as Body<"verifyNumber">;
      const wanted = tidyCopied(number);
      const quotas = quotasOf(source, wanted);
      await countAll(quotas, receivedAt);
      const { id, ...subject } = placeOf(wanted, await registry.rounds());
      const found = await find(id, subject);
      if (!found || codeOf(found.hash) !== tidyCopied(code)) throw new Refusal("unknown-document");
      await Promise.all(quotas.map((quota) => misses.giveBack(quota, receivedAt)));
      return found.answer;
    },

    async verifyFile({ body }: Request) {
      const owner = await documents.ownerOf((body as Body<"verifyFile">).sha256);
      const found = owner && (await find(owner.id, owner));
      if (!found) throw new Refusal("unknown-document");
      const { answer, receipt, evidence, decided, made } = found;
      const is = (each: Leveled) => each.level === owner.level && each.renewal === owner.renewal;
      const newest = newestOf(made, owner.version, owner.of);
      const by = decided ? decidersOf(decided) : { decided: receipt.by, attested: null };
      const name = await views.namer([by.decided, by.attested ?? ""]);
      return {
        ...answer,
        document: leveled(made.find(is)),
        newer: newest && !is(newest) && owner.level !== "archive" ? newest.level : null,
        signer: decided ? null : { name: name(by.decided), role: evidence.membership.role },
        decidedBy: decided ? { name: name(by.decided), attestedBy: by.attested && name(by.attested) } : null,
      };
    },
  } satisfies Pick<Handlers, "verifyNumber" | "verifyFile">;
}

const isOn =
  (version: number) =>
  (event: Event): event is DecisionEvent =>
    isDecision(event) && event.fact.version === version;

const leveled = (document: MadeDocument | undefined) =>
  document ? { level: document.level, sealedAt: isSealed(document.level) ? document.at : null } : null;
