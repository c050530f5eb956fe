/**
 * What must never be lost: the table, the buckets and the keys; and the domain mail goes out from, which must be known before the pool of
 * people can be made. Nothing that people wrote is deleted with the stack.
 */
import { Duration, RemovalPolicy, Stack, type StackProps } from "aws-cdk-lib";
import {
  AttributeType,
  Billing,
  ProjectionType,
  StreamViewType,
  TableEncryptionV2,
  TableV2,
} from "aws-cdk-lib/aws-dynamodb";
import type { Key } from "aws-cdk-lib/aws-kms";
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
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
import { keptKey } from "./kept-key.ts";
import { sealKey } from "./seal-key.ts";
import { Sender } from "./sender.ts";

type Props = StackProps & { settings: Settings; buckets: Buckets };

/**
 * Also for the web's bucket: nobody but the account reads it, and nobody without TLS. It stays when its stack goes; but a first deployment
 * that fails takes it back, or the next one would find its name taken.
 */
export const closed = {
  removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
  blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
  objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
  enforceSSL: true,
  minimumTLSVersion: 1.2,
} satisfies BucketProps;

const text = (name: string) => ({ name, type: AttributeType.STRING });

export class Data extends Stack {
  readonly table: TableV2;
  readonly seal: Key;
  readonly post: Sender;

  constructor(scope: Construct, id: string, { settings, buckets, ...props }: Props) {
    super(scope, id, {
      description: "RSS-portalen: table, buckets, keys, mail's domain",
      terminationProtection: true,
      ...props,
    });
    const { reads, writes } = settings.caps;
    const encryptionKey = keptKey(this);

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
        // An index has caps of its own, or none.
        ...{ maxReadRequestUnits: reads, maxWriteRequestUnits: writes },
      })),
      billing: Billing.onDemand({ maxReadRequestUnits: reads, maxWriteRequestUnits: writes }),
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true, recoveryPeriodInDays: 35 },
      deletionProtection: true,
      encryption: TableEncryptionV2.customerManagedKey(encryptionKey),
      dynamoStream: StreamViewType.NEW_AND_OLD_IMAGES,
      removalPolicy: RemovalPolicy.RETAIN,
    });

    // Also when the portal works on a table that was brought back, and no stack asks for them: this one is deployed first, and must not take
    // away what the others still use.
    for (const value of [this.table.tableName, this.table.tableArn, this.table.tableStreamArn]) this.exportValue(value);

    this.seal = sealKey(this);
    this.post = new Sender(this, "mail", settings.mail);

    // Who took what from the buckets; S3 writes it there by itself, and not with a key of ours.
    const logs = new Bucket(this, "logs", {
      ...closed,
      lifecycleRules: [{ expiration: Duration.days(settings.logDays) }],
    });
    const kept = {
      ...{ ...closed, versioned: true, serverAccessLogsBucket: logs },
      // One question to KMS for many objects.
      ...{ encryption: BucketEncryption.KMS, encryptionKey, bucketKeyEnabled: true },
    };

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
