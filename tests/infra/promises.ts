/** What the stacks promise about what is kept and who gets in, each as a function that answers what does not hold. */
import { routes } from "#domain/routes";
import { every, type Found, type Json, listOf, named, type Templates } from "#tests/infra/synthesised";
import { stages } from "../../infra/stages.ts";
import { table } from "../../lambdas/store/table.ts";

export type Check = (templates: Templates) => string[];

/** Answers the words of what is not so. */
export const wrong = (claims: Record<string, boolean>): string[] =>
  Object.entries(claims).flatMap(([claim, holds]) => (holds ? [] : [claim]));
export const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);
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
