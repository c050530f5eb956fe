/** The domain mail goes out from, and how it is heard what became of it. Its three DKIM records are made by hand, where the domain's DNS is. */
import { Stack } from "aws-cdk-lib";
import {
  ConfigurationSet,
  ConfigurationSetTlsPolicy,
  EmailIdentity,
  EmailSendingEvent,
  EventDestination,
  Identity,
} from "aws-cdk-lib/aws-ses";
import { Topic } from "aws-cdk-lib/aws-sns";
import { LambdaSubscription } from "aws-cdk-lib/aws-sns-subscriptions";
import type { Queue } from "aws-cdk-lib/aws-sqs";
import { Construct } from "constructs";
import type { Mail } from "./access.ts";
import type { Worker } from "./worker.ts";

export class Post extends Construct {
  readonly mail: Mail;
  readonly news: Topic;

  constructor(scope: Construct, id: string, { sender }: { sender: string }) {
    super(scope, id);
    const configurationSet = new ConfigurationSet(this, "mail", {
      tlsPolicy: ConfigurationSetTlsPolicy.REQUIRE,
      reputationMetrics: true,
      // The portal has a list of its own, which SKR can clear; by SES's an address would stay shut after that.
      disableSuppressionList: true,
    });
    const identity = new EmailIdentity(this, "sender", {
      identity: Identity.domain(sender.split("@")[1] as string),
      // Whatever goes out from the domain falls under it, so nobody who sends need name it.
      configurationSet,
    });
    this.news = new Topic(this, "news", { displayName: "RSS-portalen: mail", enforceSSL: true });
    configurationSet.addEventDestination("heard", {
      destination: EventDestination.snsTopic(this.news),
      events: [EmailSendingEvent.BOUNCE, EmailSendingEvent.COMPLAINT, EmailSendingEvent.DELIVERY],
    });
    const resourceName = configurationSet.configurationSetName;
    this.mail = {
      identity: identity.emailIdentityArn,
      configurationSet: Stack.of(this).formatArn({ service: "ses", resource: "configuration-set", resourceName }),
      sender,
    };
  }
}

/** The queue takes what could not be handed over; what the function failed at, it sends there itself. */
export const hearsOf = ({ news }: Post, worker: Worker, failed: Queue): void =>
  void news.addSubscription(new LambdaSubscription(worker.handler, { deadLetterQueue: failed }));
