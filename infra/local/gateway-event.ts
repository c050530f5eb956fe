/**
 * From HTTP to the event of an HTTP API (payload format 2.0) and back, quirks included.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 */
import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { APIGatewayProxyEventV2WithJWTAuthorizer } from "aws-lambda";

export type ApiEvent = APIGatewayProxyEventV2WithJWTAuthorizer;
/** What a handler may answer: the full shape, or any other value, which becomes the JSON body of a 200. */
export type ApiResult = unknown;

type Parts = {
  routeKey: string;
  pathParameters: Record<string, string>;
  receivedAt: number;
  /** Absent on routes that anyone may call: AWS sends no authoriser then. */
  claims?: Record<string, string>;
  body: Buffer;
};

export function toEvent(request: IncomingMessage, parts: Parts): ApiEvent {
  const [rawPath = "/", rawQueryString = ""] = (request.url ?? "/").split(/\?(.*)/s, 2);
  const { cookie, ...given } = joinedHeaders(request);
  const sourceIp = request.socket.remoteAddress ?? "";
  // Whom it was asked by comes last, after whatever was said before.
  const forwarded = [given["x-forwarded-for"], sourceIp].filter(Boolean).join(", ");
  const headers: Record<string, string> = { ...given, "x-forwarded-for": forwarded };
  const method = request.method ?? "GET";
  const asText = /^(text\/|application\/(json|javascript|xml)\b|application\/[\w.-]+\+(json|xml)\b)/i.test(
    headers["content-type"] ?? "",
  );
  return {
    version: "2.0",
    routeKey: parts.routeKey,
    rawPath,
    rawQueryString,
    ...(cookie && { cookies: cookie.split(/; */) }),
    headers,
    ...(rawQueryString && { queryStringParameters: joinedQuery(rawQueryString) }),
    ...(Object.keys(parts.pathParameters).length > 0 && { pathParameters: parts.pathParameters }),
    requestContext: {
      accountId: "000000000000",
      apiId: "local",
      ...(parts.claims && { authorizer: authorizer(parts.claims) }),
      domainName: headers.host ?? "",
      domainPrefix: "local",
      http: {
        method,
        path: rawPath,
        protocol: `HTTP/${request.httpVersion}`,
        sourceIp,
        userAgent: headers["user-agent"] ?? "",
      },
      requestId: randomUUID(),
      routeKey: parts.routeKey,
      stage: "$default",
      time: logTime(parts.receivedAt),
      timeEpoch: parts.receivedAt,
    },
    ...(parts.body.length > 0 && { body: parts.body.toString(asText ? "utf8" : "base64") }),
    isBase64Encoded: parts.body.length > 0 && !asText,
    // The type wants an authoriser always; routes for anyone have none in AWS either.
  } as ApiEvent;
}

function authorizer(claims: Record<string, string>): ApiEvent["requestContext"]["authorizer"] {
  return { principalId: "", integrationLatency: 0, jwt: { claims, scopes: null as unknown as string[] } };
}

/** Lower-cased, duplicates joined by a comma (by `; ` for cookies, which are one list however they came). */
function joinedHeaders({ rawHeaders }: IncomingMessage): Record<string, string> {
  const joined: Record<string, string> = {};
  for (let n = 0; n < rawHeaders.length; n += 2) {
    const name = (rawHeaders[n] ?? "").toLowerCase();
    const value = rawHeaders[n + 1] ?? "";
    const before = joined[name];
    joined[name] = before === undefined ? value : `${before}${name === "cookie" ? "; " : ","}${value}`;
  }
  return joined;
}

function joinedQuery(raw: string): Record<string, string> {
  const joined: Record<string, string> = {};
  for (const [name, value] of new URLSearchParams(raw))
    joined[name] = name in joined ? `${joined[name]},${value}` : value;
  return joined;
}

/** `12/Mar/2020:19:03:58 +0000` */
function logTime(at: number): string {
  const [, day, month, year, time] = new Date(at).toUTCString().split(" ");
  return `${day}/${month}/${year}:${time} +0000`;
}

/** A Lambda may answer 6 MB. */
const answerCap = 6 * 1024 * 1024;

export function sendResult(response: ServerResponse, result: ApiResult): void {
  const full = isFull(result)
    ? result
    : { statusCode: 200, body: typeof result === "string" ? result : JSON.stringify(result) };
  const body = Buffer.from(full.body ?? "", full.isBase64Encoded ? "base64" : "utf8");
  if (body.length > answerCap) throw new Error(`svaret är ${body.length} byte; en Lambda får svara 6 MB`);
  response.statusCode = full.statusCode;
  response.setHeader("content-type", isFull(result) ? "text/plain;charset=UTF-8" : "application/json");
  for (const [name, value] of Object.entries(full.headers ?? {})) response.setHeader(name, String(value));
  if (full.cookies?.length) response.setHeader("set-cookie", full.cookies);
  response.setHeader("content-length", body.length);
  response.end(body);
}

type Full = {
  statusCode: number;
  headers?: Record<string, string | number | boolean>;
  cookies?: string[];
  body?: string;
  isBase64Encoded?: boolean;
};

function isFull(result: ApiResult): result is Full {
  return typeof result === "object" && result !== null && typeof (result as Full).statusCode === "number";
}
