/** Which routes there are, asked in each place that has them: the template, the OpenAPI document, the gateway of the local run. */
import { createServer } from "node:http";
import { routes } from "#domain/routes";
import { every, type Templates } from "#tests/infra/synthesised";
import { startClock } from "../../infra/local/clock.ts";
import { gateway } from "../../infra/local/gateway.ts";
import { close, listen } from "../../infra/local/listen.ts";
import { openApi } from "../../lambdas/api/openapi.ts";

const methods = ["GET", "PUT", "POST", "DELETE", "PATCH"];

export const wanted = (): string[] =>
  Object.values(routes)
    .map(({ method, path }) => `${method} ${path}`)
    .sort();

export const inTemplate = (templates: Templates): string[] =>
  every(templates, "AWS::ApiGatewayV2::Route")
    .map(({ properties }) => String(properties.RouteKey))
    .sort();

export const inOpenApi = (): string[] =>
  Object.entries(openApi().paths as Record<string, Record<string, unknown>>)
    .flatMap(([path, operations]) => Object.keys(operations).map((method) => `${method.toUpperCase()} ${path}`))
    .sort();

/** What reaches the function when every path is asked for in every way, and some that nobody has heard of. */
export async function inLocalGateway(): Promise<string[]> {
  const reached = new Set<string>();
  const portal = createServer();
  const url = await listen(portal);
  const now = Math.floor(Date.now() / 1000);
  portal.on(
    "request",
    gateway({
      ...{ url, clock: startClock(), config: {}, connect: [], local: async () => {} },
      verify: async () => ({ iss: "https://login.example.se", sub: "anna", iat: now, exp: now + 900, auth_time: now }),
      api: async ({ requestContext }) => {
        reached.add(requestContext.routeKey);
        return { statusCode: 200 };
      },
    }),
  );
  const paths = new Set<string>(Object.values(routes).map(({ path }) => path.replace(/\{\w+\}/g, "x")));
  const unheard = ["/api", "/api/", "/api/x", "/api/submissions", "/api/submissions/x/x/x/x"];
  for (const path of [...paths, ...unheard])
    await Promise.all(methods.map((method) => fetch(url + path, { method }).then((answer) => answer.text())));
  await close(portal);
  return [...reached].sort();
}
