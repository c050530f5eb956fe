/** Refusals of the S3 stand-in: S3's own codes, so that the SDK throws what it would throw in AWS. */
import { escapeMarkup } from "./markup.ts";

export class S3Error extends Error {
  readonly status: number;
  readonly code: string;
  readonly headers: Record<string, string>;
  constructor(status: number, code: string, message: string, headers: Record<string, string> = {}) {
    super(message);
    this.status = status;
    this.code = code;
    this.headers = headers;
  }
}

export function errorXml(error: S3Error, requestId: string): string {
  return (
    `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${error.code}</Code>` +
    `<Message>${escapeMarkup(error.message)}</Message><RequestId>${requestId}</RequestId></Error>`
  );
}
