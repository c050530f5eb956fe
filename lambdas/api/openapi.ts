/** The API told in OpenAPI 3.1, made from the routes and the contract, so that it cannot say anything else than they do. */
import * as z from "zod";
import { contract } from "#domain/contract";
import { status } from "#domain/errors";
import { type Route, type RouteName, routes } from "#domain/routes";
import { refusal } from "#domain/shapes";

type Json = Record<string, unknown>;

const schemaOf = (schema: z.ZodType, io: "input" | "output"): Json => {
  const { $schema, ...json } = z.toJSONSchema(schema, { io, target: "draft-2020-12" }) as Json;
  return json;
};

const content = (schema: Json) => ({ "application/json": { schema } });

function operationOf(name: RouteName): Json {
  const route: Route = routes[name];
  const answer = contract[name].answer();
  const body: z.ZodType | undefined =
    "body" in contract[name] ? (contract[name] as { body: z.ZodType }).body : undefined;
  const inPath = [...route.path.matchAll(/\{(\w+)\}/g)].map(([, parameter]) => ({
    name: parameter,
    in: "path",
    required: true,
    schema: { type: "string" },
  }));
  const header = (parameter: string, description: string) => ({
    name: parameter,
    in: "header",
    required: true,
    description,
    schema: { type: "string" },
  });
  return {
    operationId: name,
    ...(route.who === "anyone" ? { security: [] } : {}),
    parameters: [
      ...inPath,
      ...("ifMatch" in contract[name] ? [header("If-Match", "the revision that was seen, in quotes")] : []),
      ...(route.key ? [header("Idempotency-Key", "8–64 characters, the same for every retry of one act")] : []),
    ],
    ...(body ? { requestBody: { required: true, content: content(schemaOf(body, "input")) } } : {}),
    responses: {
      "200": { description: "done", content: content(schemaOf(answer, "output")) },
      default: { description: "refused", content: content({ $ref: "#/components/schemas/Refusal" }) },
    },
  };
}

let made: Json | undefined;

export function openApi(): Json & { openapi: string } {
  made ??= {
    openapi: "3.1.0",
    info: {
      title: "RSS-portalen",
      version: "1",
      description: "Implementation plans and reports of Sweden's regional support structures.",
      license: { name: "EUPL-1.2", identifier: "EUPL-1.2" },
    },
    servers: [{ url: "/" }],
    security: [{ issuer: [] }],
    paths: pathsOf(),
    components: {
      securitySchemes: { issuer: { type: "http", scheme: "bearer", bearerFormat: "JWT" } },
      schemas: {
        Refusal: {
          ...schemaOf(refusal(), "output"),
          description: `A stable code (${Object.entries(status)
            .map(([code, http]) => `${code} ${http}`)
            .join(", ")}) and its figures.`,
        },
      },
    },
  };
  return made as Json & { openapi: string };
}

function pathsOf(): Json {
  const paths: Record<string, Json> = {};
  for (const name of Object.keys(routes) as RouteName[]) {
    const { path, method } = routes[name];
    paths[path] = { ...paths[path], [method.toLowerCase()]: operationOf(name) };
  }
  return paths;
}
