/** The record package of one RSS in one round: everything that was submitted and what became of it, for whoever keeps the record. */

import { canonical } from "#domain/canonical";
import { given, isWhole } from "#domain/chain";
import { type DecisionEvent, decidersOf, decisionText, isDecision } from "#domain/decision";
import { decisionNumber, type Subject } from "#domain/documents";
import { Refusal } from "#domain/errors";
import { isInside } from "#domain/permissions";
import {
  type AttachedFile,
  type Event,
  type Fact,
  type Submission,
  shownState,
  type Version,
} from "#domain/submission";
import type { MadeDocument } from "../store/documents.ts";
import type { ExportStore } from "../store/exports.ts";
import type { ObjectStore } from "../store/objects.ts";
import type { RegistryStore } from "../store/registry.ts";
import type { SubmissionStore } from "../store/submissions.ts";
import { type Check, verdictOf } from "../store/verdicts.ts";
import type { Handlers } from "./api.ts";
import { isWithheld } from "./reading.ts";
import type { Noted } from "./reads.ts";
import type { Surroundings } from "./surroundings.ts";
import { changedContacts, erased, rssView } from "./views.ts";

type Buckets = {
  documents: () => Promise<Pick<ObjectStore, "link">>;
  attachments: () => Promise<Pick<ObjectStore, "link">>;
};
type Dependencies = Buckets & {
  store: Pick<SubmissionStore, "load" | "events" | "version" | "remarks">;
  registry: Pick<RegistryStore, "people">;
  surroundings: Surroundings;
  noted: Noted;
  exported: ExportStore["exported"];
  hash: (text: string) => string;
};

/** Seconds: the files are fetched one after the other, on whatever net there is. */
const linksHold = 900;

type Signed = Fact & { type: "signed" };

export function record({
  store,
  registry,
  surroundings,
  noted,
  exported,
  documents,
  attachments,
  hash,
}: Dependencies): Pick<Handlers, "package"> {
  /** A file people put in. What is harmful, or not looked at yet, is named and not given. */
  async function fileOf({ id, name, size, sha256, key, object }: AttachedFile, checks: Check[]) {
    const verdict = verdictOf(checks, { key, object });
    const isGiven = verdict !== "pending" && verdict !== "infected";
    const url = isGiven ? await (await attachments()).link(key, object, name, linksHold) : null;
    return { id, name, size, sha256, url };
  }

  async function documentOf(made: MadeDocument, number: string) {
    const { level, renewal, key, object, sha256, size, at } = made;
    const name = `${number}.pdf`;
    return {
      name,
      size,
      sha256,
      level,
      renewal,
      at,
      url: await (await documents()).link(key, object, name, linksHold),
    };
  }

  async function versionOf(version: Version, { receipt, evidence }: Signed, made: MadeDocument[], checks: Check[]) {
    const { hash: own, ...content } = version;
    const given = made.filter(isGivenOf({ version: version.version }));
    return {
      ...{ version: version.version, number: receipt.number, hash: own, signedAt: receipt.signedAt },
      content: canonical(content),
      documents: await Promise.all(given.map((each) => documentOf(each, receipt.number))),
      files: await Promise.all(version.files.map((file) => fileOf(file, checks))),
      scan: evidence.method === "paper" ? await fileOf(evidence.scan, checks) : null,
    };
  }

  async function decisionOf(event: DecisionEvent, signings: Signed[], made: MadeDocument[]) {
    const { version } = event.fact;
    const receipt = signings.find((signing) => signing.receipt.version === version)?.receipt;
    const number = decisionNumber(receipt?.number ?? "");
    const given = made.filter(isGivenOf({ version, of: "decision" }));
    return {
      ...{ number, hash: event.hash, content: decisionText(event) },
      documents: await Promise.all(given.map((each) => documentOf(each, number))),
    };
  }

  return {
    /**
     * For the RSS's own people, and for SKR's staff, who are noted as readers of each version and whose fetching stands in the round's
     * log as an export.
     */
    async package(request) {
      const { params, user, receivedAt, key } = request;
      const id = params.id as string;
      const [{ round, rss }, loaded, entries] = await Promise.all([
        surroundings.of(id),
        store.load(id),
        store.events(id),
      ]);
      if (!loaded) throw new Refusal("not-found");
      const { submission, documents: made, checks, read } = loaded;
      const events = entries.map(({ event }) => event);
      const signings = events.flatMap(({ fact }) => (fact.type === "signed" ? [fact] : []));
      const inside = isInside(user, rss.id, receivedAt);
      if (!inside) {
        const by = { person: user.person.id, at: receivedAt };
        await exported(round.id, { what: "package", format: "zip", submission: id }, by, key);
        for (const { receipt } of signings) await noted(request, id, receipt.version, "package", read);
      }
      const frozen = await Promise.all(signings.map(({ receipt }) => store.version(id, receipt.version)));
      const versions = await Promise.all(
        signings.flatMap((signing, index) => {
          const version = frozen[index];
          return version ? [versionOf(version, signing, made, checks)] : [];
        }),
      );
      const standing = frozen.find((version) => version?.version === submission.standing)?.answers ?? {};
      const remarks = await store.remarks(id);
      const told = remarks.flatMap(({ by, resolved }) => [by, resolved?.by ?? ""]);
      const decided = events.find(isDecision);
      const people = await registry.people([...events.flatMap(peopleIn), ...told]);
      const name = (person: string) => people.get(person)?.name ?? erased;
      return {
        ...{ id, round, rss: rssView(rss, receivedAt), state: shownState(submission, round, receivedAt) },
        ...{ standing: submission.standing, closesAt: submission.closesAt },
        decided: decidedOn(submission),
        ...{ paid: submission.paid, unused: submission.unused },
        remarks: remarks
          .filter(({ visible }) => !inside || visible)
          .map(({ id: _, rev, by, resolved, ...remark }) => ({
            ...remark,
            by: name(by),
            resolved: resolved && { at: resolved.at, by: name(resolved.by) },
          })),
        reference: worded(standing.reference),
        anchored: worded(standing.anchored),
        contacts: changedContacts(loaded),
        decision: decided ? await decisionOf(decided, signings, made) : null,
        versions,
        log: given(submission, events, (event) => !isWithheld(event, inside)),
        whole: isWhole(id, events, submission, hash),
        people: Object.fromEntries([...people.values()].map((person) => [person.id, person.name])),
      };
    },
  };
}

const worded = (answer: unknown): string | null => (typeof answer === "string" && answer !== "" ? answer : null);

const decidedOn = ({ approved, rejected }: Submission) =>
  approved
    ? { outcome: "approved" as const, at: approved.at, amount: approved.amount }
    : rejected && { outcome: "rejected" as const, at: rejected.at, amount: null };

/** Everybody an event speaks of. */
function peopleIn(event: Event): string[] {
  const { by, fact } = event;
  if (fact.type === "signed") return [by, fact.receipt.by, fact.receipt.handedInBy];
  return isDecision(event) ? [by, decidersOf(event).decided] : [by];
}

/** One that is not sealed says that it is, so it stays inside. */
const isGivenOf =
  ({ version, of }: Subject) =>
  (each: MadeDocument): boolean =>
    each.version === version && each.of === of && each.level !== "unsigned";
