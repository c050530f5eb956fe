/** The daily tick over a portal of tests/portal.ts, with a post office in memory. */
import { tickOf } from "#domain/reminders";
import type { Sent } from "#tests/outbox";
import { type Callable, type Portal, table } from "#tests/portal";
import { isNotTaken } from "../lambdas/mail/post.ts";
import { reminders } from "../lambdas/reminders/reminders.ts";
import { mailStore } from "../lambdas/store/mails.ts";
import { runStore } from "../lambdas/store/runs.ts";
import { tickStore } from "../lambdas/store/ticks.ts";
import type { Db } from "../lambdas/store/transact.ts";

type Over = Callable & { client: Db } & Pick<Portal, "store" | "registry">;

/** SES says no for certain. */
export const refused = () => Object.assign(new Error("refused"), { $metadata: { httpStatusCode: 400 } });
if (!isNotTaken(refused())) throw new Error("a refusal that is none");

/** `fails` is asked before each mail, and may throw. */
export function aTick(portal: Over, fails: (to: string) => void = () => {}) {
  const mails = mailStore(portal.client, table);
  const sent: Sent[] = [];
  const errors: string[] = [];
  const remind = reminders({
    ...{
      store: portal.store,
      registry: portal.registry,
      mails,
      runs: runStore(portal.client, table),
      ticks: tickStore(portal.client, table),
    },
    post: async (to, letter, enclosures) => {
      fails(to);
      sent.push({ to, letter, enclosures });
      return `reminder-${to}-${sent.length}`;
    },
    portal: "https://portalen.example.se",
    staff: "kvinnofrid@example.se",
    write: (line) => errors.push(line),
  });
  return {
    ...{ mails, sent, errors, remind },
    /** The tick at eight of a day. */
    on: (day: string) => remind(tickOf(day)),
  };
}
