/**
 * What a mail with a code says, asked by Cognito before it sends one. It cannot be said beforehand: the pool's own text for such mails is a
 * setting of second factors, which Cognito refuses where there are none.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-custom-message.html
 */
import * as z from "zod";
import { codeMail } from "#domain/texts/code.sv";
import { asHtml } from "../mail/letter.ts";

const asked = z.looseObject({
  triggerSource: z.string(),
  request: z.looseObject({ codeParameter: z.string().nullish() }),
  response: z.looseObject({}).nullish(),
});
type Answer = z.infer<typeof asked>;

/**
 * Words for a code to log in by, and to show that an address is one's own. Of anything else Cognito's own words stand: an invitation of its
 * own would have a password in it, and nobody is sent one.
 */
export function wordsOf(event: unknown): Answer {
  const answer = asked.parse(event);
  const { triggerSource, request, response } = answer;
  if (!request.codeParameter || triggerSource === "CustomMessage_AdminCreateUser") return answer;
  const letter = codeMail(request.codeParameter);
  return { ...answer, response: { ...response, emailSubject: letter.subject, emailMessage: asHtml(letter) } };
}
