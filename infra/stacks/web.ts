/** The built pages, in the portal's own region. Nothing that people write is kept here; edge.ts gives it to browsers. */
import { Aws, Stack, type StackProps } from "aws-cdk-lib";
import { PolicyStatement, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { Bucket } from "aws-cdk-lib/aws-s3";
import type { Construct } from "constructs";
import { accept } from "./accept.ts";
import { closed } from "./data.ts";
import type { Login } from "./login.ts";
import { publish } from "./publish.ts";

type Props = StackProps & {
  /** The folder with the built web. */
  pages: string;
  bucketName: string;
  login: Login;
};

export class Web extends Stack {
  constructor(scope: Construct, id: string, { pages, bucketName, login, ...props }: Props) {
    super(scope, id, { description: "RSS-portalen: pages", ...props });
    const bucket = new Bucket(this, "pages", { ...closed, bucketName });
    accept(
      bucket,
      "AwsSolutions-S1",
      "Public files that only CloudFront reads: there is nothing to find out from a log.",
    );
    // Whatever distribution the account has, since the one there is stands in another region and is not known here.
    bucket.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal("cloudfront.amazonaws.com")],
        actions: ["s3:GetObject"],
        resources: [bucket.arnForObjects("*")],
        conditions: { ArnLike: { "aws:SourceArn": `arn:aws:cloudfront::${Aws.ACCOUNT_ID}:distribution/*` } },
      }),
    );
    const { issuer, clientId, resource } = login;
    publish(this, { pages, bucket, config: { issuer, clientId, ...(resource ? { resource } : {}) } });
  }
}
