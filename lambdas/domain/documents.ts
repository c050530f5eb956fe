/**
 * The documents of a signed version and of the decision on it, and how what is printed on one leads back to it. Each level is made of the
 * one before and stored once as a file of its own (ETSI EN 319 142-1, clause 5): signatures and timestamps differ each time, so that none can be made again.
 */
import { epoch, type Instant, instant } from "./deadlines.ts";

/** `unsigned` as it was made; the four levels of a PAdES seal; `archive` is the copy for archives that take no embedded files. */
export const levels = ["unsigned", "B-B", "B-T", "B-LT", "B-LTA", "archive"] as const;
export type Level = (typeof levels)[number];

/** What a document is of: a signed version, or by `of` SKR's decision on that version. */
export type Subject = { version: number; of?: "decision" | undefined };

/** `renewal` counts the times a level has been renewed: 0 is the first of it. */
export type Leveled = Subject & { level: Level; renewal: number };

const rank = ({ level, renewal }: Leveled): number => levels.indexOf(level) * 10_000 + renewal;

/**
 * The document of a version, or of the decision on it, to give out: the highest level and the last of it. One that is not sealed yet
 * says that it is, so it stays inside; the copy for archives stands apart.
 */
export const newestOf = <Document extends Leveled>(
  documents: Document[],
  version: number,
  of?: Subject["of"],
): Document | undefined =>
  documents
    .filter((each) => each.version === version && each.of === of && isSealed(each.level))
    .reduce<Document | undefined>((best, each) => (best && rank(best) >= rank(each) ? best : each), undefined);

/** In the documents' bucket, PEM: the seal's certificates, leaf first, and all the roots that its and the time stamps' lead to. */
export const sealCertificates = { chain: "seal/chain.pem", roots: "seal/roots.pem" } as const;

/** The copy for archives that take no embedded files. */
export const archiveOf = <Document extends Leveled>(
  documents: Document[],
  version: number,
  of?: Subject["of"],
): Document | undefined =>
  documents.find((each) => each.version === version && each.of === of && each.level === "archive");

const day = 86_400_000;

/**
 * When a document's newest time stamp is to be renewed: after a year, or 90 days before its certificate ends, whichever is first. One
 * whose certificate is shorter still is renewed daily.
 */
export const renewalDue = (stampedAt: Instant, expires: Instant): Instant => {
  const stamped = epoch(stampedAt);
  return instant(Math.max(stamped + day, Math.min(stamped + 365 * day, epoch(expires) - 90 * day)));
};

export const isSealed = (level: Level): boolean => level !== "unsigned" && level !== "archive";

const decisionMark = "-BESLUT";

/** `GFP-2021-W-1-BESLUT`: a decision is on one version and there is never a second, so that the receipt's number leads to it. */
export const decisionNumber = (receipt: string): string => `${receipt}${decisionMark}`;

/** What a number says: `GFP-2021-W-1`, or of the decision on it. The round is the one of that year whose form has that prefix. */
export type Numbered = Subject & { prefix: string; year: number; rss: string };

/** Without what people add or lose when they copy a number or a code from paper: spaces, small letters, dashes for hyphens. */
export const tidyCopied = (text: string): string =>
  text
    .normalize("NFKC")
    .replace(/\s/g, "")
    .replace(/\p{Dash}/gu, "-")
    .toUpperCase()
    // A capital may come in parts where its small letter was one.
    .normalize("NFKC");

/** Null for what is no number of the portal's. */
export function numbered(text: string): Numbered | null {
  const receipt = text.endsWith(decisionMark) ? text.slice(0, -decisionMark.length) : text;
  const [, prefix = "", year, rss = "", version] =
    /^([A-Z]{2,5})-(\d{4})-([A-Z]{1,2})-([1-9]\d{0,3})$/.exec(receipt) ?? [];
  if (year === undefined) return null;
  const of = receipt === text ? {} : { of: "decision" as const };
  return { prefix, year: Number(year), rss, version: Number(version), ...of };
}
