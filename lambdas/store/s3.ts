import { S3Client } from "@aws-sdk/client-s3";

/** One client for all buckets. Checksums only where asked for: a presigned link must not carry one of an empty body. */
export const s3 = new S3Client({
  requestChecksumCalculation: "WHEN_REQUIRED",
  responseChecksumValidation: "WHEN_REQUIRED",
});
