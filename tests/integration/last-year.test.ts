import { expect, it } from "@jest/globals";
import { levels } from "#domain/documents";
import { anOutbox } from "#tests/outbox";
import { aPortal } from "#tests/portal";
import { sealServices } from "#tests/seal-services";

const now = "2026-11-26T09:00:00.000Z";

it("last year left four approved plans, of which nobody is told any more: only their documents, and those of the decisions, are still to be made", async () => {
  const portal = await aPortal({ sown: Date.parse(now) });
  try {
    const outbox = anOutbox(
      portal,
      undefined,
      sealServices(() => Date.parse(now)),
    );
    expect((await outbox.pending.outstanding()).length).toBe(8);
    expect(await outbox.deliver(now)).toBe(0);
    expect(await outbox.pending.outstanding()).toEqual([]);
    expect(outbox.sent).toEqual([]);
    const decided = (await portal.store.events("2026.W")).find(({ event }) => event.fact.type === "approved");
    expect(decided?.event.fact).toMatchObject({ payee: { name: "Region Dalarna", reference: "RSS Dalarna" } });
    expect(portal.documents.objects.size).toBe(8 * levels.filter((level) => level !== "B-LTA").length);
  } finally {
    await portal.stop();
  }
});
