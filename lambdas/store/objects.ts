/** Files in buckets: attachments come straight from the browser, documents are put once and never again. */
import {
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  type S3Client,
  S3ServiceException,
} from "@aws-sdk/client-s3";
import { formHolds, mediaTypeOf } from "#domain/attachments";

export type Peeked = { size: number; sha256: string | null; object: string; start: Uint8Array };
export type Post = { url: string; fields: Record<string, string> };

const hexOf = (base64: string) => Buffer.from(base64, "base64").toString("hex");
const base64Of = (hex: string) => Buffer.from(hex, "hex").toString("base64");

/** RFC 8187: what a header may carry of any name; encodeURIComponent leaves five signs that may not stand there bare. */
const extended = (name: string) =>
  encodeURIComponent(name).replace(/['()*!]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);

/** In an object's metadata: the version that it was in the bucket whose archive it comes from (lambdas/backup). */
const restoredFrom = "restored-from";

/** S3 does not have this version, or does not say whether it has: without the right to list it says "forbidden" of what is not there. */
const isUnknown = (error: unknown): boolean =>
  error instanceof S3ServiceException && [400, 403, 404].includes(error.$metadata.httpStatusCode ?? 0);

/** Enough of a file's start to tell its type. */
const startLength = 4096;

export function objectStore(s3: S3Client, bucket: string) {
  /** A form the browser may post exactly these bytes with, to exactly this key and as this type, for a quarter of an hour. */
  async function uploadForm(key: string, size: number, sha256: string, type: string): Promise<Post> {
    // Loaded when needed: presigning weighs more than all else the function does.
    const { createPresignedPost } = await import("@aws-sdk/s3-presigned-post");
    const { url, fields } = await createPresignedPost(s3, {
      Bucket: bucket,
      Key: key,
      Expires: formHolds / 1000,
      Fields: { "Content-Type": type, "x-amz-checksum-algorithm": "SHA256", "x-amz-checksum-sha256": base64Of(sha256) },
      Conditions: [
        ["content-length-range", size, size],
        ["eq", "$x-amz-checksum-sha256", base64Of(sha256)],
      ],
    });
    return { url, fields };
  }

  /** Size, checksum and first bytes of what has arrived; null when nothing has. */
  async function peek(key: string): Promise<Peeked | null> {
    try {
      const head = await s3.send(new HeadObjectCommand({ Bucket: bucket, Key: key, ChecksumMode: "ENABLED" }));
      const object = head.VersionId ?? "";
      const first = await s3.send(
        new GetObjectCommand({
          Bucket: bucket,
          Key: key,
          Range: `bytes=0-${startLength - 1}`,
          ...(object ? { VersionId: object } : {}),
        }),
      );
      return {
        size: head.ContentLength ?? 0,
        sha256: head.ChecksumSHA256 ? hexOf(head.ChecksumSHA256) : null,
        object,
        start: (await first.Body?.transformToByteArray()) ?? new Uint8Array(),
      };
    } catch (error) {
      if (error instanceof S3ServiceException && error.$metadata.httpStatusCode === 404) return null;
      throw error;
    }
  }

  /**
   * The version that holds what was this one in the bucket it was restored from. Version ids are a bucket's own and cannot be carried along,
   * but stand in what is frozen, hashed and signed. Throws what S3 said of the version when nothing else holds it.
   */
  async function restored(key: string, object: string, unknown: unknown): Promise<string> {
    if (!isUnknown(unknown)) throw unknown;
    const head = await s3.send(new HeadObjectCommand({ Bucket: bucket, Key: key })).catch(() => null);
    if (!head?.VersionId || head.Metadata?.[restoredFrom] !== object) throw unknown;
    return head.VersionId;
  }

  async function read(key: string, object: string): Promise<Uint8Array> {
    const get = (version: string) =>
      s3.send(new GetObjectCommand({ Bucket: bucket, Key: key, ...(version ? { VersionId: version } : {}) }));
    const { Body } = await get(object).catch(async (error) => get(await restored(key, object, error)));
    if (!Body) throw new Error(`empty object ${key}`);
    return Body.transformToByteArray();
  }

  /** Puts an object that does not exist yet; when it does, the first one stays. Tells which. `from`: the version it is restored from. */
  async function putOnce(
    key: string,
    bytes: Uint8Array,
    type: string,
    sha256: string,
    from?: string,
  ): Promise<{ object: string; existed: boolean }> {
    try {
      const put = await s3.send(
        new PutObjectCommand({
          Bucket: bucket,
          Key: key,
          Body: bytes,
          ContentType: type,
          ChecksumSHA256: base64Of(sha256),
          IfNoneMatch: "*",
          ...(from === undefined ? {} : { Metadata: { [restoredFrom]: from } }),
        }),
      );
      return { object: put.VersionId ?? "", existed: false };
    } catch (error) {
      if (!(error instanceof S3ServiceException) || error.$metadata.httpStatusCode !== 412) throw error;
      const head = await s3.send(new HeadObjectCommand({ Bucket: bucket, Key: key }));
      return { object: head.VersionId ?? "", existed: true };
    }
  }

  const thereIs = (key: string, object: string): Promise<string> =>
    s3.send(new HeadObjectCommand({ Bucket: bucket, Key: key, VersionId: object })).then(
      () => object,
      (error) => restored(key, object, error),
    );

  /** Whether nothing is filed below a folder. */
  async function isEmpty(folder: string): Promise<boolean> {
    const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket: bucket, Prefix: folder }));
    return Contents.length === 0;
  }

  /**
   * An address that gives the file for a minute, or for so many seconds: only ever as a download under its own name and of the type its ending stands for,
   * so that no browser shows or runs anything of it.
   */
  async function link(key: string, object: string, name: string, seconds = 60): Promise<string> {
    const { getSignedUrl } = await import("@aws-sdk/s3-request-presigner");
    // Nobody can be sent after a version that is not there.
    const version = object && (await thereIs(key, object));
    const command = new GetObjectCommand({
      Bucket: bucket,
      Key: key,
      ...(version ? { VersionId: version } : {}),
      ResponseContentType: mediaTypeOf(name) ?? "application/octet-stream",
      ResponseContentDisposition: `attachment; filename*=UTF-8''${extended(name)}`,
    });
    return getSignedUrl(s3, command, { expiresIn: seconds });
  }

  return { uploadForm, peek, read, putOnce, link, isEmpty };
}

export type ObjectStore = ReturnType<typeof objectStore>;
