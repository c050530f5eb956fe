/** Before a head's role ends: whoever stands in for them ends with it. */
import type { JSX } from "preact";
import { useNow } from "../clock.ts";
import type { Person } from "../rounds/everybody.ts";
import { register } from "../texts/register.ts";
import { substitutesOf } from "./substitutes.ts";

type Props = { person: Person; people: Person[]; membership: Person["memberships"][number] };

export function Along({ person, people, membership }: Props): JSX.Element | null {
  const now = useNow();
  const isPost = membership.role === "head" && membership.standsInFor === null;
  const names = isPost ? substitutesOf(person, people, now).map((each) => each.person.name) : [];
  return names.length === 0 ? null : <p>{register.people.along([...new Set(names)])}</p>;
}
