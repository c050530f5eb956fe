/**
 * Somebody the portal does not know has logged in and shows the code of an invitation, and is from then on whom it was for.
 *
 * A code is 160 random bits and nobody guesses it; tries are counted all the same, as those at documents' numbers are. Whoever shows
 * one that was never given, was used or is too old gets the same answer after the same reads.
 */
import type { Hash } from "#domain/canonical";
import type { Body } from "#domain/contract";
import type { Instant } from "#domain/deadlines";
import { Refusal } from "#domain/errors";
import { accept } from "#domain/people";
import type { MissStore, Quota } from "../store/misses.ts";
import type { RegisterStore } from "../store/register.ts";
import type { RegistryStore } from "../store/registry.ts";
import type { Handlers } from "./api.ts";
import type { Request } from "./request.ts";

type Dependencies = {
  register: Pick<RegisterStore, "chain" | "invitation" | "saveAccepted">;
  registry: Pick<RegistryStore, "personOf">;
  misses: Pick<MissStore, "count" | "giveBack">;
  hash: Hash;
};

const hour = 3600;
const perViewer = { limit: 20, seconds: hour };
/** Of all that one part of CloudFront speaks for. */
const perHop = { limit: 400, seconds: hour };
const perIdentity = { limit: 20, seconds: hour };

const tries = 20;

/** An organisation that is none: where what opens nothing is looked for, with the same reads as any other. */
const nowhere = "-";

export function invitations({ register, registry, misses, hash }: Dependencies): Pick<Handlers, "acceptInvitation"> {
  const shortened = (text: string): string => hash(text).slice(0, 16);

  const quotasOf = ({ source, identity }: Request): Quota[] => [
    { of: "invited", hash: shortened(source.viewer), ...perViewer },
    ...(source.hop === source.viewer ? [] : [{ of: "invited-hop", hash: shortened(source.hop), ...perHop }]),
    { of: "invited-as", hash: shortened(identity), ...perIdentity },
  ];

  async function countAll(quotas: Quota[], at: Instant): Promise<void> {
    for (const quota of quotas) {
      const seconds = await misses.count(quota, at);
      if (seconds > 0) throw new Refusal("busy-source", { of: "source", seconds });
    }
  }

  /** Whether the identity is the invited person, now or by an earlier try. */
  async function take(code: string, identity: string, at: Instant): Promise<boolean> {
    for (let attempt = 0; attempt < tries; attempt += 1) {
      const [known, there] = await Promise.all([registry.personOf(identity), register.invitation(code)]);
      const chain = await register.chain(there?.org ?? nowhere);
      if (known !== null) {
        if (there?.used !== undefined && there.person === known) return true;
        // Whoever is in already is given further roles by those who let people in, and is not made another person.
        throw new Refusal("wrong-state", { state: "known" });
      }
      if (!there || there.used !== undefined || there.expires <= at) return false;
      if (await register.saveAccepted(accept(chain, there.person, { identity, code }, at, hash), code, there, identity))
        return true;
      // The person has come in, or been sent another code: this one is worth nothing any more.
      if (attempt > 0 && (await register.chain(there.org)).seq === chain.seq) return false;
    }
    throw new Refusal("busy");
  }

  return {
    async acceptInvitation(request) {
      const { code } = request.body as Body<"acceptInvitation">;
      const quotas = quotasOf(request);
      await countAll(quotas, request.receivedAt);
      if (!(await take(code, request.identity, request.receivedAt))) throw new Refusal("unknown-invitation");
      await Promise.all(quotas.map((quota) => misses.giveBack(quota, request.receivedAt)));
      return {};
    },
  };
}
