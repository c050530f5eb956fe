/** Hands one mail to SES, whole: headers, both forms and attachments. */
import { type SESv2Client, SendEmailCommand } from "@aws-sdk/client-sesv2";
import MailComposer from "nodemailer/lib/mail-composer/index.js";
import type { Letter } from "#domain/texts/mail.sv";
import { asHtml, asText } from "./letter.ts";

export type Enclosure = { name: string; type: string; bytes: Uint8Array };

/** `send` gives the message id SES answers with; whatever it throws, the mail has not been accepted. */
export function postOffice(ses: Pick<SESv2Client, "send">, sender: string, footer: string) {
  return async (to: string, letter: Letter, enclosures: Enclosure[], at: Date): Promise<string> => {
    const composer = new MailComposer({
      from: { name: "RSS-portalen", address: sender },
      to,
      subject: letter.subject,
      date: at,
      text: asText(letter, footer),
      html: asHtml(letter, footer),
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
