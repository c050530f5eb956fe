/** How DynamoDB says no, on the wire and as the SDK's exceptions; for tests/memory-table.ts. */
import * as dynamodb from "@aws-sdk/client-dynamodb";

/** A refusal as DynamoDB words it. */
export class Failed extends Error {
  readonly code: string;
  readonly detail: Record<string, unknown>;

  constructor(code: string, detail: Record<string, unknown> = {}) {
    super(code);
    this.code = code;
    this.detail = detail;
  }
}

/** The exception the SDK makes of a refusal. */
export function asException({ code, detail, message }: Failed): Error {
  const made = { $metadata: { httpStatusCode: 400 }, message, ...detail } as never;
  if (code === "ConditionalCheckFailedException") return new dynamodb.ConditionalCheckFailedException(made);
  if (code === "TransactionCanceledException") return new dynamodb.TransactionCanceledException(made);
  if (code === "IdempotentParameterMismatchException") return new dynamodb.IdempotentParameterMismatchException(made);
  const refused: object = { name: code, $fault: "client", $metadata: { httpStatusCode: 400 }, message, ...detail };
  return new dynamodb.DynamoDBServiceException(refused as never);
}
