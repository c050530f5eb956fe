/** What the browser is given: the built pages, and one address for them and the API. Nothing that people write is kept here. */
import { CfnOutput, Duration, RemovalPolicy, Stack, type StackProps } from "aws-cdk-lib";
import { Certificate, CertificateValidation } from "aws-cdk-lib/aws-certificatemanager";
import {
  AllowedMethods,
  CachePolicy,
  Distribution,
  Function as EdgeFunction,
  FunctionCode,
  FunctionEventType,
  HttpVersion,
  OriginProtocolPolicy,
  OriginRequestPolicy,
  SecurityPolicyProtocol,
  ViewerProtocolPolicy,
} from "aws-cdk-lib/aws-cloudfront";
import { HttpOrigin, S3BucketOrigin } from "aws-cdk-lib/aws-cloudfront-origins";
import { Bucket } from "aws-cdk-lib/aws-s3";
import type { Construct } from "constructs";
import { fileAddress } from "../pages.ts";
import type { Settings } from "../stages.ts";
import { accept } from "./accept.ts";
import { closed } from "./data.ts";
import { firewall } from "./firewall.ts";
import { publish } from "./publish.ts";
import { headersOfApi, headersOfPages } from "./web-headers.ts";

type Props = StackProps & {
  settings: Settings;
  /** The folder with the built web. */
  pages: string;
  /** The origins the browser posts attachments to, and fetches them and documents from. */
  files: string[];
};

/** Every address that is no file's is a page, and the application is one page. Runs at the edge, before the cache is asked. */
export const pageOrFile = `const file = ${fileAddress};
function handler(event) {
  const request = event.request;
  if (!file.test(request.uri)) request.uri = "/index.html";
  return request;
}`;

export class Web extends Stack {
  constructor(scope: Construct, id: string, { settings, pages, files, ...props }: Props) {
    super(scope, id, { description: "RSS-portalen: pages, firewall", ...props });
    const { domain } = settings;
    const { issuer, clientId, resource, origins = [] } = settings.identity;
    const bucket = new Bucket(this, "pages", { ...closed, removalPolicy: RemovalPolicy.RETAIN });
    accept(
      bucket,
      "AwsSolutions-S1",
      "Public files that only CloudFront reads: there is nothing to find out from a log.",
    );

    const certificate = new Certificate(this, "certificate", {
      domainName: domain,
      validation: CertificateValidation.fromDns(),
    });
    const distribution = new Distribution(this, "distribution", {
      domainNames: [domain],
      certificate,
      minimumProtocolVersion: SecurityPolicyProtocol.TLS_V1_2_2021,
      httpVersion: HttpVersion.HTTP2_AND_3,
      webAclId: firewall(this).attrArn,
      defaultBehavior: {
        origin: S3BucketOrigin.withOriginAccessControl(bucket),
        viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
        cachePolicy: CachePolicy.CACHING_OPTIMIZED,
        responseHeadersPolicy: headersOfPages(this, [new URL(issuer).origin, ...origins, ...files]),
        functionAssociations: [
          {
            eventType: FunctionEventType.VIEWER_REQUEST,
            function: new EdgeFunction(this, "page-or-file", { code: FunctionCode.fromInline(pageOrFile) }),
          },
        ],
      },
      additionalBehaviors: {
        "/api/*": {
          origin: new HttpOrigin(`api.${domain}`, {
            protocolPolicy: OriginProtocolPolicy.HTTPS_ONLY,
            readTimeout: Duration.seconds(30),
          }),
          viewerProtocolPolicy: ViewerProtocolPolicy.HTTPS_ONLY,
          allowedMethods: AllowedMethods.ALLOW_ALL,
          cachePolicy: CachePolicy.CACHING_DISABLED,
          // With the bearer token, and without the viewer's Host, which the API does not answer to.
          originRequestPolicy: OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
          responseHeadersPolicy: headersOfApi(this),
        },
      },
      // No page for errors: it would be given in place of the API's own answers too.
    });
    accept(distribution, "AwsSolutions-CFR1", "People travel, and what they may see is decided by who they are.");
    accept(
      distribution,
      "AwsSolutions-CFR3",
      "It would hold the address of everybody who opens a page. What matters reaches the API, whose log has no addresses.",
    );
    publish(this, { pages, bucket, distribution, config: { issuer, clientId, ...(resource ? { resource } : {}) } });
    new CfnOutput(this, "target", { value: distribution.domainName, description: `CNAME of ${domain}` });
  }
}
