/** The portal in AWS: its stages, each of the same stacks (stacks/portal.ts), checked by cdk-nag as they are made. */
import { App, Validations } from "aws-cdk-lib";
import { AwsSolutionsChecks } from "cdk-nag";
import { Portal } from "./stacks/portal.ts";
import { type StageName, stages } from "./stages.ts";

const app = new App();
Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
for (const [name, settings] of Object.entries(stages)) new Portal(app, name as StageName, settings, "dist/cdk-web");
