/** What the portal does: its functions, each with rights of its own, and what wakes them. */
import { Stack, type StackProps } from "aws-cdk-lib";
import type { Key } from "aws-cdk-lib/aws-kms";
import {
  ConfigurationSet,
  ConfigurationSetTlsPolicy,
  EmailIdentity,
  Identity,
  SuppressionReasons,
} from "aws-cdk-lib/aws-ses";
import type { Construct } from "constructs";
import type { Settings } from "../stages.ts";
import { acceptAll } from "./accept.ts";
import { access, type Buckets, type Kept, objects } from "./access.ts";
import { Gateway } from "./gateway.ts";
import { everyHour } from "./hourly.ts";
import type { Watched } from "./ops.ts";
import { anything, deadLetters, keepsFailures, mayGiveUp, streamRights, submissions, wake } from "./outbox.ts";
import { Scan } from "./scan.ts";
import { Worker } from "./worker.ts";

type Props = StackProps & Kept & { settings: Settings; seal: Key };

const eachFile = "Every file has a name of its own; the folder is as narrow as it gets.";

export class Service extends Stack {
  /** What ops.ts keeps an eye on. */
  readonly watched: Watched;

  constructor(scope: Construct, id: string, { settings, table, buckets, seal, ...props }: Props) {
    super(scope, id, { description: "RSS-portalen: API and outbox", terminationProtection: true, ...props });
    const { logDays, domain, mail, tsa } = settings;
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
    const api = new Worker(this, "api", { ...answers, may: access.api(kept), ...{ memory: 1024, seconds: 20 } });
    accepted(api, "attachments", "documents");
    // The same code for the routes of SKR's own house, which write what nobody else may. A round is opened for all in one call.
    const office = new Worker(this, "office", {
      ...answers,
      may: access.office(kept),
      ...{ memory: 1024, seconds: 28 },
    });
    const gateway = new Gateway(this, "gateway", { settings, handler: api.handler, office: office.handler });

    const sealer = new Worker(this, "sealer", {
      entry: "outbox/main.sealer.ts",
      environment: {
        ...{ TABLE, DOCUMENTS_BUCKET, ATTACHMENTS_BUCKET, PORTAL_URL },
        ...{ SEAL_KEY: seal.keyArn, TSA_URL },
      },
      may: [...access.sealer(kept, seal), ...streamRights(table, failed.sealer)],
      fonts: true,
      // Five files of 10 MB in a document, held several times over; and ten documents in a batch, each waiting for others' answers.
      ...{ memory: 2048, seconds: 600, logDays },
    });
    accepted(sealer, "documents", "attachments");
    wake(sealer, table, failed.sealer, submissions);

    const mailer = new Worker(this, "mailer", {
      entry: "outbox/main.mailer.ts",
      environment: {
        ...{ TABLE, DOCUMENTS_BUCKET, PORTAL_URL },
        ...{ SENDER: mail.sender, STAFF_MAIL: mail.staff },
      },
      may: [...access.mailer(kept, this.post(mail.sender)), ...streamRights(table, failed.mailer)],
      ...{ memory: 512, seconds: 120, logDays },
    });
    accepted(mailer, "documents");
    wake(mailer, table, failed.mailer, anything);

    const verdict = new Worker(this, "verdict", {
      entry: "verdict/main.ts",
      environment: { TABLE, ATTACHMENTS_BUCKET },
      may: [...access.verdict(kept), mayGiveUp(failed.verdict)],
      ...{ memory: 256, seconds: 15, logDays },
    });
    keepsFailures(verdict, failed.verdict, 6);
    new Scan(this, "scan", { attachments: buckets.attachments, verdict: verdict.handler, failed: failed.verdict });

    const keeper = new Worker(this, "keeper", {
      entry: "outbox/main.keeper.ts",
      environment: { TABLE, DOCUMENTS_BUCKET, TSA_URL },
      may: [...access.keeper(kept), mayGiveUp(failed.keeper)],
      // As long as a function may take: a year after a last day, everything that was signed on it is due.
      ...{ memory: 2048, seconds: 900, logDays },
    });
    accepted(keeper, "documents");
    // An hour: then the next one is due, and does the same.
    keepsFailures(keeper, failed.keeper, 1);
    everyHour(keeper, failed.keeper);

    this.watched = { failed, keeper: keeper.handler, api: gateway.api };
  }

  /** The domain mail goes out from. Its three DKIM records are made by hand, where the domain's DNS is. */
  private post(sender: string) {
    const configurationSet = new ConfigurationSet(this, "mail", {
      tlsPolicy: ConfigurationSetTlsPolicy.REQUIRE,
      reputationMetrics: true,
      suppressionReasons: SuppressionReasons.BOUNCES_AND_COMPLAINTS,
    });
    const identity = new EmailIdentity(this, "sender", {
      identity: Identity.domain(sender.split("@")[1] as string),
      // Whatever goes out from the domain falls under it, so the mailer need not name it.
      configurationSet,
    });
    const resourceName = configurationSet.configurationSetName;
    return {
      identity: identity.emailIdentityArn,
      configurationSet: this.formatArn({ service: "ses", resource: "configuration-set", resourceName }),
      sender,
    };
  }
}
