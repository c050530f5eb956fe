/** The functions of a stage as they are uploaded: each one's bundle, what it is set to, and which of them a route leads to. */
import { join } from "node:path";
import { every, type Json, named, type synthesised, type Templates } from "#tests/infra/synthesised";

export type Bundled = {
  /** `api`, `sealer` … */
  name: string;
  /** Where its bundle lies. */
  folder: string;
  /** Module and export, `main.handler`. */
  handler: string;
  /** `nodejs24.x` */
  runtime: string;
  /** MB. */
  memory: number;
  seconds: number;
  /** By name; what stands for something else that is deployed has that thing's place: `data/table`, `data/seal.Arn`. */
  environment: Record<string, string>;
};

/** Only of an app that was synthesised with bundling. */
export const bundledIn = ({ app, templates }: Pick<ReturnType<typeof synthesised>, "app" | "templates">): Bundled[] =>
  every(templates, "AWS::Lambda::Function")
    .filter(({ stack }) => stack === "service")
    .map(({ path, properties: { Code, Environment = { Variables: {} }, Handler, Runtime, MemorySize, Timeout } }) => ({
      name: path.split("/")[1] as string,
      folder: join(app.assetOutdir, `asset.${String(Code.S3Key).replace(".zip", "")}`),
      ...{ handler: Handler, runtime: Runtime, memory: MemorySize, seconds: Timeout },
      environment: Object.fromEntries(
        Object.entries(Environment.Variables).map(([name, value]) => [name, named(templates, "service", value)]),
      ),
    }));

/** By route key (`GET /api/me`) the name of the function that the gateway calls. */
export function calledBy(templates: Templates): Map<string, string> {
  const { Resources } = templates.service;
  const functionOf = (target: Json): string => {
    const [, integration = ""] = /^integrations\/(.+)$/.exec(named(templates, "service", target)) ?? [];
    const [found] = every(templates, "AWS::ApiGatewayV2::Integration").filter(({ path }) => path === integration);
    return named(templates, "service", found?.properties.IntegrationUri).split("/")[1] ?? "";
  };
  return new Map(
    Object.values(Resources)
      .filter(({ Type }) => Type === "AWS::ApiGatewayV2::Route")
      .map(({ Properties }) => [Properties.RouteKey, functionOf(Properties.Target)]),
  );
}
