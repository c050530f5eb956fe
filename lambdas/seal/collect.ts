/** What is needed to verify a file's signatures later on, fetched while whoever issued their certificates still has it. */
import type { CRLDistributionPoints, GeneralName } from "pkijs";
import { nameKey, type Read, readCrl, sha256 } from "./certificates.ts";
import { readSigned } from "./cms.ts";
import { signaturesIn, wholeRange } from "./fields.ts";
import { withoutPadding } from "./judge.ts";
import { openPdf, revisionsOf } from "./revisions.ts";
import { SealError } from "./seal-error.ts";
import type { ValidationData } from "./validation-data.ts";

type Http = (url: string) => Promise<{ status: number; arrayBuffer(): Promise<ArrayBuffer> }>;

/** The HTTP addresses at which a certificate says its issuer's list is (RFC 5280, 4.2.1.13). */
function listsOf({ parsed }: Read): string[] {
  const stated = parsed.extensions?.find(({ extnID }) => extnID === "2.5.29.31")?.parsedValue;
  const points = (stated as CRLDistributionPoints | undefined)?.distributionPoints ?? [];
  // Either a full name, or one that goes on from the issuer's, which nothing over HTTP does.
  const names = points.flatMap(({ distributionPoint }) => (Array.isArray(distributionPoint) ? distributionPoint : []));
  return (names as GeneralName[])
    .map(({ value }) => (typeof value === "string" ? value : ""))
    .filter((url) => /^https?:\/\//.test(url));
}

const isSelfIssued = ({ parsed }: Read) => nameKey(parsed.subject) === nameKey(parsed.issuer);

/**
 * The certificates of all signatures and timestamps in the file, and the lists that tell of those that are valid at `at` (ISO instant):
 * of expired ones nothing new is told. Throws SealError: `unreadable`, `fetch` (a list is not to be had now).
 */
export async function validationDataFor(
  bytes: Uint8Array,
  { fetch, at }: { fetch: Http; at: string },
): Promise<ValidationData> {
  const pdf = openPdf(bytes);
  const revisions = revisionsOf(pdf);
  const certificates = new Map<string, Read>();
  for (const signature of signaturesIn(pdf)) {
    const contents = revisions.map((each) => wholeRange(each.bytes, signature)?.contents).find(Boolean);
    if (!contents) throw new SealError("unreadable", `${signature.field}: not over the whole file`);
    const signed = readSigned(withoutPadding(contents));
    const inside = signed.token ? readSigned(signed.token).certificates : [];
    for (const each of [...signed.certificates, ...inside]) certificates.set(sha256(each.der).toString("hex"), each);
  }
  const isCurrent = ({ parsed }: Read) => parsed.notAfter.value.getTime() >= Date.parse(at);
  const told = [...certificates.values()].filter((each) => !isSelfIssued(each) && isCurrent(each));
  const urls = new Set(told.flatMap(listsOf));
  const crls = await Promise.all([...urls].map((url) => listAt(url, fetch)));
  return { certificates: [...certificates.values()].map(({ der }) => der), crls, ocsps: [] };
}

async function listAt(url: string, fetch: Http): Promise<Uint8Array> {
  try {
    const answer = await fetch(url);
    if (answer.status !== 200) throw new Error(`HTTP ${answer.status}`);
    const list = new Uint8Array(await answer.arrayBuffer());
    readCrl(list);
    return list;
  } catch (error) {
    throw new SealError("fetch", `${url}: ${(error as Error).message}`, { cause: error });
  }
}
