/** The buckets, over one S3 client; the API loads this only when a request concerns a file. */
import { S3Client } from "@aws-sdk/client-s3";
import { objectStore } from "./objects.ts";

// Checksums only where asked for: a presigned link must not carry one of an empty body.
const s3 = new S3Client({ requestChecksumCalculation: "WHEN_REQUIRED", responseChecksumValidation: "WHEN_REQUIRED" });

export const openBucket = (name: string) => objectStore(s3, name);
