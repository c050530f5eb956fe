/** The portal in AWS: its stages, each of the same stacks (stacks/portal.ts), checked by cdk-nag as they are made. */
import { App, Validations } from "aws-cdk-lib";
import { AwsSolutionsChecks } from "cdk-nag";
import { Portal } from "./stacks/portal.ts";
import { type StageName, stages } from "./stages.ts";

const app = new App();
Validations.of(app).addPlugins(new AwsSolutionsChecks(app));

// `--context stage=dev`. To look at all of them is well; to deploy all of them at once is somebody's mistake.
const only: unknown = app.node.tryGetContext("stage");
if (only === undefined && app.node.tryGetContext("deploys")) throw new Error("which stage? --context stage=dev");
const made = (Object.keys(stages) as StageName[]).filter((name) => only === undefined || name === only);
if (made.length === 0) throw new Error(`no stage ${String(only)} in infra/stages.ts`);
for (const name of made) new Portal(app, name, stages[name], "dist/cdk-web");
