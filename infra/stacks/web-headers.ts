/** The headers CloudFront adds: for pages those that the local run gives too (infra/pages.ts), and TLS from now on. */
import { Duration } from "aws-cdk-lib";
import { type HeadersFrameOption, type HeadersReferrerPolicy, ResponseHeadersPolicy } from "aws-cdk-lib/aws-cloudfront";
import type { Construct } from "constructs";
import { securityHeaders } from "../pages.ts";

const override = true;
const strictTransportSecurity = { accessControlMaxAge: Duration.days(730), override };
const contentTypeOptions = { override };

export function headersOfPages(scope: Construct, connect: string[]): ResponseHeadersPolicy {
  const {
    "content-security-policy": contentSecurityPolicy = "",
    "referrer-policy": referrerPolicy,
    "x-frame-options": frameOption,
    "x-content-type-options": _nosniff,
    ...custom
  } = securityHeaders(connect);
  return new ResponseHeadersPolicy(scope, "headers-of-pages", {
    securityHeadersBehavior: {
      contentSecurityPolicy: { contentSecurityPolicy, override },
      referrerPolicy: { referrerPolicy: referrerPolicy as HeadersReferrerPolicy, override },
      frameOptions: { frameOption: frameOption as HeadersFrameOption, override },
      contentTypeOptions,
      strictTransportSecurity,
    },
    customHeadersBehavior: {
      customHeaders: Object.entries(custom).map(([header, value]) => ({ header, value, override })),
    },
  });
}

export const headersOfApi = (scope: Construct): ResponseHeadersPolicy =>
  new ResponseHeadersPolicy(scope, "headers-of-api", {
    securityHeadersBehavior: { contentTypeOptions, strictTransportSecurity },
  });
