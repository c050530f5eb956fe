/** One stage: the whole portal, in an account of its own. */
import { Aws, Stage } from "aws-cdk-lib";
import type { Construct } from "constructs";
import type { Settings, StageName } from "../stages.ts";
import { Data } from "./data.ts";
import { Ops } from "./ops.ts";
import { Service } from "./service.ts";
import { Web } from "./web.ts";

/** Where everything that people write is kept. */
const home = "eu-north-1";

/** Made up here rather than by AWS: the web, in another region, must know one of them. The account makes them one of a kind. */
export const bucketsOf = (stage: StageName) => ({
  documents: `rss-portalen-${stage}-documents-${Aws.ACCOUNT_ID}`,
  attachments: `rss-portalen-${stage}-attachments-${Aws.ACCOUNT_ID}`,
});

export class Portal extends Stage {
  /** `pages`: the folder with the built web. */
  constructor(scope: Construct, name: StageName, settings: Settings, pages: string) {
    super(scope, name, { stageName: `rss-portalen-${name}`, env: { region: home } });
    const buckets = bucketsOf(name);
    const { table, seal } = new Data(this, "data", { settings, buckets });
    const { watched } = new Service(this, "service", { settings, buckets, table, seal });
    new Ops(this, "ops", { settings, ...watched });
    new Web(this, "web", {
      settings,
      pages,
      files: [buckets.attachments, buckets.documents].map((bucket) => `https://${bucket}.s3.${home}.amazonaws.com`),
      // Certificates and firewalls of CloudFront live there and nowhere else.
      env: { region: "us-east-1" },
    });
  }
}
