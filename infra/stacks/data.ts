/** What must never be lost: the table, the buckets and the seal's key. Nothing here is deleted with its stack. */
import { Duration, RemovalPolicy, Stack, type StackProps } from "aws-cdk-lib";
import { AttributeType, Billing, ProjectionType, StreamViewType, TableV2 } from "aws-cdk-lib/aws-dynamodb";
import type { Key } from "aws-cdk-lib/aws-kms";
import {
  BlockPublicAccess,
  Bucket,
  type BucketProps,
  type CfnBucket,
  HttpMethods,
  ObjectLockRetention,
  ObjectOwnership,
} from "aws-cdk-lib/aws-s3";
import type { Construct } from "constructs";
import { table } from "../../lambdas/store/table.ts";
import type { Settings } from "../stages.ts";
import type { Buckets } from "./access.ts";
import { sealKey } from "./seal-key.ts";

type Props = StackProps & { settings: Settings; buckets: Buckets };

/** Also for the web's bucket: nobody but the account reads it, and nobody without TLS. */
export const closed = {
  blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
  objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
  enforceSSL: true,
  minimumTLSVersion: 1.2,
} satisfies BucketProps;

const text = (name: string) => ({ name, type: AttributeType.STRING });

export class Data extends Stack {
  readonly table: TableV2;
  readonly seal: Key;

  constructor(scope: Construct, id: string, { settings, buckets, ...props }: Props) {
    super(scope, id, {
      description: "RSS-portalen: table, buckets and the seal's key",
      terminationProtection: true,
      ...props,
    });
    const { reads, writes } = settings.caps;

    this.table = new TableV2(this, "table", {
      partitionKey: text(table.partitionKey),
      sortKey: text(table.sortKey),
      timeToLiveAttribute: table.ttl,
      globalSecondaryIndexes: Object.entries(table.indexes).map(([indexName, { partitionKey, sortKey, project }]) => ({
        indexName,
        partitionKey: text(partitionKey),
        sortKey: text(sortKey),
        projectionType: ProjectionType.INCLUDE,
        nonKeyAttributes: [...project],
      })),
      billing: Billing.onDemand({ maxReadRequestUnits: reads, maxWriteRequestUnits: writes }),
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true, recoveryPeriodInDays: 35 },
      deletionProtection: true,
      dynamoStream: StreamViewType.NEW_AND_OLD_IMAGES,
      removalPolicy: RemovalPolicy.RETAIN,
    });

    this.seal = sealKey(this);

    // Who took what from the buckets; S3 writes it there by itself.
    const logs = new Bucket(this, "logs", {
      ...closed,
      lifecycleRules: [{ expiration: Duration.days(settings.logDays) }],
      removalPolicy: RemovalPolicy.RETAIN,
    });
    const kept = { ...closed, versioned: true, serverAccessLogsBucket: logs, removalPolicy: RemovalPolicy.RETAIN };

    new Bucket(this, "documents", {
      ...kept,
      bucketName: buckets.documents,
      serverAccessLogsPrefix: "documents/",
      // The browser puts a record package together of what it fetches by the API's links.
      cors: [{ allowedMethods: [HttpMethods.GET], allowedOrigins: [`https://${settings.domain}`], maxAge: 600 }],
      objectLockEnabled: true,
      objectLockDefaultRetention: ObjectLockRetention.governance(Duration.days(settings.documentsLockedDays)),
    });

    const attachments = new Bucket(this, "attachments", {
      ...kept,
      bucketName: buckets.attachments,
      serverAccessLogsPrefix: "attachments/",
      // The browser posts the bytes itself, by a form the API has signed, and fetches them for a record package. Watching the progress
      // makes it ask first.
      cors: [
        {
          allowedMethods: [HttpMethods.POST, HttpMethods.GET],
          allowedOrigins: [`https://${settings.domain}`],
          allowedHeaders: ["content-type"],
          maxAge: 600,
        },
      ],
      lifecycleRules: [{ abortIncompleteMultipartUploadAfter: Duration.days(1) }],
    });
    // What the malware scan listens to. The L2's own switch would set it by a function with rights to every bucket.
    (attachments.node.defaultChild as CfnBucket).notificationConfiguration = {
      eventBridgeConfiguration: { eventBridgeEnabled: true },
    };
  }
}
