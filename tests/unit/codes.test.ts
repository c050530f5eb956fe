import { describe, expect, it } from "@jest/globals";
import { wordsOf } from "../../lambdas/codes/codes.ts";

/** As Cognito asks, with what it has of the person. */
const asked = (triggerSource: string, request: object = { codeParameter: "{####}" }) => ({
  ...{ version: "1", region: "eu-north-1", userPoolId: "eu-north-1_rss", userName: "maja", triggerSource },
  request: { userAttributes: { email: "maja@example.se" }, ...request },
  response: { smsMessage: null, emailMessage: null, emailSubject: null },
});
type Worded = { response: { emailSubject: string | null; emailMessage: string | null } };
const words = (event: object) => (wordsOf(event) as unknown as Worded).response;

describe("the mail with a code", () => {
  it("is in Swedish, looks like the portal's other mails, and has the code where Cognito will put it, once", () => {
    const { emailSubject, emailMessage } = words(asked("CustomMessage_Authentication"));
    expect(emailSubject).toBe("Din kod till RSS-portalen");
    expect(emailMessage).toMatch(
      /<html lang="sv">[\s\S]*RSS-portalen<\/p>[\s\S]*<dt [^>]*>Kod<\/dt><dd [^>]*>\{####\}<\/dd>/,
    );
    expect(emailMessage).toContain(">Skriv koden på sidan där du loggar in. Den gäller i några minuter.</p>");
    expect(emailMessage?.split("{####}")).toHaveLength(2);
  });

  it("is within what Cognito takes", () => {
    const { emailSubject, emailMessage } = words(asked("CustomMessage_Authentication"));
    expect(emailSubject?.length).toBeLessThanOrEqual(140);
    expect(emailMessage?.length).toBeLessThanOrEqual(20_000);
  });

  it("gives back all that was asked, or Cognito takes no answer", () => {
    const event = asked("CustomMessage_VerifyUserAttribute");
    const { response: _, ...rest } = wordsOf(event) as typeof event;
    const { response: __, ...same } = event;
    expect(rest).toEqual(same);
  });

  it("is none where there is no code, nor where a password goes along", () => {
    expect(words(asked("CustomMessage_Authentication", {})).emailMessage).toBeNull();
    expect(words(asked("CustomMessage_AdminCreateUser")).emailMessage).toBeNull();
  });
});
