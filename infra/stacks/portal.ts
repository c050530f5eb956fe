/** One stage: the whole portal, in an account of its own. */
import { Aws, Stage } from "aws-cdk-lib";
import type { Construct } from "constructs";
import type { Settings, StageName } from "../stages.ts";
import { Data } from "./data.ts";
import { Edge } from "./edge.ts";
import { originsOf } from "./login.ts";
import { Ops } from "./ops.ts";
import { Service } from "./service.ts";
import { Web } from "./web.ts";

/** Where everything that people write is kept. */
const home = "eu-north-1";

/** Made up here rather than by AWS: what stands at the edge, in another region, must know them. The account makes them one of a kind. */
export const bucketsOf = (stage: StageName) => ({
  documents: `rss-portalen-${stage}-documents-${Aws.ACCOUNT_ID}`,
  attachments: `rss-portalen-${stage}-attachments-${Aws.ACCOUNT_ID}`,
  pages: `rss-portalen-${stage}-pages-${Aws.ACCOUNT_ID}`,
});

export class Portal extends Stage {
  /** `pages`: the folder with the built web. */
  constructor(scope: Construct, name: StageName, settings: Settings, pages: string) {
    super(scope, name, { stageName: `rss-portalen-${name}`, env: { region: home } });
    const buckets = bucketsOf(name);
    const { table, seal, post } = new Data(this, "data", { settings, buckets });
    const { login, watched } = new Service(this, "service", { settings, buckets, table, seal, sender: post });
    new Web(this, "web", { pages, bucketName: buckets.pages, login });
    new Ops(this, "ops", { stage: name, settings, ...watched });
    new Edge(this, "edge", {
      settings,
      pages: { bucketName: buckets.pages, region: home },
      connect: [
        ...originsOf(settings, home),
        ...[buckets.attachments, buckets.documents].map((bucket) => `https://${bucket}.s3.${home}.amazonaws.com`),
      ],
      // Certificates and firewalls of CloudFront live there and nowhere else, and so do budgets.
      env: { region: "us-east-1" },
    });
  }
}
