/** What the issuer remembers: sessions, codes, grants. In memory: after a restart people choose who they are once more. */
import type { Adapter, AdapterPayload } from "oidc-provider";

type Kept = { payload: AdapterPayload; until: number };

export function memoryAdapter(): (model: string) => Adapter {
  const kept = new Map<string, Kept>();

  const alive = (id: string): AdapterPayload | undefined => {
    const found = kept.get(id);
    if (found && found.until > Date.now()) return found.payload;
    kept.delete(id);
    return undefined;
  };
  const where = (model: string, test: (payload: AdapterPayload) => boolean) =>
    [...kept.keys()].filter((id) => id.startsWith(`${model}:`) && test(alive(id) ?? {}));

  return (model) => ({
    async upsert(id, payload, expiresIn) {
      for (const old of [...kept.keys()]) alive(old);
      kept.set(`${model}:${id}`, {
        payload,
        until: expiresIn ? Date.now() + expiresIn * 1000 : Number.POSITIVE_INFINITY,
      });
    },
    find: async (id) => alive(`${model}:${id}`),
    findByUid: async (uid) => where(model, (payload) => payload.uid === uid).map(alive)[0],
    findByUserCode: async () => undefined,
    async consume(id) {
      const payload = alive(`${model}:${id}`);
      if (payload) payload.consumed = Math.floor(Date.now() / 1000);
    },
    async destroy(id) {
      kept.delete(`${model}:${id}`);
    },
    async revokeByGrantId(grantId) {
      for (const id of where(model, (payload) => payload.grantId === grantId)) kept.delete(id);
    },
  });
}
