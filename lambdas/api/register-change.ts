/**
 * How the register is changed: decide on the log as it stands, commit on the same, look again when somebody was first. A retry of a
 * change that was made gets the same answer as the first time.
 */
import type { Chain } from "#domain/chain";
import { Refusal } from "#domain/errors";
import type { PeopleDecision } from "#domain/people";
import type { RegisterEvent, RegisterFact } from "#domain/register";
import type { By } from "#domain/submission";
import type { RegisterStore } from "../store/register.ts";
import type { Request } from "./request.ts";

const tries = 20;

export const byOf = ({ user, receivedAt }: Request): By => ({ person: user.person.id, at: receivedAt });

export function changer(register: Pick<RegisterStore, "chain" | "savePeople" | "registerMade">) {
  return async (request: Request, decide: (chain: Chain, by: By) => Promise<PeopleDecision>): Promise<RegisterFact> => {
    const org = request.params.org as string;
    const by = byOf(request);
    for (let attempt = 0; attempt < tries; attempt += 1) {
      const chain = await register.chain(org);
      const made = () => register.registerMade(chain.id, by.person, request.key);
      let decision: PeopleDecision;
      try {
        decision = await decide(chain, by);
      } catch (error) {
        // Refused because it has been done: by this very act, whose answer was lost.
        const event: RegisterEvent | null = error instanceof Refusal ? await made() : null;
        if (!event) throw error;
        return event.fact;
      }
      const outcome = await register.savePeople(decision, request.key);
      if (outcome) return ("made" in outcome ? outcome.made : outcome.again).fact;
    }
    throw new Refusal("busy");
  };
}
