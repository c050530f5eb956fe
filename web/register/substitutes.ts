/** Who stands in for a head, now or later. */
import type { Person } from "../rounds/everybody.ts";

type Substitute = { person: Person; membership: Person["memberships"][number] };

export const substitutesOf = (head: Person, people: Person[], now: string): Substitute[] =>
  people.flatMap((person) =>
    person.memberships
      .filter(({ standsInFor, to }) => standsInFor?.id === head.id && (to === null || now < to))
      .map((membership) => ({ person, membership })),
  );
