import { beforeEach, describe, expect, it } from "@jest/globals";
import { memoryTable } from "#tests/memory-table";
import { aPortalInMemory, identityOf, table } from "#tests/portal";
import { putFirst } from "../../lambdas/store/first.ts";
import { registryStore } from "../../lambdas/store/registry.ts";

const now = "2021-05-19T09:00:00.000Z";
const disa = { id: "p-disa", name: "Disa Dahl", email: "disa@example.se" };

describe("the first administrator", () => {
  let memory: ReturnType<typeof memoryTable>;
  const registry = () => registryStore(memory.db, table);

  beforeEach(() => {
    memory = memoryTable();
  });

  it("opens an empty portal: keeps the register, and lets others in", async () => {
    await putFirst(registry(), disa, identityOf("disa"), now);
    const { call } = aPortalInMemory(memory);
    const me = await call("disa", "me", {});
    expect(me.answer).toMatchObject({ memberships: [{ org: "SKR", role: "admin" }] });
    const officer = { name: "Otto Ohlin", email: "otto@example.se", role: "officer", from: null, to: null };
    const invited = await call("disa", "invite", { params: { org: "SKR" }, body: officer as never });
    expect([invited.status, invited.text]).toEqual([200, invited.text]);
  });

  it("is made once", async () => {
    await putFirst(registry(), disa, identityOf("disa"), now);
    const another = { ...disa, id: "p-dag", name: "Dag Dahl" };
    await expect(putFirst(registry(), another, identityOf("dag"), now)).rejects.toThrow("there is an administrator");
    expect(await registry().personOf(identityOf("dag"))).toBeNull();
  });

  it("is nobody whom the portal knows as somebody else", async () => {
    await registry().putPerson({ ...disa, id: "p-writer" }, identityOf("disa"));
    await expect(putFirst(registry(), disa, identityOf("disa"), now)).rejects.toThrow("knows that identity");
  });
});
