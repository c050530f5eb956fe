/** What the portal does: its functions, each with rights of its own, and what wakes them. */
import { Stack, type StackProps } from "aws-cdk-lib";
import { type ITableV2, TableV2 } from "aws-cdk-lib/aws-dynamodb";
import type { Key } from "aws-cdk-lib/aws-kms";
import type { Construct } from "constructs";
import type { Settings } from "../stages.ts";
import { acceptAll } from "./accept.ts";
import { access, type Buckets, type Kept, objects } from "./access.ts";
import { Gateway } from "./gateway.ts";
import { type Login, loginOf } from "./login.ts";
import type { Watched } from "./ops.ts";
import { anything, deadLetters, keepsFailures, mayGiveUp, streamRights, submissions, wake } from "./outbox.ts";
import { hearsOf, Post } from "./post.ts";
import { Scan } from "./scan.ts";
import { everyHour, everyMorning } from "./schedule.ts";
import type { Sender } from "./sender.ts";
import { Worker } from "./worker.ts";

type Props = StackProps & Kept & { settings: Settings; seal: Key; sender: Sender };

const eachFile = "Every file has a name of its own; the folder is as narrow as it gets.";

/** Made by AWS beside the stack, and so known by name alone. */
function broughtBack(scope: Stack, { table, stream }: NonNullable<Settings["restored"]>): ITableV2 {
  const tableArn = scope.formatArn({ service: "dynamodb", resource: "table", resourceName: table });
  return TableV2.fromTableAttributes(scope, "restored", { tableArn, tableStreamArn: stream });
}

export class Service extends Stack {
  /** What ops.ts keeps an eye on. */
  readonly watched: Watched;
  /** What the browser is told. */
  readonly login: Login;

  constructor(scope: Construct, id: string, { settings, table: own, buckets, seal, sender, ...props }: Props) {
    super(scope, id, { description: "RSS-portalen: API, log-in and outbox", terminationProtection: true, ...props });
    const { logDays, domain, mail, tsa, restored } = settings;
    const table = restored ? broughtBack(this, restored) : own;
    const kept = { table, buckets };
    const TABLE = table.tableName;
    const DOCUMENTS_BUCKET = buckets.documents;
    const ATTACHMENTS_BUCKET = buckets.attachments;
    const PORTAL_URL = `https://${domain}`;
    const TSA_URL = tsa;
    const failed: Watched["failed"] = {
      sealer: deadLetters(this, "sealer-failed"),
      mailer: deadLetters(this, "mailer-failed"),
      verdict: deadLetters(this, "verdict-failed"),
      keeper: deadLetters(this, "keeper-failed"),
      reminders: deadLetters(this, "reminders-failed"),
      bounces: deadLetters(this, "bounces-failed"),
    };
    const accepted = (worker: Worker, ...kinds: (keyof Buckets)[]) => {
      for (const kind of kinds) acceptAll(worker, objects(kept, kind), eachFile);
    };

    const answers = {
      entry: "api/main.ts",
      environment: { TABLE, ATTACHMENTS_BUCKET, DOCUMENTS_BUCKET, PORTAL_URL },
      // A text that is too long becomes an attachment, which is a PDF; so does what is signed on paper.
      fonts: true,
      logDays,
    } as const;
    const api = new Worker(this, "api", {
      ...answers,
      may: access.api(kept),
      ...{ memory: 1024, seconds: 20, atOnce: 100 },
    });
    accepted(api, "attachments", "documents");
    // The same code for the routes of SKR's own house, which write what nobody else may. A round is opened for all in one call.
    const office = new Worker(this, "office", {
      ...answers,
      may: access.office(kept),
      ...{ memory: 1024, seconds: 28, atOnce: 10 },
    });
    const { login, codes } = loginOf(this, settings);
    this.login = login;
    const called = { handler: api.handler, office: office.handler };
    const gateway = new Gateway(this, "gateway", { settings, login, ...called });

    const sealer = new Worker(this, "sealer", {
      entry: "outbox/main.sealer.ts",
      environment: {
        ...{ TABLE, DOCUMENTS_BUCKET, ATTACHMENTS_BUCKET, PORTAL_URL },
        ...{ SEAL_KEY: seal.keyArn, TSA_URL },
      },
      may: [...access.sealer(kept, seal), ...streamRights(table, failed.sealer)],
      fonts: true,
      // Five files of 10 MB in a document, held several times over; and ten documents in a batch, each waiting for others' answers.
      // The time-stamp authority is somebody else's, and need not stand a whole last day at once.
      ...{ memory: 2048, seconds: 600, atOnce: 5, logDays },
    });
    accepted(sealer, "documents", "attachments");
    wake(sealer, table, failed.sealer, submissions);

    const post = new Post(this, "post", sender);
    const mailer = new Worker(this, "mailer", {
      entry: "outbox/main.mailer.ts",
      environment: {
        ...{ TABLE, DOCUMENTS_BUCKET, PORTAL_URL },
        ...{ SENDER: mail.sender, STAFF_MAIL: mail.staff },
      },
      may: [...access.mailer(kept, sender.mail), ...streamRights(table, failed.mailer)],
      // SES takes so many mails a second, and the reminders want theirs.
      ...{ memory: 512, seconds: 120, atOnce: 5, logDays },
    });
    accepted(mailer, "documents");
    wake(mailer, table, failed.mailer, anything);

    const verdict = new Worker(this, "verdict", {
      entry: "verdict/main.ts",
      environment: { TABLE, ATTACHMENTS_BUCKET },
      may: [...access.verdict(kept), mayGiveUp(failed.verdict)],
      ...{ memory: 256, seconds: 15, atOnce: 5, logDays },
    });
    keepsFailures(verdict, failed.verdict, 6);
    new Scan(this, "scan", { attachments: buckets.attachments, verdict: verdict.handler, failed: failed.verdict });

    const keeper = new Worker(this, "keeper", {
      entry: "outbox/main.keeper.ts",
      environment: { TABLE, DOCUMENTS_BUCKET, TSA_URL },
      may: [...access.keeper(kept), mayGiveUp(failed.keeper)],
      // As long as a function may take: a year after a last day, everything that was signed on it is due.
      // One: two would stamp the same document.
      ...{ memory: 2048, seconds: 900, atOnce: 1, logDays },
    });
    accepted(keeper, "documents");
    // An hour: then the next one is due, and does the same.
    keepsFailures(keeper, failed.keeper, 1);
    everyHour(keeper, failed.keeper);

    const reminders = new Worker(this, "reminders", {
      entry: "reminders/main.ts",
      environment: { TABLE, PORTAL_URL, SENDER: mail.sender, STAFF_MAIL: mail.staff },
      may: [...access.reminders(kept, sender.mail), mayGiveUp(failed.reminders)],
      // As long as a function may take: SES takes so many mails a second and no more.
      // One: what is tried again waits until the first is done.
      ...{ memory: 512, seconds: 900, atOnce: 1, logDays },
    });
    keepsFailures(reminders, failed.reminders, 6);
    everyMorning(reminders, failed.reminders);

    const bounces = new Worker(this, "bounces", {
      entry: "bounces/main.ts",
      environment: { TABLE },
      may: [...access.bounces(kept), mayGiveUp(failed.bounces)],
      ...{ memory: 256, seconds: 15, atOnce: 5, logDays },
    });
    keepsFailures(bounces, failed.bounces, 6);
    hearsOf(post, bounces, failed.bounces);

    this.watched = {
      ...{ failed, table, api: gateway.api, calls: gateway.log, keeperLog: keeper.log },
      functions: {
        ...{ api: api.handler, office: office.handler, keeper: keeper.handler, reminders: reminders.handler },
        ...{ sealer: sealer.handler, mailer: mailer.handler, verdict: verdict.handler, bounces: bounces.handler },
        ...(codes ? { codes: codes.handler } : {}),
      },
    };
  }
}
