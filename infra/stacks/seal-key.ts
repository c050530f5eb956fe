/** The key that seals documents. It never leaves KMS, and there is one for as long as its certificate says whose it is. */
import type { Stack } from "aws-cdk-lib";
import { Duration, RemovalPolicy } from "aws-cdk-lib";
import { AccountRootPrincipal, PolicyDocument, PolicyStatement } from "aws-cdk-lib/aws-iam";
import { Key, KeySpec, KeyUsage } from "aws-cdk-lib/aws-kms";

/** What people find it by, as `npm run seal:request -- --key` does. */
const alias = "alias/rss-portalen-seal";

/** Everything that looking after it takes. Not granting it to others, and not deleting: whoever will must first change this policy. */
export const lookAfter = [
  ...["kms:Describe*", "kms:Get*", "kms:List*"],
  ...["kms:PutKeyPolicy", "kms:UpdateKeyDescription", "kms:TagResource", "kms:UntagResource"],
  ...["kms:EnableKey", "kms:DisableKey", "kms:CancelKeyDeletion", "kms:RevokeGrant"],
  ...["kms:CreateAlias", "kms:UpdateAlias", "kms:DeleteAlias"],
];

/**
 * It is the account that is let in, and IAM that says who in it: of the functions the sealer (access.ts), of people those who may ask
 * for a certificate. RAW for everybody, since KMS then hashes itself, so that what it says was signed was signed.
 */
export function sealKey(scope: Stack): Key {
  const allow = (actions: string[], conditions?: Record<string, Record<string, string>>) =>
    new PolicyStatement({
      ...{ actions, resources: ["*"], principals: [new AccountRootPrincipal()] },
      ...(conditions ? { conditions } : {}),
    });
  return new Key(scope, "seal", {
    description: "RSS-portalen: seals signed documents",
    alias,
    keySpec: KeySpec.ECC_NIST_P256,
    keyUsage: KeyUsage.SIGN_VERIFY,
    policy: new PolicyDocument({
      statements: [allow(lookAfter), allow(["kms:Sign"], { StringEquals: { "kms:MessageType": "RAW" } })],
    }),
    pendingWindow: Duration.days(30),
    removalPolicy: RemovalPolicy.RETAIN,
  });
}
