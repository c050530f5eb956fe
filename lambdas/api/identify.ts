/** Who asks: an identity is issuer and subject, never an e-mail address. Memberships are read anew at each request. */
import { Refusal } from "#domain/errors";
import { identityHash, type User } from "#domain/permissions";
import type { RegistryStore } from "../store/registry.ts";
import type { GatewayEvent } from "./request.ts";

export function identify(registry: Pick<RegistryStore, "personOf" | "user">, hash: (text: string) => string) {
  // An identity's link to a person never changes, so it may be remembered; what the person may do is not.
  const known = new Map<string, string>();

  /** The hash an identity is filed under, whether the portal knows it or not. Refuses unauthenticated. */
  function identityOf(event: GatewayEvent): string {
    const { iss, sub } = event.requestContext.authorizer?.jwt?.claims ?? {};
    if (!iss || !sub) throw new Refusal("unauthenticated");
    return identityHash(String(iss), String(sub), hash);
  }

  /** The person behind it. Refuses not-allowed for one that the portal does not know. */
  async function know(identity: string): Promise<User> {
    const person = known.get(identity) ?? (await registry.personOf(identity));
    if (!person) throw new Refusal("not-allowed");
    known.set(identity, person);
    const user = await registry.user(person);
    if (!user) throw new Refusal("not-allowed");
    return user;
  }

  return { identityOf, know };
}
