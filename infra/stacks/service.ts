/** What the portal does: its functions, each with rights of its own, and what wakes them. */
import { Duration, Stack, type StackProps } from "aws-cdk-lib";
import type { HttpApi } from "aws-cdk-lib/aws-apigatewayv2";
import {
  ConfigurationSet,
  ConfigurationSetTlsPolicy,
  EmailIdentity,
  Identity,
  SuppressionReasons,
} from "aws-cdk-lib/aws-ses";
import type { Queue } from "aws-cdk-lib/aws-sqs";
import type { Construct } from "constructs";
import type { Settings } from "../stages.ts";
import { acceptAll } from "./accept.ts";
import { access, type Buckets, type Kept, objects } from "./access.ts";
import { Gateway } from "./gateway.ts";
import { deadLetters, mayGiveUp, streamRights, wake } from "./outbox.ts";
import { Scan } from "./scan.ts";
import { Worker } from "./worker.ts";

type Props = StackProps & Kept & { settings: Settings };

const eachFile = "Every file has a name of its own; the folder is as narrow as it gets.";

export class Service extends Stack {
  /** What ops.ts keeps an eye on. */
  readonly watched: { failed: Record<"sealer" | "mailer" | "verdict", Queue>; api: HttpApi };

  constructor(scope: Construct, id: string, { settings, table, buckets, ...props }: Props) {
    super(scope, id, { description: "RSS-portalen: API and outbox", terminationProtection: true, ...props });
    const { logDays, domain, mail } = settings;
    const kept = { table, buckets };
    const TABLE = table.tableName;
    const DOCUMENTS_BUCKET = buckets.documents;
    const ATTACHMENTS_BUCKET = buckets.attachments;
    const PORTAL_URL = `https://${domain}`;
    const failed = {
      sealer: deadLetters(this, "sealer-failed"),
      mailer: deadLetters(this, "mailer-failed"),
      verdict: deadLetters(this, "verdict-failed"),
    };
    const accepted = (worker: Worker, ...kinds: (keyof Buckets)[]) => {
      for (const kind of kinds) acceptAll(worker, objects(kept, kind), eachFile);
    };

    const api = new Worker(this, "api", {
      entry: "api/main.ts",
      environment: { TABLE, ATTACHMENTS_BUCKET, DOCUMENTS_BUCKET, PORTAL_URL },
      may: access.api(kept),
      // A text that is too long becomes an attachment, which is a PDF; so does what is signed on paper.
      fonts: true,
      ...{ memory: 1024, seconds: 20, logDays },
    });
    accepted(api, "attachments", "documents");
    const gateway = new Gateway(this, "gateway", { settings, handler: api.handler });

    const sealer = new Worker(this, "sealer", {
      entry: "outbox/main.sealer.ts",
      environment: { TABLE, DOCUMENTS_BUCKET },
      may: [...access.sealer(kept), ...streamRights(table, failed.sealer)],
      fonts: true,
      ...{ memory: 1024, seconds: 120, logDays },
    });
    accepted(sealer, "documents");
    wake(sealer, table, failed.sealer);

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
    wake(mailer, table, failed.mailer);

    const verdict = new Worker(this, "verdict", {
      entry: "verdict/main.ts",
      environment: { TABLE, ATTACHMENTS_BUCKET },
      may: [...access.verdict(kept), mayGiveUp(failed.verdict)],
      ...{ memory: 256, seconds: 15, logDays },
    });
    verdict.handler.configureAsyncInvoke({
      retryAttempts: 2,
      maxEventAge: Duration.hours(6),
      onFailure: { bind: () => ({ destination: failed.verdict.queueArn }) },
    });
    new Scan(this, "scan", { attachments: buckets.attachments, verdict: verdict.handler, failed: failed.verdict });

    this.watched = { failed, api: gateway.api };
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
