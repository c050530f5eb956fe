/**
 * The key that everything people write is encrypted with: the table, documents and attachments. It keeps out whoever may read AWS's
 * things and not use them: of the roles that the deployment makes, CDK's for looking, which reads everything and decrypts nothing.
 */
import { Aws, Duration, RemovalPolicy, Stack } from "aws-cdk-lib";
import {
  AccountRootPrincipal,
  AnyPrincipal,
  PolicyDocument,
  PolicyStatement,
  ServicePrincipal,
} from "aws-cdk-lib/aws-iam";
import { Key } from "aws-cdk-lib/aws-kms";
import { lookAfter } from "./seal-key.ts";

/**
 * Whoever in the account may use the table and the buckets uses the key through them, and by itself nobody does: as AWS's own keys have
 * it, so that no function needs a right more. Nobody may delete it, nor grant it but to the table.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/encryption.usagenotes.html
 */
export function keptKey(scope: Stack): Key {
  const { region } = Stack.of(scope);
  const through = new PolicyStatement({
    principals: [new AnyPrincipal()],
    actions: [
      "kms:Encrypt",
      "kms:Decrypt",
      "kms:ReEncrypt*",
      "kms:GenerateDataKey*",
      "kms:CreateGrant",
      "kms:DescribeKey",
    ],
    resources: ["*"],
    conditions: {
      StringEquals: {
        "kms:CallerAccount": Aws.ACCOUNT_ID,
        "kms:ViaService": ["dynamodb", "s3"].map((service) => `${service}.${region}.amazonaws.com`),
      },
    },
  });
  // It asks in its own name whether the key is still there.
  const asked = new PolicyStatement({
    principals: [new ServicePrincipal("dynamodb.amazonaws.com")],
    actions: ["kms:Describe*", "kms:Get*", "kms:List*"],
    resources: ["*"],
  });
  const looked = new PolicyStatement({
    principals: [new AccountRootPrincipal()],
    actions: [...lookAfter, "kms:EnableKeyRotation"],
    resources: ["*"],
  });
  return new Key(scope, "kept", {
    description: "RSS-portalen: encrypts what is kept",
    alias: "alias/rss-portalen-kept",
    enableKeyRotation: true,
    policy: new PolicyDocument({ statements: [through, asked, looked] }),
    pendingWindow: Duration.days(30),
    removalPolicy: RemovalPolicy.RETAIN,
  });
}
