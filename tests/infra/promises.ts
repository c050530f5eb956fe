/** What the stacks promise about what is kept and who gets in, each as a function that answers what does not hold. */
import { runInNewContext } from "node:vm";
import { routes } from "#domain/routes";
import { every, type Found, type Json, listOf, named, type Templates } from "#tests/infra/synthesised";
import { fileAddress, securityHeaders } from "../../infra/pages.ts";
import { stages } from "../../infra/stages.ts";
import { table } from "../../lambdas/store/table.ts";

export type Check = (templates: Templates) => string[];

/** Answers the words of what is not so. */
const wrong = (claims: Record<string, boolean>): string[] =>
  Object.entries(claims).flatMap(([claim, holds]) => (holds ? [] : [claim]));
const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);
const isKept = ({ whole }: Found) => whole.DeletionPolicy === "Retain" && whole.UpdateReplacePolicy === "Retain";
const { prod } = stages;
/** An issuer that is somebody else's, in place of the pool. */
export const other = { issuer: "https://login.example.se/rss", audience: "rss-portalen", clientId: "rss-portalen-web" };
const portal = `https://${prod.domain}`;

export const theTableIsSafe: Check = (templates) => {
  const tables = every(templates, "AWS::DynamoDB::GlobalTable");
  const [found] = tables;
  if (!found || tables.length !== 1) return [`${tables.length} tables`];
  const { properties: of } = found;
  const [replica] = of.Replicas;
  const keys = (one: { partitionKey: string; sortKey: string }) => [
    { AttributeName: one.partitionKey, KeyType: "HASH" },
    { AttributeName: one.sortKey, KeyType: "RANGE" },
  ];
  const indexes = Object.entries(table.indexes).map(([name, index]) => [name, keys(index), [...index.project]]);
  return wrong({
    "stays when its stack goes": isKept(found),
    "cannot be deleted": replica.DeletionProtectionEnabled === true,
    "can be put back to any second of 35 days": same(replica.PointInTimeRecoverySpecification, {
      PointInTimeRecoveryEnabled: true,
      RecoveryPeriodInDays: 35,
    }),
    "costs no more than its caps":
      of.BillingMode === "PAY_PER_REQUEST" &&
      replica.ReadOnDemandThroughputSettings?.MaxReadRequestUnits === prod.caps.reads &&
      of.WriteOnDemandThroughputSettings?.MaxWriteRequestUnits === prod.caps.writes,
    "and so does each index": of.GlobalSecondaryIndexes.every(
      ({ IndexName, WriteOnDemandThroughputSettings: writes }: Json) =>
        writes?.MaxWriteRequestUnits === prod.caps.writes &&
        replica.GlobalSecondaryIndexes?.some(
          (one: Json) =>
            one.IndexName === IndexName && one.ReadOnDemandThroughputSettings?.MaxReadRequestUnits === prod.caps.reads,
        ),
    ),
    "forgets by ttl": same(of.TimeToLiveSpecification, { AttributeName: table.ttl, Enabled: true }),
    "streams both images": of.StreamSpecification?.StreamViewType === "NEW_AND_OLD_IMAGES",
    "has the keys of table.ts": same(of.KeySchema, keys(table)),
    "has the indexes of table.ts": same(
      of.GlobalSecondaryIndexes.map((each: Json) => [each.IndexName, each.KeySchema, each.Projection.NonKeyAttributes]),
      indexes,
    ),
  });
};

export const theSealsKeyIsSafe: Check = (templates) => {
  const keys = every(templates, "AWS::KMS::Key").filter(({ path }) => path !== "data/kept");
  const [found] = keys;
  if (!found || keys.length !== 1) return [`${keys.length} keys that are not for what is kept`];
  const { properties: of } = found;
  const allowed: Json[] = of.KeyPolicy.Statement.filter(({ Effect }: Json) => Effect === "Allow");
  const actions = allowed.flatMap(({ Action }) => listOf<string>(Action));
  const alias = every(templates, "AWS::KMS::Alias").find(({ path }) => path === "data/seal/Alias")?.properties;
  const sealer = every(templates, "AWS::Lambda::Function").find(({ path }) => path === "service/sealer/function");
  const told = sealer?.properties.Environment.Variables.SEAL_KEY;
  return wrong({
    "stays when its stack goes": isKept(found),
    "signs, with P-256": of.KeyUsage === "SIGN_VERIFY" && of.KeySpec === "ECC_NIST_P256",
    "is in use": of.Enabled !== false,
    "cannot be deleted before its policy is changed": !actions.some((one) => /^(kms:)?\*$|ScheduleKeyD/.test(one)),
    "is not handed on": !actions.some((one) => /^kms:(Create)?\*$|CreateGrant/.test(one)),
    "can be looked after, or nobody could ever change that": actions.includes("kms:PutKeyPolicy"),
    "signs what it has seen, not what it is told is a hash": allowed
      .filter(({ Action }) => listOf<string>(Action).includes("kms:Sign"))
      .every(({ Condition }) => same(Condition, { StringEquals: { "kms:MessageType": "RAW" } })),
    "is found by name": named(templates, "data", alias?.TargetKeyId) === "data/seal.Arn",
    "is the one the sealer is told": told !== undefined && named(templates, "service", told) === "data/seal.Arn",
  });
};

export const whatIsKeptIsEncrypted: Check = (templates) => {
  const found = every(templates, "AWS::KMS::Key").find(({ path }) => path === "data/kept");
  if (!found) return ["no key"];
  const { properties: of } = found;
  const allowed: Json[] = of.KeyPolicy.Statement;
  const actions = allowed.flatMap(({ Action }) => listOf<string>(Action));
  const anybody = allowed.filter(({ Principal }) => Principal?.AWS === "*");
  const isKey = (value: Json) => named(templates, "data", value) === "data/kept.Arn";
  const [table] = every(templates, "AWS::DynamoDB::GlobalTable");
  const buckets = every(templates, "AWS::S3::Bucket").filter(({ path }) => /documents|attachments/.test(path));
  return wrong({
    "the key stays when its stack goes": isKept(found),
    "is in use, and renewed every year": of.Enabled !== false && of.EnableKeyRotation === true,
    "cannot be deleted before its policy is changed": !actions.some((one) => /^(kms:)?\*$|ScheduleKeyD/.test(one)),
    "can be looked after": actions.includes("kms:PutKeyPolicy"),
    "is used through the table and the buckets of this account": anybody.every(({ Condition }) =>
      same(Condition, {
        StringEquals: {
          "kms:CallerAccount": { Ref: "AWS::AccountId" },
          "kms:ViaService": ["dynamodb.eu-north-1.amazonaws.com", "s3.eu-north-1.amazonaws.com"],
        },
      }),
    ),
    "encrypts the table":
      table?.properties.SSESpecification?.SSEType === "KMS" &&
      isKey(table.properties.Replicas[0].SSESpecification?.KMSMasterKeyId),
    "and both buckets":
      buckets.length === 2 &&
      buckets.every(({ properties }) => {
        const [rule] = properties.BucketEncryption?.ServerSideEncryptionConfiguration ?? [];
        const by = rule?.ServerSideEncryptionByDefault;
        return by?.SSEAlgorithm === "aws:kms" && isKey(by.KMSMasterKeyID) && rule.BucketKeyEnabled === true;
      }),
  });
};

export const noBucketIsOpen: Check = (templates) =>
  every(templates, "AWS::S3::Bucket").flatMap((bucket) => {
    const { properties: of, path } = bucket;
    const statements = every(templates, "AWS::S3::BucketPolicy")
      .filter(({ stack, properties }) => named(templates, stack, properties.Bucket) === path)
      .flatMap(({ properties }) => properties.PolicyDocument.Statement);
    const all = [`${path}.Arn`, `${path}.Arn/*`];
    const refuses = (condition: Json) =>
      statements.some(
        ({ Effect, Action, Principal, Condition, Resource }: Json) =>
          Effect === "Deny" &&
          Action === "s3:*" &&
          Principal.AWS === "*" &&
          same(Condition, condition) &&
          same(
            listOf<Json>(Resource).map((one) => named(templates, bucket.stack, one)),
            all,
          ),
      );
    const block = of.PublicAccessBlockConfiguration ?? {};
    const blocks = ["BlockPublicAcls", "BlockPublicPolicy", "IgnorePublicAcls", "RestrictPublicBuckets"];
    return wrong({
      "lets no public in": blocks.every((each) => block[each] === true),
      "has no lists of its own": same(of.OwnershipControls, { Rules: [{ ObjectOwnership: "BucketOwnerEnforced" }] }),
      "allows nobody by name of everybody": statements.every(
        ({ Effect, Principal }: Json) => Effect === "Deny" || typeof Principal.Service === "string",
      ),
      "refuses without TLS": refuses({ Bool: { "aws:SecureTransport": "false" } }),
      "refuses old TLS": refuses({ NumericLessThan: { "s3:TlsVersion": 1.2 } }),
      "stays when its stack goes": bucket.whole.UpdateReplacePolicy === "Retain",
      "but not when it was never finished": bucket.whole.DeletionPolicy === "RetainExceptOnCreate",
    }).map((fault) => `${path}: not so: ${fault}`);
  });

export const filesAreKept: Check = (templates) => {
  const buckets = every(templates, "AWS::S3::Bucket");
  const of = (name: string): Json => buckets.find(({ path }) => path === name)?.properties ?? {};
  const [documents, attachments] = [of("data/documents"), of("data/attachments")];
  return wrong({
    "both keep every version": [documents, attachments].every(
      (each) => each.VersioningConfiguration?.Status === "Enabled",
    ),
    "both are logged": [documents, attachments].every((each) => each.LoggingConfiguration?.DestinationBucketName),
    "documents are locked": same(documents.ObjectLockConfiguration, {
      ObjectLockEnabled: "Enabled",
      Rule: { DefaultRetention: { Days: prod.documentsLockedDays, Mode: "GOVERNANCE" } },
    }),
    "attachments are posted and fetched from the portal and nowhere else": same(
      attachments.CorsConfiguration?.CorsRules.map((rule: Json) => [rule.AllowedMethods, rule.AllowedOrigins]),
      [[["POST", "GET"], [portal]]],
    ),
    "documents are fetched from the portal and posted from nowhere": same(
      documents.CorsConfiguration?.CorsRules.map((rule: Json) => [rule.AllowedMethods, rule.AllowedOrigins]),
      [[["GET"], [portal]]],
    ),
  });
};

export const everyRouteIsThere: Check = (templates) => {
  const wanted = new Set<string>(Object.values(routes).map(({ method, path }) => `${method} ${path}`));
  const found = every(templates, "AWS::ApiGatewayV2::Route").map(({ properties }) => String(properties.RouteKey));
  return [
    ...[...wanted].filter((key) => !found.includes(key)).map((key) => `no ${key}`),
    ...found.filter((key) => !wanted.delete(key)).map((key) => `nobody asked for ${key}`),
  ];
};

/** Whose tokens are taken, and made out to whom: as configured, or the stage's own pool. */
export function trusted(templates: Templates): { issuer: string; audience: string } {
  const isOwn = every(templates, "AWS::Cognito::UserPool").length > 0;
  return isOwn
    ? { issuer: "https://cognito-idp.eu-north-1.amazonaws.com/service/login/pool", audience: "service/login/pool/web" }
    : { issuer: other.issuer, audience: other.audience };
}

const origins = (templates: Templates): string[] =>
  every(templates, "AWS::Cognito::UserPool").length > 0
    ? ["https://cognito-idp.eu-north-1.amazonaws.com", "https://rss-portalen-prod.auth.eu-north-1.amazoncognito.com"]
    : [new URL(other.issuer).origin];

export const nobodyWithoutToken: Check = (templates) => {
  const open = new Set<string>(
    Object.values(routes).flatMap((one) => (one.who === "anyone" ? `${one.method} ${one.path}` : [])),
  );
  const authorizers = every(templates, "AWS::ApiGatewayV2::Authorizer");
  const { issuer, audience } = trusted(templates);
  const guards = authorizers.filter(
    ({ properties: { AuthorizerType, JwtConfiguration, IdentitySource } }) =>
      AuthorizerType === "JWT" &&
      same(
        [JwtConfiguration.Audience, JwtConfiguration.Issuer].map((each) =>
          listOf<Json>(each).map((one) => named(templates, "service", one)),
        ),
        [[audience], [issuer]],
      ) &&
      same(IdentitySource, ["$request.header.Authorization"]),
  );
  return every(templates, "AWS::ApiGatewayV2::Route").flatMap(({ properties, stack }) => {
    const { RouteKey, AuthorizationType, AuthorizerId } = properties;
    const guard = AuthorizerId && named(templates, stack, AuthorizerId);
    const isGuarded = AuthorizationType === "JWT" && guards.some(({ path }) => path === guard);
    return isGuarded !== open.has(RouteKey) ? [] : [`${RouteKey}: ${AuthorizationType}, ${guard}`];
  });
};

/** What an access log may say of a call. */
const impersonal = new Set(
  "requestTimeEpoch requestId routeKey status responseLatency authorizer.error integrationErrorMessage".split(" "),
);

export const theApiHasOneDoor: Check = (templates) => {
  const stages = every(templates, "AWS::ApiGatewayV2::Stage");
  const { AccessLogSettings, DefaultRouteSettings = {}, StageName } = stages[0]?.properties ?? {};
  const said = [...String(AccessLogSettings?.Format ?? "").matchAll(/\$context\.([\w.]+)/g)].map(
    ([, name]) => name ?? "",
  );
  const names = every(templates, "AWS::ApiGatewayV2::DomainName");
  return wrong({
    "its own address is shut": every(templates, "AWS::ApiGatewayV2::Api").every(
      ({ properties }) => properties.DisableExecuteApiEndpoint === true && properties.CorsConfiguration === undefined,
    ),
    "it has one stage": stages.length === 1 && StageName === "$default",
    "it is throttled":
      DefaultRouteSettings.ThrottlingRateLimit === prod.throttle.rate &&
      DefaultRouteSettings.ThrottlingBurstLimit === prod.throttle.burst,
    "each call is logged": AccessLogSettings?.DestinationArn !== undefined && said.includes("routeKey"),
    "and nobody in it": said.every((name) => impersonal.has(name)),
    "it speaks TLS 1.2": names.every(({ properties }) =>
      properties.DomainNameConfigurations.every(({ SecurityPolicy }: Json) => SecurityPolicy === "TLS_1_2"),
    ),
  });
};

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
