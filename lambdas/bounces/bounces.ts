/**
 * What became of a mail after SES had taken it: delivered, come back, complained of. SNS brings it at least once and in no order.
 * https://docs.aws.amazon.com/ses/latest/dg/event-publishing-retrieving-sns-contents.html
 */
import * as z from "zod";
import { type Instant, instant } from "#domain/deadlines";
import type { DeliveryState } from "#domain/mailings";
import type { MailStore } from "../store/mails.ts";

const events = z.object({ Records: z.array(z.object({ Sns: z.object({ Message: z.string() }) })) });

const when = z.iso.datetime({ offset: true });
const mail = z.object({ messageId: z.string().min(1) });

/**
 * What we need of it; AWS may add more. Each kind names itself twice over: `eventType` when a configuration set publishes it,
 * `notificationType` when the identity does. Sendings, delays and the like are not asked for, and passed over.
 */
const message = z
  .looseObject({ eventType: z.string().optional(), notificationType: z.string().optional() })
  .transform(({ eventType, notificationType, ...rest }) => ({ ...rest, kind: eventType ?? notificationType ?? "" }))
  .pipe(
    z.union([
      z.object({
        kind: z.literal("Bounce"),
        mail,
        bounce: z.object({ bounceType: z.enum(["Permanent", "Transient", "Undetermined"]), timestamp: when }),
      }),
      z.object({ kind: z.literal("Complaint"), mail, complaint: z.object({ timestamp: when }) }),
      z.object({ kind: z.literal("Delivery"), mail, delivery: z.object({ timestamp: when }) }),
      z.object({ kind: z.string().refine((kind) => !["Bounce", "Complaint", "Delivery"].includes(kind)) }),
    ]),
  );

/** `marks`: the address takes no mail any more. What only did not arrive this time marks nothing. */
type News = { messageId: string; state: DeliveryState; at: Instant; marks: "bounced" | "complained" | null };

const atOf = (timestamp: string): Instant => instant(Date.parse(timestamp));

/** Null for what tells nothing about a mail. Throws when it ought to and does not. */
function newsOf(text: string): News | null {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    // "Successfully validated SNS topic …", which SES sends when it is told of the topic.
    return null;
  }
  const told = message.parse(json);
  if ("bounce" in told) {
    const { bounceType, timestamp } = told.bounce;
    const marks = bounceType === "Permanent" ? "bounced" : null;
    return { messageId: told.mail.messageId, state: "bounced", at: atOf(timestamp), marks };
  }
  if ("complaint" in told) {
    const at = atOf(told.complaint.timestamp);
    return { messageId: told.mail.messageId, state: "complained", at, marks: "complained" };
  }
  if (!("delivery" in told)) return null;
  return { messageId: told.mail.messageId, state: "delivered", at: atOf(told.delivery.timestamp), marks: null };
}

type Dependencies = {
  mails: Pick<MailStore, "byMessage" | "delivered" | "markAddress">;
  /** One line of JSON: what came of it, and nobody's address. */
  write: (line: string) => void;
};

export function bouncesHandler({ mails, write }: Dependencies) {
  const log = (told: Record<string, string>) =>
    write(`${JSON.stringify({ level: "info", worker: "bounces", ...told })}\n`);

  return async (event: unknown): Promise<void> => {
    for (const { Sns } of events.parse(event).Records) {
      const news = newsOf(Sns.Message);
      if (!news) {
        log({ outcome: "nothing" });
        continue;
      }
      const { messageId, state, at, marks } = news;
      const mail = await mails.byMessage(messageId);
      // It may be quicker than the sender, who writes the id down after SES has answered: it comes again.
      if (!mail) throw new Error("a message that is not known");
      // First the address: it is marked also when this mail has been sent once more since.
      if (marks) {
        const { to: address, person, about } = mail;
        await mails.markAddress({ address, why: marks, at, person, about });
      }
      await mails.delivered(mail, messageId, state);
      // That a mail arrives is what mails do.
      if (state !== "delivered") log({ outcome: state, kind: mail.kind, of: mail.of });
    }
  };
}
