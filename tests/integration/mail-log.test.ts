import { marshall } from "@aws-sdk/util-dynamodb";
import { beforeEach, describe, expect, it } from "@jest/globals";
import { instant } from "#domain/deadlines";
import { anOutbox } from "#tests/outbox";
import { aMemoryTable, aPortalInMemory, table } from "#tests/portal";
import { aTick, refused } from "#tests/reminding";
import { fillIn, handInPlan } from "#tests/story";
import { personOf, rsses } from "../../infra/local/seed.ts";
import { bouncesHandler } from "../../lambdas/bounces/bounces.ts";
import { again } from "../../lambdas/outbox/again.ts";
import { alsoMails, inOrder } from "../../lambdas/outbox/batch.ts";
import { mailsOf } from "../../lambdas/outbox/mailer.ts";
import { type MailId, mailStore } from "../../lambdas/store/mails.ts";
import { pendingStore } from "../../lambdas/store/pending.ts";

const id = "2021.W";
const params = { id };
const later = (minutes: number) => instant(Date.parse("2021-05-24T06:00:00.000Z") + minutes * 60_000);
const bouncedAt = "2021-05-24T06:05:00.000Z";

const dalarna = rsses.find((rss) => rss.id === "W") as (typeof rsses)[number];

type Over = ReturnType<typeof aPortalInMemory>;

/** The mailer as the stream wakes it, for events and for mails that are asked for once more. */
function aMailer(portal: Over, fails: (to: string) => void = () => {}) {
  const pending = pendingStore(portal.client, table);
  const mails = mailStore(portal.client, table);
  const sent: { to: string; subject: string }[] = [];
  const errors: string[] = [];
  const parts = {
    ...{ store: portal.store, pending, mails, registry: portal.registry, documents: portal.documents.bucket },
    ...{ portal: "https://portalen.example.se", staff: "kvinnofrid@example.se" },
    post: async (to: string, { subject }: { subject: string }) => {
      fails(to);
      sent.push({ to, subject });
      return `mailer-${sent.length}`;
    },
  };
  const events = mailsOf(parts);
  const write = (line: string) => errors.push(line);
  const handle = alsoMails(inOrder(pending, events.tell, write), again({ ...parts, events }), write);
  /** What the stream carries of these rows. */
  const records = (images: object[], at: string) => ({
    Records: images.map((image, n) => ({
      dynamodb: {
        SequenceNumber: String(n),
        ApproximateCreationDateTime: Date.parse(at) / 1000,
        NewImage: marshall(image) as never,
      },
    })),
  });
  return { mails, sent, errors, told: (images: object[], at: string) => handle(records(images, at)) };
}

const hears = (portal: Over) => {
  const lines: string[] = [];
  const handle = bouncesHandler({ mails: mailStore(portal.client, table), write: (line) => lines.push(line) });
  const tell = (message: object | string) =>
    handle({ Records: [{ Sns: { Message: typeof message === "string" ? message : JSON.stringify(message) } }] });
  return { lines, tell };
};
const bounce = (messageId: string, more: object = {}) => ({
  ...{ eventType: "Bounce", mail: { messageId, destination: ["x"] } },
  bounce: { bounceType: "Permanent", bounceSubType: "General", timestamp: bouncedAt, bouncedRecipients: [], ...more },
});
const complaint = (messageId: string) => ({
  ...{ notificationType: "Complaint", mail: { messageId } },
  complaint: { timestamp: "2021-05-24T07:00:00.000Z", complainedRecipients: [{ emailAddress: "x" }] },
});
const delivery = (messageId: string) => ({
  ...{ eventType: "Delivery", mail: { messageId } },
  delivery: { timestamp: "2021-05-24T06:01:00.000Z", recipients: ["x"] },
});

describe("what becomes of a mail", () => {
  let portal: Over;
  beforeEach(async () => {
    portal = aPortalInMemory(await aMemoryTable());
    const { mailbox, ...rss } = dalarna;
    await portal.registry.putRss(rss);
  });

  async function reminded() {
    const tick = aTick(portal);
    await tick.on("2021-05-24");
    const messageOf = async (to: string) =>
      (await tick.mails.ofSubmission(id)).find((mail) => mail.to === to)?.messageId ?? "";
    return { ...tick, messageOf };
  }
  const logOf = async (sub: string, at = later(20)) => (await portal.call(sub, "mails", { params, at })).answer.mails;
  const statesOf = async () =>
    Object.fromEntries((await mailStore(portal.client, table).ofSubmission(id)).map(({ to, state }) => [to, state]));

  it("is told mail by mail, in the words of an event or of a notification", async () => {
    const { messageOf } = await reminded();
    const { tell } = hears(portal);
    await tell(delivery(await messageOf("maja@example.se")));
    await tell(bounce(await messageOf("elin@example.se")));
    await tell(complaint(await messageOf("anna@example.se")));
    expect(await statesOf()).toEqual({
      "maja@example.se": "delivered",
      "elin@example.se": "bounced",
      "anna@example.se": "complained",
    });
  });

  it("comes to the same in whatever order and however often it is told", async () => {
    const { messageOf } = await reminded();
    const { tell } = hears(portal);
    const message = await messageOf("anna@example.se");
    const news = [delivery(message), complaint(message), bounce(message), complaint(message), delivery(message)];
    for (const each of news) await tell(each);
    expect((await statesOf())["anna@example.se"]).toBe("complained");
    const { answer } = await portal.call("karin", "bounced");
    expect(answer.addresses.map(({ address, why }) => `${address} ${why}`)).toEqual(["anna@example.se complained"]);
  });

  it("marks an address for good only when the mail came back for good", async () => {
    const { messageOf } = await reminded();
    const { tell } = hears(portal);
    await tell(bounce(await messageOf("elin@example.se"), { bounceType: "Transient" }));
    expect((await statesOf())["elin@example.se"]).toBe("bounced");
    expect((await portal.call("karin", "bounced")).answer.addresses).toEqual([]);
  });

  it("is nothing where SES only says that it has found the topic, and stops at what it does not know", async () => {
    await reminded();
    const { tell, lines } = hears(portal);
    await tell("Successfully validated SNS topic for Amazon SES event publishing.");
    await tell({ eventType: "Send", mail: { messageId: "x" }, send: {} });
    await expect(tell(delivery("nobody's"))).rejects.toThrow("not known");
    await expect(tell({ eventType: "Bounce", mail: { messageId: "x" } })).rejects.toThrow();
    expect(lines.join("")).not.toContain("@");
  });

  it("shows SKR whose address came back, and lets SKR take it up again as it was seen", async () => {
    const { messageOf } = await reminded();
    await hears(portal).tell(bounce(await messageOf("maja@example.se")));
    const { answer } = await portal.call("karin", "bounced");
    const mark = { address: "maja@example.se", why: "bounced", at: bouncedAt };
    expect(answer.addresses).toEqual([{ ...mark, person: "Maja Lind", office: null, rsses: ["RSS Dalarna"] }]);
    const clear = (at: string) => portal.call("karin", "clearAddress", { body: { address: mark.address, at } });
    expect((await clear("2021-05-23T06:00:00.000Z")).code).toBe("stale");
    for (let n = 0; n < 2; n += 1) expect((await clear(bouncedAt)).status).toBe(200);
    expect((await portal.call("karin", "bounced")).answer.addresses).toEqual([]);
  });

  it("has the next mail go to the substitute: the RSS's own address when nobody else holds the role", async () => {
    await portal.registry.putRss({ ...dalarna, mailbox: "rss.dalarna@example.se" });
    const { messageOf } = await reminded();
    for (const who of ["anna", "elin"]) await hears(portal).tell(bounce(await messageOf(`${who}@example.se`)));
    await fillIn(portal, id, "maja");
    await handInPlan(portal, id, "maja");
    const outbox = anOutbox(portal as never);
    await outbox.deliver(later(10));
    // The only head's address is marked.
    expect(outbox.sent.map(({ to }) => to)).toEqual(["rss.dalarna@example.se"]);
  });

  it("is seen by the RSS's people without the addresses of others, and without SKR's own mail", async () => {
    const { on } = await reminded();
    await on("2021-06-01");
    const officer = await logOf("karin");
    expect(officer.map(({ kind, to }) => `${kind} ${to}`).sort()).toEqual([
      "after-closing kvinnofrid@example.se",
      ...["anna", "elin", "maja"].map((sub) => `not-handed-in ${sub}@example.se`),
    ]);
    const writer = await logOf("maja");
    expect(writer.map(({ to }) => to).sort()).toEqual(["maja@example.se", null, null].sort());
    expect(writer.map(({ again }) => again)).toEqual([null, null, null]);
    expect(JSON.stringify(writer)).not.toMatch(/elin|anna|kvinnofrid/);
  });

  describe("that nobody knows of", () => {
    /** Maja's reminder is handed over, and the connection breaks. */
    async function lost() {
      const tick = aTick(portal, (to) => {
        if (to === "maja@example.se") throw Object.assign(new Error("reset"), { code: "ECONNRESET" });
      });
      await tick.on("2021-05-24");
      return tick;
    }
    const majas = (at: string) => logOf("karin", at).then((all) => all.find((mail) => mail.to === "maja@example.se"));
    const keyOf = (whom: string): MailId => ({ of: "2021", kind: "not-handed-in", step: "2021-05-31.07", whom });
    const resend = async (at: string, more: object = {}, key?: string) => {
      const mail = await majas(at);
      const body = { ...(mail?.again ?? {}), state: mail?.state, at: mail?.at, ...more };
      return portal.call("karin", "resend", { params, body, at, ...(key ? { key } : {}) });
    };

    it("is shown after a quarter of an hour, and sent again when staff say so: once", async () => {
      await lost();
      expect(await majas(later(14))).toMatchObject({ state: "sending", isStuck: false, again: null });
      expect(await majas(later(15))).toMatchObject({ state: "sending", isStuck: true, isAsked: false });
      const mailer = aMailer(portal);
      expect((await resend(later(15))).status).toBe(200);
      expect(await majas(later(15))).toMatchObject({ isAsked: true, again: null });
      for (let n = 0; n < 3; n += 1) await mailer.told([keyOf(personOf("maja"))], later(16));
      expect(mailer.sent).toEqual([{ to: "maja@example.se", subject: "7 dagar kvar: planen är inte inskickad" }]);
      expect(await majas(later(17))).toMatchObject({ state: "sent", isStuck: false, isAsked: false });
      expect(await pendingStore(portal.client, table).outstanding()).toEqual([]);
    });

    it("cannot be asked for too early, twice, as it no longer is, or for another RSS", async () => {
      await lost();
      const early = { ...keyOf(personOf("maja")), of: "round", state: "sending", at: later(0) };
      expect((await resend(later(14), early)).code).toBe("wrong-state");
      const stuck = await majas(later(15));
      expect((await resend(later(15), { state: "failed" })).code).toBe("stale");
      expect((await resend(later(15), { whom: "p-nobody" })).code).toBe("not-found");
      const elsewhere = { ...stuck?.again, state: stuck?.state, at: stuck?.at };
      const other = await portal.call("karin", "resend", { params: { id: "2021.X" }, body: elsewhere, at: later(15) });
      expect(other.code).toBe("not-found");
      const body = { ...stuck?.again, state: stuck?.state, at: stuck?.at };
      const ask = (key: string) => portal.call("karin", "resend", { params, body, at: later(15), key });
      expect((await ask("first-key")).status).toBe(200);
      expect((await ask("first-key")).status).toBe(200);
      expect((await ask("second-key")).code).toBe("stale");
    });

    it("is not sent again when it is no longer so", async () => {
      await lost();
      await resend(later(15));
      await fillIn(portal, id, "maja");
      await handInPlan(portal, id, "maja", { at: later(16) });
      const mailer = aMailer(portal);
      await mailer.told([keyOf(personOf("maja"))], later(17));
      expect(mailer.sent).toEqual([]);
      expect(await majas(later(17))).toMatchObject({ state: "sending", isStuck: true, isAsked: false });
    });

    it("that came back goes to whoever is reached instead, and stands there as it was", async () => {
      const { messageOf } = await reminded();
      await hears(portal).tell(bounce(await messageOf("anna@example.se")));
      const mail = (await logOf("karin")).find(({ to }) => to === "anna@example.se");
      const body = { ...mail?.again, state: mail?.state, at: mail?.at };
      expect((await portal.call("karin", "resend", { params, body, at: later(20) })).status).toBe(200);
      const mailer = aMailer(portal);
      for (let n = 0; n < 2; n += 1) await mailer.told([keyOf(personOf("anna"))], later(21));
      expect(mailer.sent.map(({ to }) => to)).toEqual(["registrator.w@example.se"]);
      expect((await statesOf())["anna@example.se"]).toBe("bounced");
    });

    it("that SES refuses stands there as failed", async () => {
      await lost();
      await resend(later(15));
      const mailer = aMailer(portal, () => {
        throw refused();
      });
      expect(await mailer.told([keyOf(personOf("maja"))], later(16))).toEqual({ batchItemFailures: [] });
      expect(await majas(later(17))).toMatchObject({ state: "failed", isAsked: false });
    });

    it("of an event is made anew, like any other", async () => {
      await fillIn(portal, id, "maja");
      await handInPlan(portal, id, "maja");
      const seq = (await portal.store.events(id)).at(-1)?.event.seq ?? 0;
      const mail = { of: id, kind: "waiting", step: seq, whom: "anna@example.se" };
      const mailer = aMailer(portal);
      const subject = "En plan väntar på din underskrift";
      await mailer.mails.mark(
        { ...mail, to: "anna@example.se", person: personOf("anna"), subject, about: [id] },
        later(0),
      );
      await mailer.told([{ id, seq }], later(1));
      expect(mailer.sent).toEqual([]);
      const [stuck] = await logOf("karin");
      const body = { ...stuck?.again, state: stuck?.state, at: stuck?.at };
      expect((await portal.call("karin", "resend", { params, body, at: later(20) })).status).toBe(200);
      await mailer.told([mail], later(21));
      expect(mailer.sent).toEqual([{ to: "anna@example.se", subject }]);
      expect((await logOf("karin"))[0]).toMatchObject({ state: "sent", again: null });
    });
  });
});
