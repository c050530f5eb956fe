import { beforeEach, describe, expect, it } from "@jest/globals";
import { memoryTable } from "#tests/memory-table";
import { aPortalInMemory, identityOf, table } from "#tests/portal";
import { putFirst } from "../../lambdas/store/first.ts";
import { registryStore } from "../../lambdas/store/registry.ts";

const now = "2021-05-19T09:00:00.000Z";
const disa = { id: "p-disa", name: "Disa Dahl", email: "disa@example.se" };
const dag = { id: "p-dag", name: "Dag Dahl", email: "dag@example.se" };

describe("the first administrator", () => {
  let memory: ReturnType<typeof memoryTable>;
  const registry = () => registryStore(memory.db, table);
  const put = (person: typeof disa, sub: string, isAnother = false) =>
    putFirst(memory.db, table, { person, identity: identityOf(sub), now, isAnother });

  beforeEach(() => {
    memory = memoryTable();
  });

  it("opens an empty portal: keeps the register, and lets others in", async () => {
    expect(await put(disa, "disa")).toBe("made");
    const { call } = aPortalInMemory(memory);
    const me = await call("disa", "me", {});
    expect(me.answer).toMatchObject({ memberships: [{ org: "SKR", role: "admin" }] });
    const officer = { name: "Otto Ohlin", email: "otto@example.se", role: "officer", from: null, to: null };
    const invited = await call("disa", "invite", { params: { org: "SKR" }, body: officer as never });
    expect([invited.status, invited.text]).toEqual([200, invited.text]);
  });

  it("is made once", async () => {
    await put(disa, "disa");
    expect(await put(dag, "dag")).toBe("there-is-one");
    expect(await registry().personOf(identityOf("dag"))).toBeNull();
  });

  it("is joined by another where none of those there are can log in, as when the portal is put back beside another issuer", async () => {
    await put(disa, "disa");
    expect(await put(dag, "dag", true)).toBe("made");
    const me = await aPortalInMemory(memory).call("dag", "me", {});
    expect(me.answer).toMatchObject({ memberships: [{ org: "SKR", role: "admin" }] });
  });

  it("is nobody whom the portal knows as somebody else, and nothing of them is left", async () => {
    await registry().putPerson({ ...disa, id: "p-writer" }, identityOf("disa"));
    expect(await put(disa, "disa")).toBe("known");
    expect(await registry().user(disa.id)).toBeNull();
    expect(await registry().personOf(identityOf("disa"))).toBe("p-writer");
  });
});
