/** Who at SKR has read what was submitted: noted before the text is answered, and told to those who look after it. */
import type { Instant } from "#domain/deadlines";
import { Refusal } from "#domain/errors";
import { isInside, type User } from "#domain/permissions";
import { isWhole, type ReadAs } from "#domain/reads";
import { partsOf } from "#domain/rounds";
import type { SubmissionStore } from "../store/submissions.ts";
import type { Handlers } from "./api.ts";
import type { Views } from "./views.ts";

type Reader = { user: User; receivedAt: Instant };

/**
 * Notes that staff are about to be given a version, or something of it; the RSS's own people are not noted. `read` is the version that
 * HEAD bears the mark of already. Throws what the table throws: what cannot be noted is not answered.
 */
export type Noted = (reader: Reader, id: string, version: number, as: ReadAs, read: number) => Promise<void>;

export function notingOf(store: Pick<SubmissionStore, "noteRead" | "markRead">): Noted {
  return async ({ user, receivedAt }, id, version, as, read) => {
    if (isInside(user, partsOf(id).rss, receivedAt)) return;
    await store.noteRead(id, user.person.id, version, as, receivedAt);
    if (isWhole(as) && read < version) await store.markRead(id, version);
  };
}

type Dependencies = { store: Pick<SubmissionStore, "head" | "reads">; views: Pick<Views, "namer"> };

export function reads({ store, views }: Dependencies): Pick<Handlers, "reads"> {
  return {
    async reads({ params, receivedAt }) {
      const id = params.id as string;
      const [head, found] = await Promise.all([store.head(id), store.reads(id, receivedAt)]);
      if (!head) throw new Refusal("not-found");
      const name = await views.namer(found.map(({ person }) => person));
      return {
        reads: found.map(({ person, version, day, at, as }) => ({ by: name(person), version, day, at, as })),
        now: receivedAt,
      };
    },
  };
}
