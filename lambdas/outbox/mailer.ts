/** Writes to people about what has happened: at most one mail a person and event, the mark before the mail. */
import { addressOf } from "#domain/addresses";
import { askedAbout } from "#domain/asked-about";
import { type Instant, isClosed } from "#domain/deadlines";
import { decisionNumber, newestOf, type Subject } from "#domain/documents";
import { questionName } from "#domain/form";
import type { Language } from "#domain/language";
import { type MailKind, mailingOf, officesOf, pageOf, type To } from "#domain/mailings";
import { filled, following, partsOf, type Round, type Rss, signatureDue, signBy, submissionId } from "#domain/rounds";
import { beforeMail } from "#domain/steps";
import { codeOf, type Event, type Submission } from "#domain/submission";
import { templateById } from "#domain/templates/registry";
import { mails as wordings } from "#domain/texts/by-language";
import type { Letter } from "#domain/texts/mail.sv";
import { sendOnce } from "../mail/once.ts";
import type { Enclosure, Post } from "../mail/post.ts";
import type { MailStore } from "../store/mails.ts";
import type { ObjectStore } from "../store/objects.ts";
import type { PendingEvent, PendingStore } from "../store/pending.ts";
import type { RegistryStore } from "../store/registry.ts";
import type { Loaded, SubmissionStore } from "../store/submissions.ts";

type Dependencies = {
  store: Pick<SubmissionStore, "load" | "head">;
  pending: Pick<PendingStore, "settle">;
  mails: Pick<MailStore, "mark" | "outcome" | "markedAmong">;
  registry: Pick<RegistryStore, "round" | "rounds" | "rss" | "people" | "membersOf">;
  documents: Pick<ObjectStore, "read">;
  post: Post;
  portal: string;
  staff: string;
};

type Around = {
  event: Event;
  loaded: Loaded;
  round: Round;
  rss: Rss;
  report: Submission | null;
  name: (id: string) => string;
};

/** What an event is told in as it stands now: a letter for each it reaches, and what goes with it. */
type Prepared = { kind: MailKind; letters: { to: To; letter: Letter }[]; enclosures: Enclosure[] };

export const mailer = (dependencies: Dependencies) => mailsOf(dependencies).tell;

export function mailsOf({ store, pending, mails, registry, documents, post, portal, staff }: Dependencies) {
  async function tell({ event, steps }: PendingEvent, now: Instant): Promise<void> {
    // The receipt carries the sealed document, so it waits for it; each step that is done wakes this again.
    if (!steps.includes("mail") || steps.some((step) => beforeMail.includes(step))) return;
    const told = await prepare(event, now);
    const failures: unknown[] = [];
    for (const each of told?.letters ?? []) {
      // One bad address must not keep the others from theirs.
      await send(event, told as Prepared, each, now).catch((error) => failures.push(error));
    }
    if (failures.length > 0) throw failures[0];
    await pending.settle(event, "mail");
  }

  /** Null when there is nothing to tell anybody any more. */
  async function prepare(event: Event, now: Instant): Promise<Prepared | null> {
    const { round: roundId, rss: rssId } = partsOf(event.id);
    const [loaded, round, rss, members] = await Promise.all([
      store.load(event.id),
      registry.round(roundId),
      registry.rss(rssId),
      registry.membersOf(rssId, "writer", "head"),
    ]);
    if (!loaded || !round || !rss) throw new Error("event without submission, round or RSS");
    const marked = await mails.markedAmong([
      ...members.map(({ email }) => email),
      ...officesOf(rss).map(({ address }) => address),
    ]);
    const mailing = mailingOf(event, members, rss, staff, now, marked);
    const names = await registry.people([event.by, event.fact.type === "signed" ? event.fact.receipt.by : ""]);
    const name = (id: string) => names.get(id)?.name ?? "";
    const report = event.fact.type === "approved" ? await reportOn(round, rssId, now) : null;
    const around = { event, loaded, round, rss, report, name };
    const letters = (mailing?.to ?? []).flatMap((to) => {
      const letter = mailing && letterOf(mailing.kind, to.language, around);
      return letter ? [{ to, letter }] : [];
    });
    if (!mailing || letters.length === 0) return null;
    return { kind: mailing.kind, letters, enclosures: await enclosed(event, loaded) };
  }

  /** The report that people are to write next. None that is submitted, or that nobody can write any more. */
  async function reportOn(round: Round, rss: string, now: Instant): Promise<Submission | null> {
    const rounds = following(round, await registry.rounds());
    const reports = await Promise.all(rounds.map(({ id }) => store.head(submissionId(id, rss))));
    return reports.find((each) => each?.standing === null && !isClosed(each.closesAt, now)) ?? null;
  }

  function send(
    event: Event,
    { kind, enclosures }: Prepared,
    { to, letter }: Prepared["letters"][number],
    now: Instant,
  ) {
    const mail = { of: event.id, kind, step: event.seq, whom: to.address };
    const { address, person } = to;
    return sendOnce({
      mark: () => mails.mark({ ...mail, to: address, person, subject: letter.subject, about: [event.id] }, now),
      send: () => post(address, letter, enclosures, new Date(now)),
      outcome: (messageId) => mails.outcome(mail, messageId, now),
    });
  }

  /** The document of what is told, where there is one. */
  async function enclosed(event: Event, { submission, documents: made }: Loaded): Promise<Enclosure[]> {
    const told = toldIn(event, submission);
    if (!told) return [];
    const { number, version, of } = told;
    const document = newestOf(made, version, of);
    if (!document) throw new Error("a mail is due before its document");
    const bytes = await documents.read(document.key, document.object);
    return [{ name: `${number}.pdf`, type: "application/pdf", bytes }];
  }

  /** Null when there is nothing to tell any more: what waited has been taken back or signed meanwhile. */
  function letterOf(
    kind: MailKind,
    language: Language,
    { event, loaded, round, rss, report, name }: Around,
  ): Letter | null {
    const { fact, by, at } = event;
    const template = filled(templateById(round.template.id), round);
    const { title } = template;
    const about = { rss: rss.name, title, url: `${portal}${pageOf[kind](event.id, round.kind)}` };
    const { closesAt, waiting, receipt, completion, proposal } = loaded.submission;
    const words = wordings[language](round.kind);
    const isOver = completion !== null && isClosed(completion.dueAt, at);
    const decided = { number: decisionNumber(receipt?.number ?? ""), code: codeOf(event.hash), at };
    switch (fact.type) {
      case "handed-in":
        return waiting?.version === fact.version
          ? words.waiting(about, {
              ...{ by: name(by), at, signBy: signatureDue(round, loaded.submission) },
              ...{ completes: completion?.version ?? null, isOver },
            })
          : null;
      case "handed-in-for":
        return waiting?.version === fact.version
          ? words.handedInFor(about, { ...fact, by: name(by), signBy: signBy(round, closesAt) })
          : null;
      case "sent-back":
        return words.sentBack(about, {
          ...{ by: name(by), comment: fact.comment, closesAt: completion?.dueAt ?? closesAt },
          ...{ isCompletion: completion !== null, isOver },
        });
      case "signed":
        return words.receipt(about, {
          ...{ ...fact.receipt, code: codeOf(fact.receipt.hash), completes: fact.receipt.completes ?? null },
          paper: onPaper(fact, name(fact.receipt.by), name(by)),
        });
      case "extension-requested":
        return words.extensionRequested(about, { reason: fact.reason, closesAt });
      case "extended":
        return words.extended(about, fact);
      case "completion-requested": {
        // Taken back or answered meanwhile, or asked anew: the newest request is told of by its own event.
        if (completion?.at !== at) return null;
        return words.completionRequested(about, {
          about: askedAbout(fact.questions, (id) => questionName(template, id)),
          ...{ dueAt: fact.dueAt, message: fact.message, by: name(by) },
        });
      }
      case "completion-withdrawn":
        return words.completionWithdrawn(about, { reason: fact.reason });
      case "proposed":
        return proposal?.at === at
          ? words.proposed(about, { amount: fact.amount, reasons: fact.reasons, by: name(by) })
          : null;
      case "rejected":
        return words.rejected(about, { ...decided, reasons: fact.reasons });
      case "approved":
        return words.approved(about, {
          ...{ ...decided, amount: fact.amount, year: round.year, reasons: fact.reasons ?? "" },
          payee: fact.payee?.name ?? null,
          report: report && { url: `${portal}${addressOf("report", report.id)}`, closesAt: report.closesAt },
        });
      default:
        return null;
    }
  }

  return { tell, prepare, send };
}

/** Of a signature the version's document, of a decision its own. */
function toldIn({ fact }: Event, { receipt }: Submission): (Subject & { number: string }) | null {
  if (fact.type === "signed") return { number: fact.receipt.number, version: fact.receipt.version };
  if (fact.type !== "approved" && fact.type !== "rejected") return null;
  return { number: decisionNumber(receipt?.number ?? ""), version: fact.version, of: "decision" };
}

const onPaper = ({ evidence }: Event["fact"] & { type: "signed" }, head: string, by: string) =>
  evidence.method === "paper" ? { head, by, onBehalf: evidence.onBehalf } : null;
