/** The first administrator of an empty portal. Everybody after that is invited by somebody. */
import type { Instant } from "#domain/deadlines";
import { type Person, SKR } from "#domain/permissions";
import type { RegistryStore } from "./registry.ts";

type Registry = Pick<RegistryStore, "membersOf" | "personOf" | "putPerson" | "putMembership">;

/** Puts them into the table. Throws when there has ever been an administrator, or the portal knows whoever logs in so. */
export async function putFirst(registry: Registry, person: Person, identity: string, now: Instant): Promise<void> {
  if ((await registry.membersOf(SKR, "admin")).length > 0) throw new Error("there is an administrator; ask them");
  if (await registry.personOf(identity)) throw new Error("the portal knows that identity already");
  await registry.putPerson(person, identity);
  await registry.putMembership(person.id, { org: SKR, role: "admin", from: now, to: null, confirmedBy: "deployment" });
}
