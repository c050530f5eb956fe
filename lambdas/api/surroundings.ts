/** The round, RSS and form a submission belongs to; not-found when there is none of them. */
import { Refusal } from "#domain/errors";
import type { Template } from "#domain/form";
import { filled, partsOf, type Round, type Rss } from "#domain/rounds";
import { templateById } from "#domain/templates/registry";
import type { RegistryStore } from "../store/registry.ts";

export function surroundingsOf(registry: Pick<RegistryStore, "round" | "rss" | "isOver">) {
  // A round pins its template for ever; its other settings are read each time.
  const templates = new Map<string, Template>();

  async function of(id: string): Promise<{ round: Round; rss: Rss; template: Template }> {
    const parts = partsOf(id);
    const [round, rss] = await Promise.all([registry.round(parts.round), registry.rss(parts.rss)]);
    if (!round || !rss) throw new Refusal("not-found");
    return { round, rss, template: filled(templateById(round.template.id), round) };
  }

  /** The form alone, for saving an answer: read once a round and process. */
  async function templateOf(id: string): Promise<Template> {
    const { round: roundId } = partsOf(id);
    const known = templates.get(roundId);
    if (known) return known;
    const round = await registry.round(roundId);
    if (!round) throw new Refusal("not-found");
    const template = templateById(round.template.id);
    templates.set(roundId, template);
    return template;
  }

  /** Nobody is reminded of anything in a round that is closed, so nothing is to be asked for in it, nor given more time. */
  async function refuseOver(id: string): Promise<void> {
    if (await registry.isOver(partsOf(id).round)) throw new Refusal("wrong-state", { state: "round-closed" });
  }

  return { of, refuseOver, templateOf, rssOf: (id: string) => partsOf(id).rss };
}

export type Surroundings = ReturnType<typeof surroundingsOf>;
