/** What must be set just so, thing by thing, where no rule in promises.ts, effects.ts or watching.ts says more of it. */
import { routes } from "#domain/routes";
import type { Check } from "#tests/infra/promises";
import { every, type Json, named, type StackName, settings, type Templates } from "#tests/infra/synthesised";

/** Intrinsics as the names of what they stand for, all the way down. */
export function plain(templates: Templates, stack: StackName, value: Json): Json {
  if (Array.isArray(value)) return value.map((each) => plain(templates, stack, each));
  if (typeof value !== "object" || value === null) return value;
  if (Object.keys(value).some((key) => /^(Ref$|Fn::)/.test(key))) return named(templates, stack, value);
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plain(templates, stack, inner)]));
}

const pool = "service/login/pool";
const ofPool = { UserPoolId: pool };
const bucketOf = (kind: string) => `rss-portalen-prod-${kind}-<AccountId>`;
const byDns = (DomainName: string) => ({ DomainName, ValidationMethod: "DNS" });
const queue = { MessageRetentionPeriod: 14 * 86_400, SqsManagedSseEnabled: true };
const byIp = (Limit: number, scope = {}) => ({ RateBasedStatement: { AggregateKeyType: "IP", Limit, ...scope } });
const turnedAway = { Block: { CustomResponse: { ResponseCode: 429 } } };
const ofAws = (Name: string) => ({ ManagedRuleGroupStatement: { Name, VendorName: "AWS" } });
const topic = (of: string) => ({ [`${of}/Policy`]: { Topics: [of] } });
const mailed = (NotificationType: string, Threshold: number) => ({
  Notification: { ComparisonOperator: "GREATER_THAN", NotificationType, Threshold, ThresholdType: "PERCENTAGE" },
  Subscribers: [{ Address: settings.alarms, SubscriptionType: "EMAIL" }],
});

/** By place; each property with all that is in it. */
const wanted: Record<string, Record<string, Json>> = {
  "data/kept": { PendingWindowInDays: 30 },
  "data/kept/Alias": { AliasName: "alias/rss-portalen-kept", TargetKeyId: "data/kept.Arn" },
  // As docs/operating.md has it, for whoever asks for a certificate.
  "data/seal": { PendingWindowInDays: 30 },
  "data/seal/Alias": { AliasName: "alias/rss-portalen-seal" },
  "data/table": { SSESpecification: { SSEEnabled: true, SSEType: "KMS" } },
  // The portal has a list of its own of addresses that take no mail.
  "data/mail/set": {
    ReputationOptions: { ReputationMetricsEnabled: true },
    SuppressionOptions: { SuppressedReasons: [] },
  },
  "data/logs": { LifecycleConfiguration: { Rules: [{ ExpirationInDays: settings.logDays, Status: "Enabled" }] } },
  "data/documents": { BucketName: bucketOf("documents"), ObjectLockEnabled: true },
  "data/attachments": {
    // Without `content-type` the browser asks in vain whether it may post.
    CorsConfiguration: {
      CorsRules: [
        {
          AllowedHeaders: ["content-type"],
          AllowedMethods: ["POST", "GET"],
          AllowedOrigins: [`https://${settings.domain}`],
          MaxAge: 600,
        },
      ],
    },
    LifecycleConfiguration: {
      Rules: [{ AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 }, Status: "Enabled" }],
    },
  },
  ...Object.fromEntries(
    ["sealer", "mailer", "verdict", "keeper", "reminders", "bounces"].map((of) => [`service/${of}-failed`, queue]),
  ),
  ...topic("service/post/news"),
  ...topic("ops/alarms/topic"),
  ...topic("edge/alarms/topic"),
  "service/scan/plan": { Role: "service/scan/role.Arn", Actions: { Tagging: { Status: "DISABLED" } } },
  "service/scan/scanned": { State: "ENABLED" },
  [pool]: {
    UserPoolTier: "ESSENTIALS",
    UsernameAttributes: ["email"],
    AutoVerifiedAttributes: ["email"],
    MfaConfiguration: "OFF",
  },
  [`${pool}/web`]: {
    ...ofPool,
    AllowedOAuthFlowsUserPoolClient: true,
    EnableTokenRevocation: true,
    IdTokenValidity: 15,
    RefreshTokenValidity: 60,
    TokenValidityUnits: { AccessToken: "minutes", IdToken: "minutes", RefreshToken: "minutes" },
    // Minutes: a mail with a code may take its time.
    AuthSessionValidity: 15,
  },
  [`${pool}/address`]: ofPool,
  "service/login/style": { ...ofPool, UseCognitoProvidedValues: true },
  "service/login/lan-w": {
    ...ofPool,
    ProviderDetails: { IDPSignout: false, MetadataURL: "https://login.w.example.se/metadata" },
  },
  "service/login/skr": {
    ...ofPool,
    ProviderDetails: {
      ...{ client_id: "rss", client_secret: "{{resolve:secretsmanager:rss-portalen/skr}}" },
      ...{ authorize_scopes: "openid", oidc_issuer: "https://login.example.se", attributes_request_method: "GET" },
    },
  },
  "service/gateway/certificate": byDns(`api.${settings.domain}`),
  "edge/certificate": byDns(settings.domain),
  "edge/firewall": { Scope: "CLOUDFRONT", DefaultAction: { Allow: {} } },
  "edge/page-or-file": { AutoPublish: true },
  "edge/distribution/Origin1/S3OriginAccessControl": {
    OriginAccessControlConfig: {
      Name: "rssportalenprodedgedistributOrigin1S3OriginAccessControl36E3A575",
      ...{ OriginAccessControlOriginType: "s3", SigningBehavior: "always", SigningProtocol: "sigv4" },
    },
  },
  "edge/budget": {
    Budget: {
      BudgetLimit: { Amount: settings.budget, Unit: "USD" },
      ...{ BudgetType: "COST", TimeUnit: "MONTHLY" },
    },
    NotificationsWithSubscribers: [mailed("ACTUAL", 80), mailed("FORECASTED", 100)],
  },
};

const same = (one: unknown, other: unknown): boolean => {
  const sorted = (_: string, value: Json) =>
    typeof value === "object" && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => a.localeCompare(b)))
      : value;
  return JSON.stringify(one, sorted) === JSON.stringify(other, sorted);
};

export const thingsAreSetAsMeant: Check = (templates) =>
  Object.entries(wanted).flatMap(([place, properties]) => {
    const found = every(templates).find(({ path }) => path === place);
    if (!found) return [`no ${place}`];
    return Object.entries(properties).flatMap(([name, value]) => {
      const there = plain(templates, found.stack, found.properties[name]);
      return same(there, value) ? [] : [`${place}: ${name} is ${JSON.stringify(there)}`];
    });
  });

/** Which rules stand before everything, in which order, and what each does. */
export const theFirewallStands: Check = (templates) => {
  const rules = plain(templates, "edge", every(templates, "AWS::WAFv2::WebACL")[0]?.properties.Rules ?? []);
  const asked = {
    ...{ FieldToMatch: { UriPath: {} }, PositionalConstraint: "STARTS_WITH" },
    ...{ SearchString: routes.verifyNumber.path, TextTransformations: [{ Priority: 0, Type: "NONE" }] },
  };
  const meant = [
    ["flood", byIp(10_000), turnedAway],
    ["verifying", byIp(300, { ScopeDownStatement: { ByteMatchStatement: asked } }), turnedAway],
    ...["AWSManagedRulesAmazonIpReputationList", "AWSManagedRulesKnownBadInputsRuleSet"].map((name) => [
      name,
      ofAws(name),
      { None: {} },
    ]),
  ];
  const there = rules.map(({ Name, Statement, Action, OverrideAction }: Json) => [
    Name,
    Statement,
    Action ?? OverrideAction,
  ]);
  const inOrder = rules.every(({ Priority }: Json, index: number) => Priority === index);
  // The alarm `shut-out` and the dashboard find them by these names.
  const seen = rules.every(
    ({ Name, VisibilityConfig: of }: Json) => of?.MetricName === Name && of.CloudWatchMetricsEnabled === true,
  );
  const of = every(templates, "AWS::WAFv2::WebACL")[0]?.properties.VisibilityConfig;
  return [
    ...(same(there, meant) ? [] : [`rules: ${JSON.stringify(there)}`]),
    ...(inOrder ? [] : ["in another order"]),
    ...(seen && of?.MetricName === "firewall" && of.CloudWatchMetricsEnabled === true ? [] : ["nobody counts them"]),
  ];
};

/** How pages and calls go through the edge, beside what giving.ts says of them. */
export const theEdgeLeadsOn: Check = (templates) => {
  const found = every(templates, "AWS::CloudFront::Distribution")[0]?.properties.DistributionConfig ?? {};
  const of = plain(templates, "edge", found);
  const { CacheBehaviors: [api = {}] = [], DefaultCacheBehavior: pages = {}, ViewerCertificate: certificate = {} } = of;
  const origin = (of.Origins ?? []).find(({ Id }: Json) => Id === api.TargetOriginId)?.CustomOriginConfig ?? {};
  const headers = every(templates, "AWS::CloudFront::ResponseHeadersPolicy").flatMap(({ path, properties }) => {
    const { SecurityHeadersConfig: secure = {}, CustomHeadersConfig: more = { Items: [] } } =
      properties.ResponseHeadersPolicyConfig;
    return [...Object.entries<Json>(secure), ...more.Items.map((one: Json) => [one.Header, one])]
      .filter(([, { Override }]) => Override !== true)
      .map(([name]) => `${path}: ${name} gives way to the origin's`);
  });
  const onApi = every(templates, "AWS::CloudFront::ResponseHeadersPolicy").find(
    ({ path }) => path === api.ResponseHeadersPolicyId,
  )?.properties.ResponseHeadersPolicyConfig.SecurityHeadersConfig;
  const claims = {
    "it is in use, over IPv6 too": of.Enabled === true && of.IPV6Enabled === true && of.HttpVersion === "http2and3",
    "calls of every kind go through": same(
      [...(api.AllowedMethods ?? [])].sort(),
      "DELETE GET HEAD OPTIONS PATCH POST PUT".split(" "),
    ),
    "an address of a page is turned into the page": same(pages.FunctionAssociations, [
      { EventType: "viewer-request", FunctionARN: "edge/page-or-file.FunctionARN" },
    ]),
    // Managed-CachingOptimized.
    "pages are kept as long as the bucket says": pages.CachePolicyId === "658327ea-f89d-4fab-a63d-7e88639e58f6",
    "both are given packed": pages.Compress === true && api.Compress === true,
    "under its own certificate":
      certificate.AcmCertificateArn === "edge/certificate" && certificate.SslSupportMethod === "sni-only",
    "it waits for as long as the API may take": origin.OriginReadTimeout === 30,
    "the API is asked with TLS 1.2": same(origin.OriginSSLProtocols, ["TLSv1.2"]),
    "answers of the API are what they say they are": onApi?.ContentTypeOptions !== undefined,
    "the bucket is asked with a signature": same(
      of.Origins?.find(({ Id }: Json) => Id === pages.TargetOriginId)?.S3OriginConfig,
      { OriginAccessIdentity: "" },
    ),
  };
  return [...Object.entries(claims).flatMap(([claim, holds]) => (holds ? [] : [claim])), ...headers];
};
