/**
 * The stages of the portal in AWS and how they differ. Nothing here is secret. SKR has given no domain yet: the
 * addresses end in `example.se`, which nobody owns, so that nothing can be deployed by mistake before they are set.
 */
export type Settings = {
  /** Where people find the portal, without `https://`. `api.` before it is the HTTP API's own name. */
  domain: string;
  identity: Pool | Issuer;
  /**
   * Mail goes out from `sender`, whose domain SES must be shown by DNS; `staff` is SKR's function address. `sandbox`: as long as the account's
   * SES is in its sandbox, the addresses that try the stage. SES then asks for a right to whoever gets a mail too.
   */
  mail: { sender: string; staff: string; sandbox?: string[] };
  /**
   * Address of a time-stamp authority (RFC 3161 over HTTP). Its certificate must lead to one of the roots that are put in the documents
   * bucket, or no stamp of it is taken.
   */
  tsa: string;
  /** Who hears of an alarm, and of what it costs. */
  alarms: string;
  /** US dollars a month; beyond four fifths of it, or if it looks like more, somebody is told. */
  budget: number;
  /** Last days of rounds, in Sweden: nothing is deployed in the week before (freeze.ts), and the dashboard shows them. */
  deadlines: string[];
  /**
   * The repository on GitHub whose workflow may deploy this stage, as its tokens name it (docs/operating.md: newer ones with numbers,
   * `owner@1234/name@5678`), and whether its pull requests may compare with what stands there.
   * To compare is to read; where there is anything to read, they may not.
   */
  github: { repository: string; pullRequests: boolean };
  /** What the table may cost at most, in request units a second; beyond it, it is slow and not expensive. */
  caps: { reads: number; writes: number };
  /**
   * Only after a restoration (docs/operating.md): the table that was brought back under another name, by its name and its stream's ARN, for
   * the portal to use in place of the one that its stack has made.
   */
  restored?: { table: string; stream: string };
  /** Requests a second to the API, lasting and at once. On the last day 21 RSS write at the same time. */
  throttle: { rate: number; burst: number };
  /** How long nobody but an administrator with a special right can delete a signed document. */
  documentsLockedDays: number;
  logDays: number;
};

/**
 * The pool of people that is made with the stage, in Cognito. Nobody can register in it. `prefix` is the first part of the address where
 * people log in, one of a kind in the region; `federation` is who vouches for people of their own: the others get a code by mail.
 */
export type Pool = { pool: { prefix: string; federation: Federation[] } };

/** Another's log-in. `secret` is the name of what Secrets Manager keeps; nothing secret stands here. */
export type Federation =
  | { kind: "saml"; name: string; metadata: string }
  | { kind: "oidc"; name: string; issuer: string; clientId: string; secret: string };

/**
 * Any OpenID Connect issuer (code and PKCE) instead. The API takes its access tokens for `audience`; `resource` is for issuers that must
 * be told, `origins` for those that give tokens from another address than the issuer's.
 */
export type Issuer = { issuer: string; audience: string; clientId: string; resource?: string; origins?: string[] };

const skr = {
  caps: { reads: 400, writes: 200 },
  throttle: { rate: 100, burst: 200 },
  logDays: 90,
  deadlines: ["2027-05-31", "2028-02-01"],
};
const repository = "example/rss-portalen";

/** One account each. */
export const stages: Record<"dev" | "test" | "prod", Settings> = {
  dev: {
    ...skr,
    domain: "dev.rss-portalen.example.se",
    identity: { pool: { prefix: "rss-portalen-dev", federation: [] } },
    mail: { sender: "rss-portalen@dev.example.se", staff: "kvinnofrid@dev.example.se" },
    tsa: "http://tid.dev.example.se/tsa",
    alarms: "drift@dev.example.se",
    budget: 50,
    github: { repository, pullRequests: true },
    documentsLockedDays: 1,
    logDays: 14,
  },
  test: {
    ...skr,
    domain: "test.rss-portalen.example.se",
    identity: { pool: { prefix: "rss-portalen-test", federation: [] } },
    mail: { sender: "rss-portalen@test.example.se", staff: "kvinnofrid@test.example.se" },
    tsa: "http://tid.test.example.se/tsa",
    alarms: "drift@test.example.se",
    budget: 50,
    github: { repository, pullRequests: false },
    documentsLockedDays: 1,
  },
  prod: {
    ...skr,
    domain: "rss-portalen.example.se",
    identity: { pool: { prefix: "rss-portalen-prod", federation: [] } },
    mail: { sender: "rss-portalen@example.se", staff: "kvinnofrid@example.se" },
    tsa: "http://tid.example.se/tsa",
    alarms: "drift@example.se",
    budget: 100,
    github: { repository, pullRequests: false },
    documentsLockedDays: 3653,
  },
};

export type StageName = keyof typeof stages;
