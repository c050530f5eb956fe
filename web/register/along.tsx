/** Before a head's role ends: whoever stands in for them ends with it. */
import type { JSX } from "preact";
import type { Person } from "../rounds/everybody.ts";
import { register } from "../texts/register.ts";
import { substitutesOf } from "./substitutes.ts";

type Props = { person: Person; people: Person[]; membership: Person["memberships"][number]; now: string };

export function Along({ person, people, membership, now }: Props): JSX.Element | null {
  if (membership.role !== "head" || membership.standsInFor !== null) return null;
  const { from, to } = membership;
  const byThis = substitutesOf(person, people, now).filter(
    ({ membership: its }) => its.from >= from && (to === null || its.from < to),
  );
  const names = [...new Set(byThis.map((each) => each.person))].map(({ name }) => name);
  return names.length === 0 ? null : <p>{register.people.along(names)}</p>;
}
