/** What the stacks promise about pages: how they are given, by which address, and what the deployment puts up. */
import { runInNewContext } from "node:vm";
import { type Check, other, same, wrong } from "#tests/infra/promises";
import { every, type Json, named, type Templates } from "#tests/infra/synthesised";
import { fileAddress, securityHeaders } from "../../infra/pages.ts";
import { stages } from "../../infra/stages.ts";

const { prod } = stages;

const origins = (templates: Templates): string[] =>
  every(templates, "AWS::Cognito::UserPool").length > 0
    ? ["https://cognito-idp.eu-north-1.amazonaws.com", "https://rss-portalen-prod.auth.eu-north-1.amazoncognito.com"]
    : [new URL(other.issuer).origin];

export const pagesAreGivenSafely: Check = (templates) => {
  const found = every(templates, "AWS::CloudFront::Distribution")[0];
  if (!found) return ["no distribution"];
  const { DefaultCacheBehavior: pages, CacheBehaviors = [], Origins, ...rest } = found.properties.DistributionConfig;
  const [api] = CacheBehaviors;
  const headersOf = (behaviour: Json): Json =>
    every(templates, "AWS::CloudFront::ResponseHeadersPolicy").find(
      ({ path }) => path === named(templates, "edge", behaviour.ResponseHeadersPolicyId),
    )?.properties.ResponseHeadersPolicyConfig ?? {};
  const { SecurityHeadersConfig: secure = {}, CustomHeadersConfig: custom = { Items: [] } } = headersOf(pages);
  const connect = [
    ...origins(templates),
    "https://rss-portalen-prod-attachments-<AccountId>.s3.eu-north-1.amazonaws.com",
    "https://rss-portalen-prod-documents-<AccountId>.s3.eu-north-1.amazonaws.com",
  ];
  const given: Record<string, string> = {
    "content-security-policy": named(templates, "edge", secure.ContentSecurityPolicy?.ContentSecurityPolicy),
    "referrer-policy": secure.ReferrerPolicy?.ReferrerPolicy,
    "x-frame-options": secure.FrameOptions?.FrameOption,
    "x-content-type-options": secure.ContentTypeOptions ? "nosniff" : "",
    ...Object.fromEntries(custom.Items.map(({ Header, Value }: Json) => [Header, Value])),
  };
  const isSame = Object.entries(securityHeaders(connect)).every(([name, value]) => given[name] === value);
  const pagesBucket = every(templates, "AWS::S3::Bucket").find(({ path }) => path === "web/pages");
  const firewall = every(templates, "AWS::WAFv2::WebACL")[0];
  return wrong({
    "pages have the headers of the local run": isSame,
    "nothing unsafe, and nothing from anywhere":
      given["content-security-policy"]?.startsWith("default-src 'none';") === true &&
      !/unsafe-|\*|https:(;| |$)/.test(given["content-security-policy"]),
    "the browser is told to keep to TLS": [pages, api].every(
      (each) => headersOf(each).SecurityHeadersConfig?.StrictTransportSecurity?.AccessControlMaxAgeSec >= 31_536_000,
    ),
    "only TLS 1.2 and later": rest.ViewerCertificate?.MinimumProtocolVersion === "TLSv1.2_2021",
    "pages are not asked for without TLS": pages.ViewerProtocolPolicy === "redirect-to-https",
    "the API is never asked without TLS": api?.ViewerProtocolPolicy === "https-only",
    "/api/* goes to the API's own name":
      api?.PathPattern === "/api/*" &&
      Origins.some(
        ({ Id, DomainName, CustomOriginConfig }: Json) =>
          Id === api.TargetOriginId &&
          DomainName === `api.${prod.domain}` &&
          CustomOriginConfig.OriginProtocolPolicy === "https-only",
      ),
    // Managed-CachingDisabled.
    "no answer of the API is kept": api?.CachePolicyId === "4135ea2d-6df8-44a3-9df3-4b5a84be39ad",
    // Managed-AllViewerExceptHostHeader.
    "the token goes along": api?.OriginRequestPolicyId === "b689b0a8-53d0-40ab-baf2-68738e2966ac",
    "the API's refusals stay its own": rest.CustomErrorResponses === undefined,
    "the firewall stands before it": named(templates, "edge", rest.WebACLId) === "edge/firewall.Arn",
    "the firewall keeps no samples":
      JSON.stringify(firewall?.properties ?? "true").includes('"SampledRequestsEnabled":true') === false,
    "whoever asks about ever more documents is stopped before it": (firewall?.properties.Rules ?? []).some(
      ({ Statement: { RateBasedStatement: of }, Action }: Json) =>
        of?.AggregateKeyType === "IP" &&
        of.Limit <= 300 &&
        of.ScopeDownStatement?.ByteMatchStatement?.SearchString === "/api/verify" &&
        Action.Block !== undefined,
    ),
    "known attacks and bad addresses are turned away": ["IpReputationList", "KnownBadInputsRuleSet"].every((list) =>
      (firewall?.properties.Rules ?? []).some(
        ({ Statement: { ManagedRuleGroupStatement: of }, OverrideAction }: Json) =>
          of?.Name.endsWith(list) && OverrideAction?.None !== undefined,
      ),
    ),
    "pages come from the portal's bucket, which only CloudFront reads":
      Origins.some(
        ({ Id, DomainName, OriginAccessControlId }: Json) =>
          Id === pages.TargetOriginId &&
          OriginAccessControlId !== undefined &&
          named(templates, "edge", DomainName).startsWith("rss-portalen-prod-pages-<AccountId>.s3.eu-north-1."),
      ) && named(templates, "web", pagesBucket?.properties.BucketName) === "rss-portalen-prod-pages-<AccountId>",
    "it is found under the portal's name": same(rest.Aliases, [prod.domain]),
  });
};

/** Addresses of each kind; the file rule of the local run decides what each is. */
const addresses =
  "/ /plan/2021.W /plan/2021.W/las /granska/2021.W /index.html /config.json /mark.svg /assets/main-Bx1.js /assets/gone";

export const everyAddressIsPageOrFile: Check = (templates) => {
  const code = every(templates, "AWS::CloudFront::Function")[0]?.properties.FunctionCode ?? "function handler() {}";
  return addresses.split(" ").flatMap((uri) => {
    const answer = runInNewContext(`${code}\nhandler({ request: { uri: ${JSON.stringify(uri)} } })`);
    const wanted = fileAddress.test(uri) ? uri : "/index.html";
    return answer?.uri === wanted ? [] : [`${uri} gives ${answer?.uri}`];
  });
};

export const theBrowserKnowsTheIssuer: Check = (templates) => {
  const deployed = every(templates, "Custom::CDKBucketDeployment").map(({ properties }) => properties);
  const [assets, rest] = deployed;
  return wrong({
    "in two steps": deployed.length === 2,
    "what is named after its content stays":
      assets?.Prune === false && String(assets?.SystemMetadata["cache-control"]).includes("immutable"),
    // So nothing at the edge is older than a second, and nobody needs a right to clear it.
    "the rest is asked for anew": rest?.SystemMetadata["cache-control"] === "no-cache",
    // The built web and config.json.
    "config.json goes along": rest?.SourceObjectKeys.length === 2,
    "and names the pool whose tokens the API takes": same(
      Object.values<Json>(rest?.SourceMarkers?.[1] ?? {}).map((value) => named(templates, "web", value)),
      every(templates, "AWS::Cognito::UserPool").length > 0 ? ["service/login/pool", "service/login/pool/web"] : [],
    ),
    "first the new files, then what asks for them":
      every(templates, "Custom::CDKBucketDeployment")[1]?.whole.DependsOn?.some((id: string) =>
        id.startsWith("assetsCustomResource"),
      ) ?? false,
  });
};
