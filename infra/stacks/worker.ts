/** One function of lambdas/, from its own entry, with nothing but what it is given here. */
import { cpSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { AssetHashType, DockerImage, Duration, RemovalPolicy } from "aws-cdk-lib";
import { PolicyDocument, PolicyStatement, Role, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { Architecture, type CfnFunction, Code, Function as Lambda, Runtime } from "aws-cdk-lib/aws-lambda";
import { LogGroup } from "aws-cdk-lib/aws-logs";
import { Construct } from "constructs";
import { buildSync } from "esbuild";
import { acceptAll } from "./accept.ts";

const top = fileURLToPath(new URL("../..", import.meta.url));

type Props = {
  /** Below lambdas/. */
  entry: string;
  /** Exactly what the entry parses. */
  environment: Record<string, string>;
  may: PolicyStatement[];
  memory: number;
  seconds: number;
  /** How many of it may run at the same time; so many are kept for it, too. */
  atOnce: number;
  logDays: number;
  /** It makes PDF: takes the files along that lambdas/document/package-file.ts looks for, since no bundler does. */
  fonts?: true;
};

export class Worker extends Construct {
  readonly handler: Lambda;
  readonly log: LogGroup;

  constructor(scope: Construct, id: string, props: Props) {
    super(scope, id);
    const logGroup = new LogGroup(this, "log", { retention: props.logDays, removalPolicy: RemovalPolicy.DESTROY });
    const log = new PolicyStatement({
      actions: ["logs:CreateLogStream", "logs:PutLogEvents"],
      resources: [logGroup.logGroupArn],
    });
    // How long it took and what failed, sampled; X-Ray has no resources to name.
    const trace = new PolicyStatement({
      actions: ["xray:PutTraceSegments", "xray:PutTelemetryRecords"],
      resources: ["*"],
    });
    this.handler = new Lambda(this, "function", {
      code: bundled(props.entry, props.fonts ?? false),
      handler: "main.handler",
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      memorySize: props.memory,
      timeout: Duration.seconds(props.seconds),
      environment: props.environment,
      reservedConcurrentExecutions: props.atOnce,
      logGroup,
      // A role of its own: the one CDK makes may make log groups everywhere.
      role: new Role(this, "role", {
        assumedBy: new ServicePrincipal("lambda.amazonaws.com"),
        inlinePolicies: { own: new PolicyDocument({ statements: [...props.may, log, trace] }) },
      }),
    });
    // The L2's own switch would put that right into a policy beside the role's own.
    (this.handler.node.defaultChild as CfnFunction).tracingConfig = { mode: "Active" };
    acceptAll(this, "*", "X-Ray takes traces without naming a resource.");
    this.log = logGroup;
  }
}

/**
 * By esbuild itself and not by NodejsFunction, which makes one file of everything: here what is imported late stays a file of its own,
 * and the API starts in two thirds of the time (72–88 ms against 115–123 on a laptop).
 */
const bundled = (entry: string, fonts: boolean): Code =>
  Code.fromAsset(`${top}lambdas`, {
    assetHashType: AssetHashType.OUTPUT,
    bundling: {
      // Never asked; what it is told keeps one function's bundle from being taken for another's.
      image: DockerImage.fromRegistry("none"),
      command: [entry, String(fonts)],
      local: {
        tryBundle(folder) {
          bundle(entry, folder);
          for (const file of fonts ? documentFiles : [])
            cpSync(`${top}node_modules/${file}`, `${folder}/node_modules/${file}`);
          return true;
        },
      },
    },
  });

function bundle(entry: string, folder: string): void {
  buildSync({
    absWorkingDir: top,
    entryPoints: { main: `lambdas/${entry}` },
    outdir: folder,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    splitting: true,
    platform: "node",
    format: "esm",
    target: "node24",
    mainFields: ["module", "main"],
    // Not minified: it starts no sooner, and what a failure leaves in the log is file and line.
    minify: false,
    // Some packages inside are CommonJS and ask for Node's own by `require`.
    banner: {
      js: 'import { createRequire as forBundle } from "node:module"; const require = forBundle(import.meta.url);',
    },
    logLevel: "warning",
  });
}

/** Typefaces, those for what Source Sans lacks, and zlib. */
const documentFiles = [
  ...["Regular", "Semibold", "It"].map((face) => `source-sans/TTF/SourceSans3-${face}.ttf`),
  ...["400Regular", "600SemiBold", "400Regular_Italic"].map(
    (face) => `@expo-google-fonts/noto-sans/${face}/NotoSans_${face}.ttf`,
  ),
  "@zip.js/zip.js/dist/zip-module.wasm",
];
