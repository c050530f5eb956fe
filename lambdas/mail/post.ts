/** Hands one mail to SES, whole: headers, both forms and attachments. */
import { type SESv2Client, SendEmailCommand } from "@aws-sdk/client-sesv2";
import MailComposer from "nodemailer/lib/mail-composer/index.js";
import type { Letter } from "#domain/texts/mail.sv";
import { asHtml, asText } from "./letter.ts";

export type Enclosure = { name: string; type: string; bytes: Uint8Array };

/**
 * Whether a failure says for certain that the mail was not taken: SES refused it, or was never reached. After a lost
 * connection or an error of its own nobody knows, and sending again might send twice.
 */
export function isNotTaken(error: unknown): boolean {
  const { code = "", $metadata } = error as { code?: string; $metadata?: { httpStatusCode?: number } };
  const status = $metadata?.httpStatusCode ?? 0;
  return (status >= 400 && status < 500) || ["ECONNREFUSED", "ENOTFOUND"].includes(code);
}

/** Answers the message id SES gave. */
export function postOffice(ses: Pick<SESv2Client, "send">, sender: string) {
  return async (to: string, letter: Letter, enclosures: Enclosure[], at: Date): Promise<string> => {
    const composer = new MailComposer({
      from: { name: "RSS-portalen", address: sender },
      to,
      subject: letter.subject,
      date: at,
      text: asText(letter),
      html: asHtml(letter),
      // RFC 3834: no out-of-office answers to a machine.
      headers: { "Auto-Submitted": "auto-generated" },
      attachments: enclosures.map(({ name, type, bytes }) => ({
        filename: name,
        contentType: type,
        content: Buffer.from(bytes),
      })),
    });
    const Data = await composer.compile().build();
    const { MessageId } = await ses.send(
      new SendEmailCommand({
        FromEmailAddress: sender,
        Destination: { ToAddresses: [to] },
        Content: { Raw: { Data } },
      }),
    );
    return MessageId ?? "";
  };
}

export type Post = ReturnType<typeof postOffice>;
