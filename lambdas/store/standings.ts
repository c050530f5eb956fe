/** What the reminders ask of one RSS in a round, read when a mail is about to be sent. */
import { type Member, officesOf } from "#domain/mailings";
import type { Standing } from "#domain/reminders";
import { partsOf, type Rss } from "#domain/rounds";
import type { MailStore } from "./mails.ts";
import type { Listed, RegistryStore } from "./registry.ts";
import type { SubmissionStore } from "./submissions.ts";

type Stores = {
  store: Pick<SubmissionStore, "head">;
  registry: Pick<RegistryStore, "rss" | "membersOf">;
  mails: Pick<MailStore, "markedAmong">;
};

/** Whether SKR's staff have opened the version that stands. */
export const isRead = ({ standing, read }: Pick<Listed, "standing" | "read">): boolean =>
  (read ?? 0) >= (standing ?? 0);

export function standingsOf({ store, registry, mails }: Stores) {
  /** The RSS and its people; null when there is no such RSS. */
  async function around(rss: string): Promise<{ rss: Rss; members: Member[] } | null> {
    const [found, members] = await Promise.all([registry.rss(rss), registry.membersOf(rss, "writer", "head")]);
    return found && { rss: found, members };
  }

  /** As it stands now; null when there is no such submission. `isRead`: by SKR's staff, as the overview tells it. */
  async function standing(id: string, isRead = true): Promise<Standing | null> {
    const [head, there] = await Promise.all([store.head(id), around(partsOf(id).rss)]);
    return head && there && { ...there, submission: head, isRead };
  }

  /** Which of the addresses of all these take no mail. */
  const markedIn = (standings: Pick<Standing, "rss" | "members">[]) =>
    mails.markedAmong(
      standings.flatMap(({ rss, members }) => [
        ...members.map(({ email }) => email),
        ...officesOf(rss).map(({ address }) => address),
      ]),
    );

  return { standing, markedIn };
}
