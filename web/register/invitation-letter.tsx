/** The invitation as it will look, while it is written: the words that are sent, in Swedish, since nobody new has chosen a language yet. */
import type { JSX } from "preact";
import { dayOf, epoch, instant } from "#domain/deadlines";
import { invitationKept } from "#domain/people";
import type { Role } from "#domain/permissions";
import { invitationSv } from "#domain/texts/invitation.sv";
import { useNow } from "../clock.ts";
import { LetterView } from "../rounds/letter-view.tsx";
import { register } from "../texts/register.ts";

/** `by`: who invites; `org`: the organisation's name. */
export function InvitationLetter({ by, org, role }: { by: string; org: string; role: Role }): JSX.Element {
  const lastDay = dayOf(instant(epoch(useNow()) + invitationKept - 1));
  return (
    <details class="disclosure">
      <summary>{register.people.invite.show}</summary>
      <LetterView letter={invitationSv({ by, org, role, url: location.origin, lastDay })} title="" />
    </details>
  );
}
