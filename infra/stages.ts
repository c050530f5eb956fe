/**
 * The stages of the portal in AWS and how they differ. Nothing here is secret. SKR has given neither domain nor issuer yet: the
 * addresses end in `example.se`, which nobody owns, so that nothing can be deployed by mistake before they are set.
 */
export type Settings = {
  /** Where people find the portal, without `https://`. `api.` before it is the HTTP API's own name. */
  domain: string;
  /**
   * Any OpenID Connect issuer (code and PKCE). The API takes its access tokens for `audience`; `resource` is for issuers that must be
   * told, `origins` for those that give tokens from another address than the issuer's (Cognito does).
   */
  identity: { issuer: string; audience: string; clientId: string; resource?: string; origins?: string[] };
  /** Mail goes out from `sender`, whose domain SES must be shown by DNS; `staff` is SKR's function address. */
  mail: { sender: string; staff: string };
  /**
   * Address of a time-stamp authority (RFC 3161 over HTTP). Its certificate must lead to one of the roots that are put in the documents
   * bucket, or no stamp of it is taken.
   */
  tsa: string;
  /** Who hears of an alarm. */
  alarms: string;
  /** What the table may cost at most, in request units a second; beyond it, it is slow and not expensive. */
  caps: { reads: number; writes: number };
  /** Requests a second to the API, lasting and at once. On the last day 21 RSS write at the same time. */
  throttle: { rate: number; burst: number };
  /** How long nobody but an administrator with a special right can delete a signed document. */
  documentsLockedDays: number;
  logDays: number;
};

const skr = { caps: { reads: 400, writes: 200 }, throttle: { rate: 100, burst: 200 }, logDays: 90 };

/** One account each. */
export const stages: Record<"dev" | "test" | "prod", Settings> = {
  dev: {
    ...skr,
    domain: "dev.rss-portalen.example.se",
    identity: { issuer: "https://login.dev.example.se/rss", audience: "rss-portalen", clientId: "rss-portalen-web" },
    mail: { sender: "rss-portalen@dev.example.se", staff: "kvinnofrid@dev.example.se" },
    tsa: "http://tid.dev.example.se/tsa",
    alarms: "drift@dev.example.se",
    documentsLockedDays: 1,
    logDays: 14,
  },
  test: {
    ...skr,
    domain: "test.rss-portalen.example.se",
    identity: { issuer: "https://login.test.example.se/rss", audience: "rss-portalen", clientId: "rss-portalen-web" },
    mail: { sender: "rss-portalen@test.example.se", staff: "kvinnofrid@test.example.se" },
    tsa: "http://tid.test.example.se/tsa",
    alarms: "drift@test.example.se",
    documentsLockedDays: 1,
  },
  prod: {
    ...skr,
    domain: "rss-portalen.example.se",
    identity: { issuer: "https://login.example.se/rss", audience: "rss-portalen", clientId: "rss-portalen-web" },
    mail: { sender: "rss-portalen@example.se", staff: "kvinnofrid@example.se" },
    tsa: "http://tid.example.se/tsa",
    alarms: "drift@example.se",
    documentsLockedDays: 3653,
  },
};

export type StageName = keyof typeof stages;
