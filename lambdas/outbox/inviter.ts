/**
 * Writes to whoever is invited. The code in the link is drawn here and only its hash is kept, so that nothing that is stored lets anybody
 * in. At most one mail an event: the mark comes before the mail, and a code whose mail was never sent is known to nobody.
 */
import { dayOf, epoch, type Instant, instant } from "#domain/deadlines";
import { languageOf } from "#domain/language";
import { invitationKept } from "#domain/people";
import { type Person, type Role, SKR } from "#domain/permissions";
import type { RegisterEvent } from "#domain/register";
import { invitations } from "#domain/texts/by-language";
import { sendOnce } from "../mail/once.ts";
import type { Post } from "../mail/post.ts";
import type { MailStore } from "../store/mails.ts";
import type { PendingEvent, PendingStore } from "../store/pending.ts";
import type { RegisterStore } from "../store/register.ts";
import type { RegistryStore } from "../store/registry.ts";

type Dependencies = {
  pending: Pick<PendingStore, "settle">;
  mails: Pick<MailStore, "mark" | "outcome">;
  registry: Pick<RegistryStore, "user" | "people" | "rss">;
  register: Pick<RegisterStore, "putInvitation">;
  post: Post;
  portal: string;
  newCode: () => string;
};

const kind = "invitation";

/** After the `#`, so that no server on the way writes it down. */
const addressOf = (portal: string, code: string): string => `${portal}/inbjudan#${code}`;

export function inviter({ pending, mails, registry, register, post, portal, newCode }: Dependencies) {
  return async ({ event, steps }: PendingEvent<RegisterEvent>, now: Instant): Promise<void> => {
    if (!steps.includes("mail")) return;
    const org = event.id.slice(event.id.indexOf(":") + 1);
    const invited = invitedBy(event);
    const user = invited === null ? null : await registry.user(invited);
    // The last role given is the one it is about; whoever has come in meanwhile, or been taken out again, is not invited.
    const held = user?.memberships
      .filter((each) => each.org === org && (each.to === null || each.to > now))
      .sort((one, other) => other.from.localeCompare(one.from))[0];
    // Asked for once more meanwhile: a code of this event would open nothing.
    if (user?.person.invitation === event.hash && held) {
      await write(event, org, user.person, held.role, now);
    }
    await pending.settle(event, "mail");
  };

  async function write(event: RegisterEvent, org: string, person: Person, role: Role, now: Instant): Promise<void> {
    const [rss, names] = await Promise.all([org === SKR ? null : registry.rss(org), registry.people([event.by])]);
    const code = newCode();
    const letter = invitations[languageOf(person)]({
      by: names.get(event.by)?.name ?? "",
      org: org === SKR ? SKR : (rss?.name ?? org),
      role,
      url: addressOf(portal, code),
      lastDay: dayOf(instant(epoch(now) + invitationKept - 1)),
    });
    const { email: address } = person;
    const mail = { of: event.id, kind, step: event.seq, whom: address };
    const { subject } = letter;
    await sendOnce({
      mark: async () => {
        if (!(await mails.mark({ ...mail, to: address, person: person.id, subject, about: [] }, now))) return false;
        await register.putInvitation(code, { person: person.id, org, asked: event.hash }, now).catch(async (error) => {
          // Nothing has been handed over yet.
          await mails.outcome(mail, null, now);
          throw error;
        });
        return true;
      },
      send: () => post(address, letter, [], new Date(now)),
      outcome: (messageId) => mails.outcome(mail, messageId, now),
    });
  }
}

/** Whom the event invites; null for one that invites nobody. */
function invitedBy({ fact }: RegisterEvent): string | null {
  if (fact.type === "invited" || fact.type === "invited-again") return fact.person;
  return fact.type === "handed-over" && fact.isInvited ? fact.to : null;
}
