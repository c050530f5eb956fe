/** How it is heard what became of a mail. */
import {
  type ConfigurationSet,
  ConfigurationSetEventDestination,
  EmailSendingEvent,
  EventDestination,
} from "aws-cdk-lib/aws-ses";
import { Topic } from "aws-cdk-lib/aws-sns";
import { LambdaSubscription } from "aws-cdk-lib/aws-sns-subscriptions";
import type { Queue } from "aws-cdk-lib/aws-sqs";
import { Construct } from "constructs";
import type { Worker } from "./worker.ts";

export class Post extends Construct {
  readonly news: Topic;

  constructor(scope: Construct, id: string, { configurationSet }: { configurationSet: ConfigurationSet }) {
    super(scope, id);
    this.news = new Topic(this, "news", { displayName: "RSS-portalen: mail", enforceSSL: true });
    new ConfigurationSetEventDestination(this, "heard", {
      configurationSet,
      destination: EventDestination.snsTopic(this.news),
      events: [EmailSendingEvent.BOUNCE, EmailSendingEvent.COMPLAINT, EmailSendingEvent.DELIVERY],
    });
  }
}

/** The queue takes what could not be handed over; what the function failed at, it sends there itself. */
export const hearsOf = ({ news }: Post, worker: Worker, failed: Queue): void =>
  void news.addSubscription(new LambdaSubscription(worker.handler, { deadLetterQueue: failed }));
