/** IAM as far as the portal's policies go: what a request to AWS needs, and whether a role's policies in the template allow it. */
import { every, type Json, listOf, named, type Templates, whenOf } from "#tests/infra/synthesised";
import { type Asked, dynamoError, kmsError, operationOf, s3Error, textOf, type Wire } from "#tests/memory-services";

export type Need = { action: string; resource: string; key?: string; attributes?: string[]; from?: string };
type Right = { line: string; action: string; pattern: RegExp; holds: (need: Need) => boolean };

const glob = (pattern: string): RegExp =>
  new RegExp(`^${pattern.replace(/[.+?^${}()|[\]\\]/g, "\\$&").replaceAll("*", ".*")}$`);

/** The conditions there are; any other is never met. */
function conditionOf(condition: Json): Right["holds"] {
  if (!condition) return () => true;
  const keys = condition["ForAllValues:StringLike"]?.["dynamodb:LeadingKeys"];
  const allowed = condition["ForAllValues:StringEquals"]?.["dynamodb:Attributes"];
  const mayTouch = ({ attributes = [] }: Need) => !allowed || attributes.every((each) => allowed.includes(each));
  if (keys) return (need) => listOf<string>(keys).some((one) => glob(one).test(need.key ?? "")) && mayTouch(need);
  const from = condition.StringEquals?.["ses:FromAddress"];
  return (need) => from !== undefined && need.from === from;
}

/** Every single right of a role, written as in least-privilege.ts. */
export function rightsOf(templates: Templates, role: string): Right[] {
  const found = every(templates, "AWS::IAM::Role").find(({ path }) => path === role);
  if (!found) throw new Error(`no role ${role}`);
  return found.properties.Policies.flatMap(({ PolicyDocument }: Json) => PolicyDocument.Statement).flatMap(
    ({ Action, Resource, Condition }: Json) =>
      listOf<string>(Action).flatMap((action) =>
        listOf<Json>(Resource).map((each) => {
          const resource = named(templates, found.stack, each);
          const line = `${action} → ${resource}${whenOf(templates, found.stack, Condition)}`;
          return { line, action, pattern: glob(resource), holds: conditionOf(Condition) };
        }),
      ),
  );
}

const table = "data/table.Arn";

const words = new Set(
  "SET ADD REMOVE DELETE AND OR NOT attribute_exists attribute_not_exists if_not_exists".split(" "),
);

/** What a request names of an item: its key or whole, and all that stands in its expressions. */
function attributesOf({ Item, Key, UpdateExpression = "", ConditionExpression = "", ...of }: Json): string[] {
  const said = `${UpdateExpression} ${ConditionExpression}`.match(/[#:]?[A-Za-z_]\w*/g) ?? [];
  const named = said.filter((each) => !each.startsWith(":") && !words.has(each));
  return [...Object.keys(Item ?? Key ?? {}), ...named.map((each) => of.ExpressionAttributeNames?.[each] ?? each)];
}

/** The partition a query is of. */
function keyAskedFor({ KeyConditionExpression = "", ExpressionAttributeValues: values = {} }: Json): string {
  const [, name = ""] = /^\w+ = (:\w+)/.exec(KeyConditionExpression) ?? [];
  return values[name]?.S ?? "";
}

/** A transaction needs the rights of its parts. https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis-iam.html */
function needsOfDynamo(operation: string, input: Json): Need[] {
  const one = (name: string, of: Json): Need => ({
    ...{ action: `dynamodb:${name}`, resource: of.IndexName ? `${table}/index/${of.IndexName}` : table },
    key: (of.Item ?? of.Key)?.pk?.S ?? keyAskedFor(of),
    attributes: attributesOf(of),
  });
  if (operation !== "TransactWriteItems") return [one(operation, input)];
  const parts: Record<string, string> = { Put: "PutItem", Update: "UpdateItem", Delete: "DeleteItem" };
  return input.TransactItems.flatMap((item: Json) =>
    Object.entries<Json>(item).map(([kind, of]) => one(parts[kind] ?? "ConditionCheckItem", of)),
  );
}

const bucketOf = (kind: string) => `arn:aws:s3:::rss-portalen-prod-${kind}-<AccountId>`;

export const needOfObject = (action: string, kind: string, key: string): Need => ({
  action,
  resource: `${bucketOf(kind)}/${key}`,
});

function needsOfS3({ method, path, query = {} }: Asked): Need[] {
  const [, kind = "", ...rest] = decodeURIComponent(path).split("/");
  const action = method === "PUT" ? "s3:PutObject" : query.versionId ? "s3:GetObjectVersion" : "s3:GetObject";
  return [needOfObject(action, kind, rest.join("/"))];
}

/** For a whole message both words of SES, on the identity and on what it falls under. */
const needsOfSes = (body: Json): Need[] =>
  ["ses:SendEmail", "ses:SendRawEmail"].flatMap((action) =>
    ["identity/data/mail/domain", "configuration-set/data/mail/set"].map((what) => ({
      ...{ action, resource: `arn:aws:ses:eu-north-1:<AccountId>:${what}`, from: body.FromEmailAddress },
    })),
  );

/** A key by the name of its construct, as the sealer of working.ts is told it. */
const needsOfKms = (request: Asked): Need[] => [
  { action: `kms:${operationOf(request)}`, resource: `data/${JSON.parse(textOf(request.body)).KeyId}.Arn` },
];

const forbidding = {
  dynamodb: () => dynamoError("AccessDeniedException"),
  s3: () => s3Error("AccessDenied", 403),
  ses: () => s3Error("AccessDenied", 403),
  kms: () => kmsError("AccessDeniedException"),
};

/** One function's way to AWS, where its role's rights are asked at every request. */
export function guarded(rights: Right[]) {
  const denied = new Set<string>();
  const used = new Set<string>();
  const ask = (need: Need): boolean => {
    const right = rights.find(
      ({ action, pattern, holds }) => action === need.action && pattern.test(need.resource) && holds(need),
    );
    if (right) used.add(right.line);
    else denied.add(`${need.action} → ${need.resource} ${need.key ?? need.from ?? ""}`.trim());
    return right !== undefined;
  };
  /** Of a transaction what is of one kind and falls under no single right: AWS may look at all its keys at once. */
  const apart = new Set<string>();
  const all = (needs: Need[]) => {
    for (const action of new Set(needs.map((need) => need.action))) {
      const alike = needs.filter((need) => need.action === action);
      const covers = (right: Right) =>
        right.action === action && alike.every((need) => right.pattern.test(need.resource) && right.holds(need));
      if (new Set(alike.map(({ resource }) => resource)).size === 1 && !rights.some(covers))
        apart.add(`${action}: ${alike.map(({ key }) => key)}`);
    }
    return needs.map(ask).every(Boolean);
  };
  const needs = {
    dynamodb: (request: Asked) => needsOfDynamo(operationOf(request), JSON.parse(textOf(request.body))),
    s3: needsOfS3,
    ses: (request: Asked) => needsOfSes(JSON.parse(textOf(request.body))),
    kms: needsOfKms,
  };
  const around = (service: keyof typeof needs, wire: Wire): Wire => ({
    handle: async (request) => {
      if (!all(needs[service](request))) return { response: forbidding[service]() };
      const answer = await wire.handle(request);
      const isAbsent = service === "s3" && answer.response.statusCode === 404;
      const kind = request.path.split("/")[1] ?? "";
      // Whoever may not list a bucket is not told that something is absent.
      if (isAbsent && !ask({ action: "s3:ListBucket", resource: bucketOf(kind) }))
        return { response: forbidding[service]() };
      return answer;
    },
  });
  return { around, ask, denied, used, apart };
}

export type Guarded = ReturnType<typeof guarded>;
