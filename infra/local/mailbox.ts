/**
 * What becomes of mail on this machine, told as SNS tells it. Like Amazon's mailbox simulator
 * (https://docs.aws.amazon.com/ses/latest/dg/send-an-email-from-console.html#send-email-simulator) it goes by the address: what begins
 * with `bounce` comes back, what begins with `complaint` is complained of, everything else arrives.
 */
import type { Clock } from "./clock.ts";
import type { SentMail, Ses } from "./ses.ts";

export type NewsHandler = (event: unknown) => Promise<void>;

export type MailboxOptions = {
  ses: Pick<Ses, "whenSent">;
  clock: Clock;
  handler: NewsHandler;
  /** Milliseconds until a mail's news come, and after the n-th failure until they come again. */
  takes?: number;
  backOff?: (failures: number) => number;
};

const tries = 8;
const slower = (failures: number) => 200 * 2 ** failures;

export function startMailbox({ ses, clock, handler, takes = 200, backOff = slower }: MailboxOptions) {
  const timers = new Set<NodeJS.Timeout>();
  const running = new Set<Promise<void>>();
  let waiting: (() => void)[] = [];
  let stopped = false;

  function later(Message: string, wait: number, failures: number): void {
    if (stopped) return;
    const timer = setTimeout(() => {
      timers.delete(timer);
      const work = tell(Message, failures).finally(() => {
        running.delete(work);
        tellIdle();
      });
      running.add(work);
    }, wait);
    timers.add(timer);
  }

  async function tell(Message: string, failures: number): Promise<void> {
    try {
      await handler({ Records: [{ EventSource: "aws:sns", Sns: { Type: "Notification", Message } }] });
    } catch (error) {
      if (failures + 1 < tries) later(Message, backOff(failures + 1), failures + 1);
      else if (!stopped) console.error("Brevlådan: ingen ville höra vad det blev av ett mejl:", error);
    }
  }

  function tellIdle(): void {
    if (!stopped && timers.size + running.size > 0) return;
    for (const resolve of waiting) resolve();
    waiting = [];
  }

  ses.whenSent((mail) => {
    for (const news of newsOf(mail, new Date(clock.now()).toISOString())) later(JSON.stringify(news), takes, 0);
  });

  return {
    /** Resolves when everything has been told. */
    idle: () =>
      new Promise<void>((resolve) => {
        waiting.push(resolve);
        tellIdle();
      }),
    async stop() {
      stopped = true;
      for (const timer of timers) clearTimeout(timer);
      await Promise.all(running);
      tellIdle();
    },
  };
}

export type Mailbox = ReturnType<typeof startMailbox>;

/** As a configuration set publishes it. */
function newsOf({ messageId, to }: SentMail, timestamp: string): object[] {
  const mail = { timestamp, messageId, destination: to };
  const address = to[0] ?? "";
  const recipients = to.map((emailAddress) => ({ emailAddress }));
  if (address.startsWith("bounce")) {
    const bounce = { bounceType: "Permanent", bounceSubType: "General", bouncedRecipients: recipients, timestamp };
    return [{ eventType: "Bounce", mail, bounce }];
  }
  const arrived = { eventType: "Delivery", mail, delivery: { timestamp, recipients: to } };
  if (!address.startsWith("complaint")) return [arrived];
  const complaint = { complainedRecipients: recipients, complaintFeedbackType: "abuse", timestamp };
  return [arrived, { eventType: "Complaint", mail, complaint }];
}
