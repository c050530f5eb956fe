/**
 * Where everything lives. Only this file knows how keys are spelled.
 *
 * | item                              | pk             | sk                    | list index          | pending index |
 * |-----------------------------------|----------------|-----------------------|---------------------|---------------|
 * | round, and how it is run          | ROUND#r        | META                  | ROUNDS / closesAt   |               |
 * | event of a round                  | ROUND#r        | LOG#000001            |                     |               |
 * | RSS                               | RSS#o          | META                  | RSSES / name        |               |
 * | the register's log of an          | REGISTER#o     | META                  |                     |               |
 * | organisation, and its events      | REGISTER#o     | LOG#000001            |                     | while pending |
 * | a change made by a key (TTL)      | same as event  | IDEM#person#key       |                     |               |
 * | invitation, by its code (TTL)     | INVITE#hash    | META                  |                     |               |
 * | identity (issuer + subject)       | IDENTITY#hash  | META                  |                     |               |
 * | person                            | PERSON#p       | META                  |                     |               |
 * | membership                        | PERSON#p       | MEMBER#o#role#from    | ORG#o / role#person |               |
 * | submission                        | SUB#r.o        | HEAD                  | ROUND#r / o         |               |
 * | one answer of the draft           | SUB#r.o        | ANSWER#8b             |                     |               |
 * | earlier text of an answer         | SUB#r.o        | PAST#8b#000003        |                     |               |
 * | text that never stood: refused    | SUB#r.o        | PAST#8b#000003#hash   |                     |               |
 * | for a newer one, or attached      |                |                       |                     |               |
 * | comment                           | SUB#r.o        | NOTE#id               |                     |               |
 * | what SKR says about it            | SUB#r.o        | REMARK#id             |                     |               |
 * | who has the draft open (TTL)      | SUB#r.o        | HERE#person           |                     |               |
 * | contacts changed after submission | SUB#r.o        | CONTACTS              |                     |               |
 * | document of a version, by level   | SUB#r.o        | DOC#0001#B-T          |                     |               |
 * | and its renewals                  | SUB#r.o        | DOC#0001#B-LTA#0001   |                     |               |
 * | of the decision on it, likewise   | SUB#r.o        | DOC#0001-decision#B-T |                     |               |
 * | when its time stamp is renewed    | SUB#r.o        | RENEW#0001            |                     | until renewed |
 * | attachment                        | SUB#r.o        | FILE#id               |                     |               |
 * | malware verdict on an object      | SUB#r.o        | CHECK#name#object     |                     |               |
 * | the version that an attachment    | SUB#r.o        | WAS#name              |                     |               |
 * | put back was, where it came from  |                |                       |                     |               |
 * | scan of a signed paper, until it  | SUB#r.o        | SCAN#person           |                     |               |
 * | is registered: one a person       |                |                       |                     |               |
 * | frozen version                    | SUB#r.o        | V#0001                |                     |               |
 * | event                             | SUB#r.o        | LOG#000001            |                     | while pending |
 * | first attempt of a move (TTL)     | SUB#r.o        | IDEM#person#move#key  |                     |               |
 * | what SKR's staff have read, a row | SUB#r.o        | READ#0001#day#person  |                     |               |
 * | a person, version and day (TTL)   |                |                       |                     |               |
 * | how far the chain of exports is   | EXPORTS#r      | META                  |                     |               |
 * | what staff have taken out         | EXPORTS#r      | LOG#000001            |                     |               |
 * | mail about an event               | MAIL#r.o       | kind#step#address     |                     | to send again |
 * | reminder, about one RSS or more   | MAIL#r         | kind#step#person      |                     | to send again |
 * | which mail a message of SES is    | MESSAGE#id     | META                  |                     |               |
 * | (TTL)                             |                |                       |                     |               |
 * | address that takes no mail        | ADDRESS#a      | META                  | MARKED / address    |               |
 * | last day the reminders came by    | TICK#reminders | META                  |                     |               |
 * | whose document a file is          | HASH#sha256    | META                  |                     |               |
 * | wrong tries at numbers (TTL)      | MISS#of#hash   | 1622505600            |                     |               |
 * | the archive that is being put     | RESTORE        | META                  |                     |               |
 * | back here, until it is            |                |                       |                     |               |
 *
 * A round's META is the round and its run in one row, so that one condition serves both; what the form needs is all that leaves it.
 * A person's memberships stand under the person, not under the RSS, so that one consistent read per request ends access the
 * same second as the membership. `ANSWER#` to `HEAD` is one range: a single query loads a live draft with its files, verdicts and state.
 * A verdict is no field of its file: it may come before the file is confirmed or while it is saved, and it is about one version of
 * an object, named as in the bucket.
 * A query may see one half of a transaction (read-committed), so HEAD bears a mark of each answer and file (`mark 8b`, `mark f:id`)
 * with the revision that was written together with it: what does not agree is read again.
 */
import type { Leveled, Subject } from "#domain/documents";

const padded = (n: number, width: number) => String(n).padStart(width, "0");

const subject = ({ version, of }: Subject) => `${padded(version, 4)}${of ? `-${of}` : ""}`;

/** What the sort keys of one kind begin with. */
export const prefixOf = {
  documents: (of: Subject) => `DOC#${subject(of)}#`,
  checks: "CHECK#",
  remarks: "REMARK#",
  events: "LOG#",
  reads: "READ#",
} as const;

/** Chains are kept with what they are about; by the id that stands in their events. */
const partitions = { "round:": "ROUND#", "exports:": "EXPORTS#", "register:": "REGISTER#" } as const;

const partitionOf = (chain: string): string => {
  const [kind, partition] = Object.entries(partitions).find(([each]) => chain.startsWith(each)) ?? ["", "SUB#"];
  return `${partition}${chain.slice(kind.length)}`;
};

/** The id of the chain whose events stand in a partition. */
export function chainIn(pk: string): string {
  const [kind, partition] = Object.entries(partitions).find(([, each]) => pk.startsWith(each)) ?? ["", "SUB#"];
  return `${kind}${pk.slice(partition.length)}`;
}

export const keys = {
  round: (round: string) => ({ pk: `ROUND#${round}`, sk: "META" }),
  rss: (rss: string) => ({ pk: `RSS#${rss}`, sk: "META" }),
  identity: (hash: string) => ({ pk: `IDENTITY#${hash}`, sk: "META" }),
  person: (person: string) => ({ pk: `PERSON#${person}`, sk: "META" }),
  membership: (person: string, org: string, role: string, from: string) => ({
    pk: `PERSON#${person}`,
    sk: `MEMBER#${org}#${role}#${from}`,
  }),
  head: (id: string) => ({ pk: `SUB#${id}`, sk: "HEAD" }),
  answer: (id: string, question: string) => ({ pk: `SUB#${id}`, sk: `ANSWER#${question}` }),
  past: (id: string, question: string, rev: number) => ({ pk: `SUB#${id}`, sk: `PAST#${question}#${padded(rev, 6)}` }),
  setAside: (id: string, question: string, rev: number, textHash: string) => ({
    pk: `SUB#${id}`,
    sk: `PAST#${question}#${padded(rev, 6)}#${textHash}`,
  }),
  comment: (id: string, comment: string) => ({ pk: `SUB#${id}`, sk: `NOTE#${comment}` }),
  remark: (id: string, remark: string) => ({ pk: `SUB#${id}`, sk: `REMARK#${remark}` }),
  here: (id: string, person: string) => ({ pk: `SUB#${id}`, sk: `HERE#${person}` }),
  contacts: (id: string) => ({ pk: `SUB#${id}`, sk: "CONTACTS" }),
  document: (id: string, { level, renewal, ...of }: Leveled) => ({
    pk: `SUB#${id}`,
    sk: `${prefixOf.documents(of)}${level}${renewal === 0 ? "" : `#${padded(renewal, 4)}`}`,
  }),
  renewal: (id: string, of: Subject) => ({ pk: `SUB#${id}`, sk: `RENEW#${subject(of)}` }),
  fileHash: (sha256: string) => ({ pk: `HASH#${sha256}`, sk: "META" }),
  misses: (of: string, hash: string, since: number) => ({ pk: `MISS#${of}#${hash}`, sk: padded(since, 10) }),
  file: (id: string, file: string) => ({ pk: `SUB#${id}`, sk: `FILE#${file}` }),
  check: (id: string, name: string, object: string) => ({ pk: `SUB#${id}`, sk: `CHECK#${name}#${object}` }),
  was: (id: string, name: string) => ({ pk: `SUB#${id}`, sk: `WAS#${name}` }),
  scan: (id: string, person: string) => ({ pk: `SUB#${id}`, sk: `SCAN#${person}` }),
  version: (id: string, version: number) => ({ pk: `SUB#${id}`, sk: `V#${padded(version, 4)}` }),
  read: (id: string, version: number, day: string, person: string) => ({
    pk: `SUB#${id}`,
    sk: `${prefixOf.reads}${padded(version, 4)}#${day}#${person}`,
  }),
  /** Of any chain, by its id: a submission's, or `round:2021`, `register:W`. */
  event: (chain: string, seq: number) => ({ pk: partitionOf(chain), sk: `LOG#${padded(seq, 6)}` }),
  /** What a chain other than a submission's is about, or, for the register's, how far it has come. */
  chain: (chain: string) => ({ pk: partitionOf(chain), sk: "META" }),
  change: (chain: string, person: string, key: string) => ({ pk: partitionOf(chain), sk: `IDEM#${person}#${key}` }),
  invitation: (hash: string) => ({ pk: `INVITE#${hash}`, sk: "META" }),
  attempt: (id: string, person: string, stamp: string) => ({ pk: `SUB#${id}`, sk: `IDEM#${person}#${stamp}` }),
  /** `of`: a submission and the number of its event, or a round and the step of a reminder. `whom`: an address, or a person. */
  mail: (of: string, kind: string, step: number | string, whom: string) => ({
    pk: `MAIL#${of}`,
    sk: `${kind}#${typeof step === "number" ? padded(step, 6) : step}#${whom}`,
  }),
  message: (message: string) => ({ pk: `MESSAGE#${message}`, sk: "META" }),
  address: (address: string) => ({ pk: `ADDRESS#${address}`, sk: "META" }),
  restoring: () => ({ pk: "RESTORE", sk: "META" }),
  tick: (worker: string) => ({ pk: `TICK#${worker}`, sk: "META" }),
} as const;

/** Of no worth outside the moment or the place: who has a draft open right now, and what is known of a restoration. */
export const isPassing = ({ pk, sk }: { pk: string; sk: string }): boolean =>
  [keys.here("", "").sk, keys.was("", "").sk].some((each) => sk.startsWith(each)) || pk === keys.restoring().pk;

const prefixOfMarks = "mark ";

/** Names of HEAD's marks. */
export const markOf = {
  answer: (question: string) => `mark ${question}`,
  file: (file: string) => `mark f:${file}`,
  isMark: (attribute: string) => attribute.startsWith(prefixOfMarks),
  /** What a mark is of: a question, or `f:` and a file. */
  subject: (attribute: string) => attribute.slice(prefixOfMarks.length),
} as const;

/** Sort keys of what a live draft is made of. */
export const draftRange = { from: "ANSWER#", to: "HEAD" } as const;

export const listed = {
  rounds: (closesAt: string) => ({ listPk: "ROUNDS", listSk: closesAt }),
  rsses: (name: string) => ({ listPk: "RSSES", listSk: name }),
  inRound: (round: string, rss: string) => ({ listPk: `ROUND#${round}`, listSk: rss }),
  marked: (address: string) => ({ listPk: "MARKED", listSk: address }),
  inOrg: (org: string, role: string, person: string) => ({ listPk: `ORG#${org}`, listSk: `${role}#${person}` }),
} as const;

/** In the pending index under a name of its own: it is due one day, and nothing waits for it until then. */
export const renewAt = (at: string, id: string, { version, of }: Subject, number: string) => ({
  pendingPk: "RENEWAL",
  pendingSk: [at, id, version, number, ...(of ? [of] : [])].join("#"),
});

/** `of`: what the documents that are to be made are of, for those who read the index alone. */
export const pendingSince = (at: string, id: string, seq: number, of?: Subject["of"]) => ({
  pendingPk: "PENDING",
  pendingSk: [at, id, padded(seq, 6), ...(of ? [of] : [])].join("#"),
});

/** A mail that staff have asked for once more, until it is taken. */
export const againSince = (at: string, of: string, sk: string) => ({
  pendingPk: "PENDING",
  pendingSk: `${at}#${of}#${sk}`,
});
