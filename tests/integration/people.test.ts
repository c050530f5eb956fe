import { GetItemCommand } from "@aws-sdk/client-dynamodb";
import { marshall } from "@aws-sdk/util-dynamodb";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import type { Body } from "#domain/contract";
import { accept as accepted } from "#domain/people";
import type { Role } from "#domain/permissions";
import { hash } from "#tests/builders";
import { anOutbox } from "#tests/outbox";
import { aKey, aMemoryTable, aPortal, aPortalInMemory, identityOf, may20, type Portal, table } from "#tests/portal";
import { fillIn, handInPlan, pressAndSign } from "#tests/story";
import { belongingSince, personOf } from "../../infra/local/seed.ts";
import { keys } from "../../lambdas/store/keys.ts";
import { judgeLog } from "../../lambdas/verify/log.ts";

const day = 86_400_000;
const now = new Date(may20).toISOString();

describe("people", () => {
  let portal: Portal;
  beforeEach(async () => {
    portal = await aPortal();
  });
  afterEach(() => portal.stop());

  const elsa = { name: "Elsa Ek", email: "elsa.ek@example.se" };
  const invite = (
    org: string,
    body: Partial<Body<"invite">> = {},
    call: { sub?: string; key?: string; at?: number } = {},
  ) =>
    portal.call(call.sub ?? "lena", "invite", {
      ...{ key: aKey(), ...call, params: { org } },
      body: { ...elsa, role: "writer", from: null, to: null, ...body },
    });
  const end = (
    org: string,
    sub: string,
    role: Role,
    at: string | null,
    by = "lena",
    call: { at?: number; key?: string } = {},
  ) =>
    portal.call(by, "endMembership", {
      ...{ params: { org, person: personOf(sub) }, body: { role, from: belongingSince, at } },
      ...call,
    });
  const peopleOf = async (org: string, by = "lena") =>
    (await portal.call(by, "people", { params: { org } })).answer.people;
  const accept = (sub: string | null, code: string, call: { at?: number; from?: { hop: string } } = {}) =>
    portal.call(sub, "acceptInvitation", { body: { code }, ...call });
  const codeIn = (url = "") => url.split("#")[1] ?? "";
  /** Somebody of SKR's or of an RSS who has been let in by hand. */
  async function letIn(sub: string, org: string, role: Role) {
    await portal.registry.putPerson({ id: personOf(sub), name: sub, email: `${sub}@example.se` }, identityOf(sub));
    await portal.registry.putMembership(personOf(sub), {
      org,
      role,
      from: belongingSince,
      to: null,
      confirmedBy: "p-admin",
    });
  }

  describe("an invitation", () => {
    async function invited(at = now) {
      const { answer } = await invite("W");
      const outbox = anOutbox(portal);
      await outbox.deliver(at);
      const [mail] = outbox.sent;
      return { person: answer.person, outbox, mail, code: codeIn(mail?.letter.action?.url) };
    }

    it("goes by mail, with a code that stands nowhere, and makes whoever shows it that person", async () => {
      const { person, mail, code, outbox } = await invited();
      expect(mail).toMatchObject({ to: elsa.email, letter: { subject: "Du är inbjuden till RSS-portalen" } });
      expect(mail?.letter.action?.url).toBe(`https://portalen.example.se/inbjudan#${code}`);
      expect(mail?.letter.paragraphs.join(" ")).toContain("Lena Alm");
      expect(mail?.letter.facts).toContainEqual({ label: "Organisation", value: "RSS Dalarna" });
      expect(await outbox.pending.outstanding()).toEqual([]);

      expect((await portal.call("elsa", "me")).code).toBe("not-allowed");
      expect(await accept("elsa", code)).toMatchObject({ status: 200, text: "{}" });
      const { answer } = await portal.call("elsa", "me");
      expect(answer).toMatchObject({ person: { id: person, ...elsa }, memberships: [{ org: "W", role: "writer" }] });
      const there = await peopleOf("W");
      expect(there.find(({ id }) => id === person)).toMatchObject({ ...elsa, invited: null });
      // Drawn at random in production, and no part of a name or an address.
      expect(person).not.toMatch(/elsa/i);
    });

    it("is told of once, however often the stream carries it", async () => {
      const { outbox } = await invited();
      await outbox.deliver(now);
      expect(outbox.sent).toHaveLength(1);
    });

    it("waits in the list until it is accepted", async () => {
      const { person } = await invited();
      expect((await peopleOf("W")).find(({ id }) => id === person)).toMatchObject({ invited: now });
    });

    it("tells whoever let them in what became of its mail, the last one when there are several", async () => {
      const { person, outbox } = await invited();
      const of = async () => (await peopleOf("W")).find(({ id }) => id === person)?.invitation;
      expect(await of()).toEqual({ state: "sent", at: now, isStuck: false });
      const mail = await outbox.mails.byMessage("message-1");
      expect(mail).toMatchObject({ of: "register:W", kind: "invitation", person });
      if (mail) await outbox.mails.delivered(mail, "message-1", "bounced");
      expect(await of()).toMatchObject({ state: "bounced" });
      const later = new Date(may20 + 60_000).toISOString();
      const params = { org: "W", person };
      await portal.call("lena", "inviteAgain", { params, body: { email: "ek@example.se" }, at: later });
      await outbox.deliver(later);
      expect(await of()).toEqual({ state: "sent", at: later, isStuck: false });
      expect((await peopleOf("W")).filter(({ invitation }) => invitation !== null)).toHaveLength(1);
    });

    it("opens nothing when it was used, is too old, or was never given: the same answer to the byte", async () => {
      const { code } = await invited();
      await accept("elsa", code);
      const used = await accept("other", code);
      const guessed = await accept("other", "0".repeat(40));
      const { code: late } = await (async () => {
        const outbox = anOutbox(portal);
        await invite("X", { name: "Ulf Ek", email: "ulf@example.se" });
        await outbox.deliver(now);
        return { code: codeIn(outbox.sent[0]?.letter.action?.url) };
      })();
      const old = await accept("other", late, { at: may20 + 14 * day });
      expect(guessed).toMatchObject({ status: 404, text: '{"code":"unknown-invitation"}' });
      for (const each of [used, old]) expect(each.text).toBe(guessed.text);
      expect((await portal.call("other", "me")).code).toBe("not-allowed");
      expect(await accept("ulf", late, { at: may20 + 14 * day - 1 })).toMatchObject({ status: 200 });
    });

    it("is accepted once by two at the same time", async () => {
      const { code, person } = await invited();
      const replies = await Promise.all(["elsa", "ella", "elna"].map((sub) => accept(sub, code)));
      expect(replies.map(({ status }) => status).sort()).toEqual([200, 404, 404]);
      const found = await Promise.all(["elsa", "ella", "elna"].map((sub) => portal.registry.personOf(identityOf(sub))));
      expect(found.filter(Boolean)).toEqual([person]);
    });

    it("is accepted once by two who saw the register the same, whoever is first", async () => {
      const { code } = await invited();
      const there = await portal.register.invitation(code);
      if (!there) throw new Error("not invited");
      const chain = await portal.register.chain(there.org);
      const save = (identity: string) =>
        portal.register.saveAccepted(
          accepted(chain, there.person, { identity, code }, now, hash),
          code,
          there,
          identity,
        );
      expect(await save("one")).toHaveProperty("made");
      expect(await save("other")).toBeNull();
      expect(await save("one")).toHaveProperty("made");
    });

    it("is answered the same when the answer was lost", async () => {
      const { code } = await invited();
      expect((await accept("elsa", code)).status).toBe(200);
      expect((await accept("elsa", code)).status).toBe(200);
    });

    it("makes nobody another person who is in already", async () => {
      const { code } = await invited();
      expect(await accept("maja", code)).toMatchObject({ code: "wrong-state", answer: { state: "known" } });
      expect(await accept("maja", "guessed")).toMatchObject({ code: "wrong-state" });
      expect((await accept("elsa", code)).status).toBe(200);
    });

    it("is not to be guessed at: after twenty in an hour nobody is heard from there", async () => {
      const { code } = await invited();
      const from = { hop: "198.51.100.7" };
      for (let n = 0; n < 20; n += 1) expect((await accept("other", `guess ${n}`, { from })).status).toBe(404);
      const stopped = await accept("other", code, { from });
      expect(stopped).toMatchObject({ status: 429, code: "busy-source" });
      // Nor as the same one from elsewhere, but whoever is somebody else is.
      expect((await accept("other", code)).status).toBe(429);
      expect((await accept("elsa", code)).status).toBe(200);
    });

    it("takes a log-in", async () => {
      expect(await accept(null, "code")).toMatchObject({ status: 401 });
    });

    it("goes once more, to another address, and what went to the first one opens nothing any more", async () => {
      const { person, code, outbox } = await invited();
      const params = { org: "W", person };
      const again = await portal.call("lena", "inviteAgain", { params, body: { email: "elsa@example.se" } });
      expect(again.status).toBe(200);
      await outbox.deliver(now);
      expect(outbox.sent.map(({ to }) => to)).toEqual([elsa.email, "elsa@example.se"]);
      const second = codeIn(outbox.sent[1]?.letter.action?.url);
      expect((await accept("other", code)).text).toBe('{"code":"unknown-invitation"}');
      expect((await accept("elsa", second)).status).toBe(200);
      const late = await portal.call("lena", "inviteAgain", { params, body: { email: "elsa@example.se" } });
      expect(late).toMatchObject({ code: "wrong-state", answer: { state: "accepted" } });
    });

    it("is not written to somebody who has been taken out again", async () => {
      const { answer } = await invite("W");
      const [membership] = (await portal.registry.user(answer.person))?.memberships ?? [];
      const body = { role: "writer", from: membership?.from, at: null } as const;
      await portal.call("lena", "endMembership", {
        params: { org: "W", person: answer.person },
        body,
        at: may20 + 1000,
      });
      const outbox = anOutbox(portal);
      await outbox.deliver(new Date(may20 + 2000).toISOString());
      expect(outbox.sent).toEqual([]);
      expect(await outbox.pending.outstanding()).toEqual([]);
    });

    it("leaves a mail that failed for certain to be tried again with another code", async () => {
      await invite("W");
      let fails = true;
      const outbox = anOutbox(portal, () => {
        if (fails) throw Object.assign(new Error("refused"), { $metadata: { httpStatusCode: 400 } });
      });
      expect(await outbox.deliver(now)).toBe(1);
      fails = false;
      await outbox.deliver(now);
      expect(outbox.sent).toHaveLength(1);
      expect((await accept("elsa", codeIn(outbox.sent[0]?.letter.action?.url))).status).toBe(200);
    });

    it("is made once by a key, and once an address in an organisation, so that nobody gets every mail twice", async () => {
      const key = aKey();
      const [one, two] = [await invite("W", {}, { key }), await invite("W", {}, { key, at: may20 + 5000 })];
      expect(two.text).toBe(one.text);
      const known = { status: 400, text: '{"code":"invalid","issues":[{"path":"email","problem":"known"}]}' };
      expect(await invite("W", { email: elsa.email.toUpperCase() })).toMatchObject(known);
      expect(await invite("W", { email: "anna@example.se" })).toMatchObject(known);
      expect((await peopleOf("W")).filter(({ name }) => name === elsa.name)).toHaveLength(1);
      // In another one they are let in by id, or by an invitation of their own.
      expect((await invite("X")).status).toBe(200);
    });

    it("goes no more to somebody who has been taken out again", async () => {
      const { answer } = await invite("W");
      const [membership] = (await portal.registry.user(answer.person))?.memberships ?? [];
      const params = { org: "W", person: answer.person };
      const body = { role: "writer", from: membership?.from, at: null };
      expect((await portal.call("lena", "endMembership", { params, body, at: may20 + 1000 })).status).toBe(200);
      const again = await portal.call("lena", "inviteAgain", { params, body: { email: elsa.email }, at: may20 + 2000 });
      expect(again).toMatchObject({ status: 409, answer: { state: "ended" } });
      // Asked in anew, with the same address.
      expect((await invite("W", {}, { at: may20 + 3000 })).status).toBe(200);
    });

    it("is for a role of that house, for a time that can be", async () => {
      const issues = async (org: string, body: Partial<Body<"invite">>) => (await invite(org, body)).text;
      expect(await issues("W", { role: "officer" })).toContain("wrong-house");
      expect(await issues("SKR", { role: "head" })).toContain("wrong-house");
      expect(await issues("W", { from: "2021-06-01T00:00:00.000Z", to: "2021-06-01T00:00:00.000Z" })).toContain(
        "before-from",
      );
      expect(await invite("QQ")).toMatchObject({ status: 404 });
      expect(await issues("W", { person: "p-nobody", name: undefined, email: undefined } as never)).toContain(
        "unknown",
      );
    });

    it("of somebody the portal knows is a role at once, and no mail", async () => {
      const body = { person: personOf("sara"), role: "reader", from: null, to: null } as const;
      const { answer } = await portal.call("lena", "invite", { params: { org: "W" }, body });
      expect(answer.person).toBe(personOf("sara"));
      const { memberships } = (await portal.call("sara", "me")).answer;
      expect(memberships.map(({ org, role }) => `${org} ${role}`).sort()).toEqual(["W reader", "X writer"]);
      const twice = await portal.call("lena", "invite", { params: { org: "W" }, body });
      expect(twice.text).toContain("held");
      const outbox = anOutbox(portal);
      expect(await outbox.pending.outstanding()).toEqual([]);
    });
  });

  describe("a membership", () => {
    const see = (sub: string, at: number) => portal.call(sub, "submission", { params: { id: "2021.W" }, at });

    it("ends the same millisecond", async () => {
      const at = new Date(may20 + 60_000).toISOString();
      expect(await end("W", "elin", "writer", at)).toMatchObject({ status: 200, answer: { to: at } });
      expect((await see("elin", may20 + 59_999)).status).toBe(200);
      expect((await see("elin", may20 + 60_000)).text).toBe('{"code":"not-found"}');
    });

    it("ends now when no time is said", async () => {
      expect(await end("W", "elin", "writer", null)).toMatchObject({ answer: { to: now } });
      expect((await see("elin", may20 - 1)).status).toBe(200);
      expect((await see("elin", may20)).status).toBe(404);
    });

    it("never ends in what has been, nor later than it does", async () => {
      expect((await end("W", "elin", "writer", "2021-05-20T08:59:59.999Z")).text).toContain("past");
      await end("W", "elin", "writer", "2021-06-01T00:00:00.000Z");
      expect((await end("W", "elin", "writer", "2021-06-02T00:00:00.000Z")).text).toContain("not-earlier");
      expect((await end("W", "elin", "writer", "2021-05-25T00:00:00.000Z")).status).toBe(200);
      expect(await end("W", "elin", "head", null)).toMatchObject({ status: 404 });
      expect(await end("W", "sara", "writer", null)).toMatchObject({ status: 404 });
    });

    it("that ended before it began is given anew from the same instant", async () => {
      const from = "2021-06-01T00:00:00.000Z";
      const body = { person: personOf("elin"), role: "reader", from, to: null } as const;
      const give = (at: number) => portal.call("lena", "invite", { params: { org: "W" }, body, at });
      const take = (to: string, at: number) =>
        portal.call("lena", "endMembership", {
          params: { org: "W", person: personOf("elin") },
          body: { role: "reader", from, at: to },
          at,
        });
      expect((await give(may20)).status).toBe(200);
      expect((await give(may20 + 1)).text).toContain("held");
      expect((await take("2021-05-25T00:00:00.000Z", may20 + 1000)).status).toBe(200);
      expect((await give(may20 + 2000)).status).toBe(200);
      const { memberships } = (await portal.registry.user(personOf("elin"))) ?? { memberships: [] };
      expect(memberships.filter(({ role }) => role === "reader")).toMatchObject([{ from, to: null }]);
      // One that has held is nobody's to write over.
      expect((await take("2021-06-02T00:00:00.000Z", may20 + 3000)).status).toBe(200);
      expect((await give(may20 + 4000)).text).toContain("held");
    });

    it("of the last administrator stays", async () => {
      expect(await end("SKR", "lena", "admin", null)).toMatchObject({ status: 409, code: "last-admin" });
      // Neither one who has not come yet, nor one for a time, is anybody to let people in.
      await invite("SKR", { role: "admin" });
      await letIn("tom", "SKR", "officer");
      const body = { person: personOf("tom"), role: "admin", from: null, to: "2030-01-01T00:00:00.000Z" } as const;
      await portal.call("lena", "invite", { params: { org: "SKR" }, body });
      expect(await end("SKR", "lena", "admin", null)).toMatchObject({ code: "last-admin" });
      await letIn("ester", "SKR", "admin");
      expect(await end("SKR", "lena", "admin", null)).toMatchObject({ status: 200 });
      expect(await end("SKR", "ester", "admin", null, "ester")).toMatchObject({ code: "last-admin" });
    });

    it("of one of two administrators stays when both end the other at once", async () => {
      for (let round = 0; round < 5; round += 1) {
        const [one, two] = [`a${round}`, `b${round}`];
        if (round === 0) {
          await letIn("a0", "SKR", "admin");
          await letIn("b0", "SKR", "admin");
          expect((await end("SKR", "lena", "admin", null, "a0")).status).toBe(200);
        } else {
          const left = (await peopleOf("SKR", last)).filter(({ memberships }) =>
            memberships.some(({ role, to }) => role === "admin" && to === null),
          );
          expect(left).toHaveLength(1);
          await letIn(two, "SKR", "admin");
        }
        const first: string = round === 0 ? one : last;
        const later = { at: may20 + (round + 1) * 1000 };
        const replies = await Promise.all([
          end("SKR", first, "admin", null, two, later),
          end("SKR", two, "admin", null, first, later),
        ]);
        expect(replies.map(({ code }) => code).sort()).toEqual(["", "last-admin"]);
        last = replies[0]?.status === 200 ? two : first;
      }
    });
    let last = "";
  });

  describe("a substitute", () => {
    const until = "2021-06-30T22:00:00.000Z";
    const delegate = (by: string, sub: string, body: Partial<Body<"delegate">> = {}, org = "W") =>
      portal.call(by, "delegate", {
        params: { org, person: personOf(sub) },
        body: { of: null, from: null, to: until, ...body },
      });
    const canSign = async (sub: string, at: number) =>
      (await portal.call(sub, "submission", { params: { id: "2021.W" }, at })).answer.roles?.includes("head");

    it("is named by the head, for a period, and is then a head", async () => {
      expect(await delegate("anna", "olle")).toMatchObject({ status: 200, answer: { from: now, to: until } });
      expect(await canSign("olle", may20)).toBe(true);
      expect(await canSign("olle", Date.parse(until) - 1)).toBe(true);
      expect(await canSign("olle", Date.parse(until))).toBe(false);
      const olle = (await peopleOf("W", "anna")).find(({ name }) => name === "Olle Holm");
      expect(olle?.memberships[0]).toMatchObject({
        ...{ role: "head", confirmedBy: "Anna Berg", standsInFor: { id: personOf("anna"), name: "Anna Berg" } },
      });
    });

    it("is named by the administrator for a head who cannot", async () => {
      expect((await delegate("lena", "olle")).text).toContain("no-head");
      expect((await delegate("lena", "olle", { of: personOf("maja") })).text).toContain("no-head");
      expect((await delegate("lena", "olle", { of: personOf("anna") })).status).toBe(200);
    });

    it("signs as one, which the evidence says for whom, and not from the instant the period ends", async () => {
      const named = await portal.call("anna", "delegate", {
        ...{
          params: { org: "W", person: personOf("olle") },
          body: { of: null, from: null, to: "2021-05-21T10:00:00.000Z" },
        },
      });
      const id = "2021.W";
      await fillIn(portal, id, "maja");
      const read = await handInPlan(portal, id, "maja");
      const sign = (pressed: string, loggedIn: string) => pressAndSign(portal, id, "olle", read, { pressed, loggedIn });
      const late = await sign("2021-05-21T09:59:59.000Z", "2021-05-21T10:00:00.000Z");
      expect([late.intent.status, late.sign.code]).toEqual([200, "not-allowed"]);
      await portal.call("anna", "delegate", {
        params: { org: "W", person: personOf("olle") },
        body: { of: null, from: "2021-05-22T10:00:00.000Z", to: "2021-05-23T10:00:00.000Z" },
        at: "2021-05-22T09:00:00.000Z",
      });
      const again = await sign("2021-05-22T10:00:00.000Z", "2021-05-22T10:01:00.000Z");
      expect([named.status, again.sign.status]).toEqual([200, 200]);
      const signed = (await portal.store.events(id)).find(({ event }) => event.fact.type === "signed")?.event.fact;
      expect(signed).toMatchObject({
        evidence: { membership: { role: "head", standsInFor: personOf("anna"), to: "2021-05-23T10:00:00.000Z" } },
      });
    });

    it("names no further substitute, and is told off by the head who named them", async () => {
      await delegate("anna", "olle");
      expect((await delegate("olle", "elin")).text).toContain("no-head");
      const { memberships } = (await portal.registry.user(personOf("olle"))) ?? { memberships: [] };
      const from = memberships.find(({ role }) => role === "head")?.from ?? "";
      const params = { org: "W", person: personOf("olle") };
      const body = { role: "head", from, at: null } as const;
      expect((await portal.call("anna", "endMembership", { params, body, at: may20 + 1000 })).status).toBe(200);
      expect(await canSign("olle", may20 + 1000)).toBe(false);
    });

    it("is somebody of the same RSS, and no one's own self", async () => {
      expect(await delegate("anna", "sara")).toMatchObject({ status: 404 });
      expect((await delegate("anna", "anna")).text).toContain("self");
      expect(await delegate("per", "olle")).toMatchObject({ status: 404 });
      expect((await delegate("anna", "olle", { of: personOf("maja") })).status).toBe(400);
      expect((await delegate("anna", "olle", { to: "2023-01-01T00:00:00.000Z" })).text).toContain("too-far");
    });

    it("is not stood in for longer than the head is one", async () => {
      await end("W", "anna", "head", "2021-06-10T22:00:00.000Z");
      expect((await delegate("anna", "olle")).text).toContain("beyond-own");
    });
  });

  describe("a substitute, when the head's own role ends", () => {
    const june30 = "2021-06-30T22:00:00.000Z";
    const delegate = (sub: string, body: Partial<Body<"delegate">> = {}) =>
      portal.call("anna", "delegate", {
        params: { org: "W", person: personOf(sub) },
        body: { of: null, from: null, to: june30, ...body },
      });
    const rolesOf = async (sub: string, at: number) =>
      (await portal.call(sub, "submission", { params: { id: "2021.W" }, at })).answer.roles ?? [];
    const asHead = async (sub: string) =>
      (await portal.registry.user(personOf(sub)))?.memberships.filter(({ role }) => role === "head") ?? [];

    it("ends in the same millisecond, also one who was to begin later, and the log tells of it", async () => {
      await delegate("olle");
      await delegate("elin", { from: "2021-06-10T00:00:00.000Z" });
      const at = new Date(may20 + 60_000).toISOString();
      const key = aKey();
      expect(await end("W", "anna", "head", at, "lena", { key })).toMatchObject({ status: 200, answer: { to: at } });
      expect(await rolesOf("olle", may20 + 59_999)).toContain("head");
      expect(await rolesOf("olle", may20 + 60_000)).toEqual(["reader"]);
      expect(await rolesOf("elin", Date.parse("2021-06-20T00:00:00Z"))).toEqual(["writer"]);
      expect((await end("W", "anna", "head", at, "lena", { key })).answer).toEqual({ to: at });
      const log = await portal.call("karin", "registerLog", { params: { org: "W" } });
      expect(log.answer.events.at(-1)).toMatchObject({
        ...{ type: "ended", person: "Anna Berg", along: ["Elin Sand", "Olle Holm"] },
      });
      expect(log.answer.events.slice(0, -1).flatMap(({ along }) => along)).toEqual([]);
      expect(log.answer.whole).toBe(true);
      expect(judgeLog(Buffer.from(log.text))?.verdict).toEqual({ kind: "whole", withheld: 0 });
    });

    it("keeps what ends before that, and what is another head's", async () => {
      await letIn("gun", "W", "head");
      await delegate("olle", { to: "2021-05-25T00:00:00.000Z" });
      const body = { of: personOf("gun"), from: null, to: june30 };
      await portal.call("lena", "delegate", { params: { org: "W", person: personOf("elin") }, body });
      await end("W", "anna", "head", "2021-06-01T00:00:00.000Z");
      expect((await asHead("olle")).map(({ to }) => to)).toEqual(["2021-05-25T00:00:00.000Z"]);
      expect((await asHead("elin")).map(({ to }) => to)).toEqual([june30]);
      const { answer } = await portal.call("karin", "registerLog", { params: { org: "W" } });
      expect(answer.events.at(-1)).toMatchObject({ type: "ended", along: [] });
    });

    it("ends when the post is handed over, and may be the one who takes it", async () => {
      await delegate("olle");
      await delegate("elin");
      const at = "2021-06-01T00:00:00.000Z";
      const body = { role: "head", from: belongingSince, at, to: { person: personOf("olle") } } as const;
      const params = { org: "W", person: personOf("anna") };
      expect(await portal.call("lena", "handOver", { params, body })).toMatchObject({ status: 200, answer: { at } });
      expect(await rolesOf("elin", Date.parse(at))).toEqual(["writer"]);
      expect((await asHead("olle")).map(({ from, to, standsInFor }) => [from, to, standsInFor])).toEqual([
        [now, at, personOf("anna")],
        [at, null, undefined],
      ]);
      const log = await portal.call("karin", "registerLog", { params: { org: "W" } });
      expect(log.answer.events.at(-1)).toMatchObject({
        ...{ type: "handed-over", other: "Olle Holm", along: ["Elin Sand", "Olle Holm"] },
      });
    });

    it("who was to begin at the very instant of the hand-over is ended first", async () => {
      const at = "2021-06-01T00:00:00.000Z";
      const { answer } = await delegate("olle", { from: at });
      const params = { org: "W", person: personOf("anna") };
      const body = { role: "head", from: belongingSince, at, to: { person: personOf("olle") } } as const;
      expect((await portal.call("lena", "handOver", { params, body })).text).toContain("begins-then");
      const own = { role: "head", from: answer.from, at: null } as const;
      const end = { params: { org: "W", person: personOf("olle") }, body: own, at: may20 + 1000 };
      expect((await portal.call("lena", "endMembership", end)).status).toBe(200);
      expect((await portal.call("lena", "handOver", { params, body, at: may20 + 2000 })).status).toBe(200);
      expect(await asHead("olle")).toMatchObject([{ from: at, to: null }]);
    });

    it("is nobody named by a head whose role is being ended at that very moment", async () => {
      const memory = await aMemoryTable();
      const raced = aPortalInMemory(memory);
      const params = { org: "W", person: personOf("olle") };
      let isBefore = true;
      memory.become({
        pause: async (operation) => {
          if (operation !== "TransactWriteItems" || !isBefore) return;
          isBefore = false;
          const body = { role: "head", from: belongingSince, at: null };
          const ended = { params: { org: "W", person: personOf("anna") }, body };
          expect((await raced.call("lena", "endMembership", ended)).status).toBe(200);
        },
      });
      const body = { of: null, from: null, to: june30 };
      expect((await raced.call("anna", "delegate", { params, body })).text).toContain("no-head");
      expect(isBefore).toBe(false);
      const { memberships } = (await raced.registry.user(personOf("olle"))) ?? { memberships: [] };
      expect(memberships.map(({ role }) => role)).toEqual(["reader"]);
    });

    it("is ended with the head also when the index has not heard of them", async () => {
      const memory = await aMemoryTable();
      const blind = aPortalInMemory(memory);
      const params = { org: "W", person: personOf("olle") };
      const body = { of: null, from: null, to: june30 };
      expect((await blind.call("anna", "delegate", { params, body })).status).toBe(200);
      const late = {
        ...memory.db,
        send: async (command: { constructor: { name: string }; input: { IndexName?: string } }) => {
          const answer = await memory.db.send(command as never);
          return command.input.IndexName === "list" ? { ...(answer as object), Items: [], Count: 0 } : answer;
        },
      };
      const behind = aPortalInMemory({ ...memory, db: late as never });
      const ended = {
        params: { org: "W", person: personOf("anna") },
        body: { role: "head", from: belongingSince, at: null },
      };
      expect((await behind.call("lena", "endMembership", { ...ended, at: may20 + 1000 })).status).toBe(200);
      const { memberships } = (await blind.registry.user(personOf("olle"))) ?? { memberships: [] };
      expect(memberships.find(({ role }) => role === "head")?.to).toBe(new Date(may20 + 1000).toISOString());
    });

    it("who never stood in, since they were ended before they began, is neither shown, counted nor told of", async () => {
      const from = "2021-06-10T00:00:00.000Z";
      await delegate("elin", { from });
      expect((await end("W", "anna", "head", "2021-06-05T00:00:00.000Z")).status).toBe(200);
      const elin = (await peopleOf("W")).find(({ name }) => name === "Elin Sand");
      expect(elin?.memberships.map(({ role }) => role)).toEqual(["writer"]);
      expect((await end("W", "anna", "head", "2021-06-01T00:00:00.000Z")).status).toBe(200);
      const { answer } = await portal.call("karin", "registerLog", { params: { org: "W" } });
      expect(answer.events.map(({ along }) => along)).toEqual([[], ["Elin Sand"], []]);
      const body = { role: "head", from, at: null } as const;
      const params = { org: "W", person: personOf("elin") };
      expect((await portal.call("lena", "endMembership", { params, body })).status).toBe(404);
    });

    it("is one of twenty periods ahead at the most, so that all can end in one transaction", async () => {
      const dayOfJune = (n: number) => new Date(Date.UTC(2021, 5, 1 + n)).toISOString();
      for (let n = 0; n < 20; n += 1) await delegate("olle", { from: dayOfJune(n), to: dayOfJune(n + 1) });
      expect((await delegate("elin")).text).toContain("too-many");
      expect((await end("W", "anna", "head", null, "lena", { at: may20 + 1000 })).status).toBe(200);
      for (const { from, to } of await asHead("olle")) expect(to && to <= from).toBe(true);
    });
  });

  describe("handing over", () => {
    const handOver = (sub: string, role: Role, to: Body<"handOver">["to"], org = "W", at: string | null = null) =>
      portal.call("lena", "handOver", {
        params: { org, person: personOf(sub) },
        body: { role, from: belongingSince, at, to },
      });

    it("ends one and begins the other at the same instant, and neither when it cannot be", async () => {
      const at = "2021-06-01T00:00:00.000Z";
      expect(await handOver("anna", "head", { person: personOf("olle") }, "W", at)).toMatchObject({
        ...{ status: 200, answer: { person: personOf("olle"), at } },
      });
      const roles = async (sub: string, when: number) =>
        (await portal.call(sub, "submission", { params: { id: "2021.W" }, at: when })).answer.roles ?? [];
      expect([await roles("anna", Date.parse(at) - 1), await roles("olle", Date.parse(at) - 1)]).toEqual([
        ["head"],
        ["reader"],
      ]);
      expect([await roles("anna", Date.parse(at)), await roles("olle", Date.parse(at))]).toEqual([
        [],
        ["head", "reader"],
      ]);
      const before = await portal.registry.user(personOf("maja"));
      expect((await handOver("maja", "writer", { person: personOf("elin") })).text).toContain("held");
      expect((await handOver("maja", "writer", { person: personOf("maja") })).text).toContain("self");
      expect(await portal.registry.user(personOf("maja"))).toEqual(before);
    });

    it("invites a successor whom the portal does not know", async () => {
      const { answer } = await handOver("maja", "writer", elsa);
      const outbox = anOutbox(portal);
      await outbox.deliver(now);
      expect(outbox.sent.map(({ to }) => to)).toEqual([elsa.email]);
      await accept("elsa", codeIn(outbox.sent[0]?.letter.action?.url));
      expect((await portal.call("elsa", "me")).answer.person.id).toBe(answer.person);
      expect((await portal.call("maja", "submission", { params: { id: "2021.W" } })).status).toBe(404);
    });

    it("is of a post, not of standing in for whoever holds it, and to nobody a second time under the same address", async () => {
      const body = { of: null, from: null, to: "2021-06-20T00:00:00.000Z" };
      const named = await portal.call("anna", "delegate", { params: { org: "W", person: personOf("elin") }, body });
      const substitute = { role: "head", from: named.answer.from, at: null, to: { person: personOf("olle") } };
      const params = { org: "W", person: personOf("elin") };
      expect((await portal.call("lena", "handOver", { params, body: substitute, at: may20 + 1000 })).text).toContain(
        "stands-in",
      );
      expect((await handOver("maja", "writer", { name: "Elin", email: "elin@example.se" })).text).toContain("known");
    });

    it("of the last administrator goes to one who is in, not to one who is only invited", async () => {
      expect(await handOver("lena", "admin", elsa, "SKR")).toMatchObject({ code: "last-admin" });
      expect(await handOver("lena", "admin", { person: personOf("johan") }, "SKR")).toMatchObject({ status: 200 });
      expect((await portal.call("johan", "register")).status).toBe(200);
      expect((await portal.call("lena", "register")).status).toBe(403);
    });
  });

  describe("the register", () => {
    const rssOf = async (id: string) =>
      (await portal.call("lena", "register")).answer.rsses.find((each) => each.id === id);
    const save = (by: string, org: string, body: unknown, seen: number) =>
      portal.call(by, "saveRss", { params: { org }, body, seen });
    const without = <T extends object>({ id, rev, host, ...details }: T & { id: string; rev: number; host: string }) =>
      details;

    it("is saved on the revision that was seen, and by its days tells who the host is", async () => {
      const before = await rssOf("W");
      if (!before) throw new Error("no RSS");
      const hosts = [
        { name: "Region Dalarna", orgNo: "2120000019", from: "2018-01-01", to: "2021-05-31" },
        { name: "Dalarnas kommunförbund", orgNo: "212000-0019", from: "2021-06-01", to: null },
      ];
      const body = { ...without(before), hosts, aliases: ["Kvinnofrid Dalarna"] };
      const saved = await save("lena", "W", body, 0);
      expect(saved.answer).toMatchObject({ rev: 1, host: "Region Dalarna", hosts: [{ orgNo: "212000-0019" }, {}] });
      expect((await save("lena", "W", { ...body, aliases: [] }, 0)).status).toBe(412);
      // The same once more changes nothing, on whatever revision.
      expect((await save("lena", "W", body, 0)).answer.rev).toBe(1);
      const later = await portal.call("lena", "register", { at: "2021-05-31T22:00:00.000Z" });
      expect(later.answer.rsses.find(({ id }) => id === "W")?.host).toBe("Dalarnas kommunförbund");
    });

    it("takes no number that cannot be one, and no days without a host or with two", async () => {
      const before = await rssOf("W");
      if (!before) throw new Error("no RSS");
      const details = without(before);
      const host = { name: "Region Dalarna", orgNo: "212000-0019", from: "2018-01-01", to: null };
      const tried = async (wish: object) => (await save("lena", "W", { ...details, ...wish }, 0)).text;
      expect(await tried({ hosts: [{ ...host, orgNo: "212000-0018" }] })).toContain(
        '"path":"hosts.0.orgNo","problem":"not-a-number"',
      );
      expect(await tried({ hosts: [host, { ...host, from: "2021-01-01" }] })).toContain("overlaps");
      expect(await tried({ hosts: [{ ...host, to: "2021-05-19" }] })).toContain("none-now");
      expect(await tried({ hosts: [{ ...host, to: "2017-05-19" }] })).toContain("before-from");
      const payee = { ...details.payee, bankgiro: "5050-1056" };
      expect(await tried({ payee })).toContain('"path":"payee.bankgiro","problem":"not-a-number"');
    });

    it("takes an RSS that is not there yet, and one of two who are first with it", async () => {
      const details = without((await rssOf("W")) as never);
      const named = (name: string) => save("lena", "Q", { ...(details as object), name }, 0);
      const replies = await Promise.all([named("RSS Ett"), named("RSS Två")]);
      expect(replies.map(({ status }) => status).sort()).toEqual([200, 412]);
      expect((await rssOf("Q"))?.rev).toBe(1);
      expect((await save("lena", "SKR", details, 0)).status).toBe(404);
    });

    it("keeps every change in a log that is whole, with people by pseudonym and nothing else of them", async () => {
      const { answer } = await invite("W");
      await end("W", "elin", "writer", null);
      const body = { of: null, from: null, to: "2021-06-30T22:00:00.000Z" };
      await portal.call("anna", "delegate", { params: { org: "W", person: personOf("olle") }, body });
      const details = without((await rssOf("W")) as never) as object;
      await save("lena", "W", { ...details, aliases: ["Kvinnofrid"] }, 0);
      const log = await portal.call("karin", "registerLog", { params: { org: "W" } });
      expect(log.answer.events.map(({ type, by, person }) => [type, by, person])).toEqual([
        ["invited", "Lena Alm", "Elsa Ek"],
        ["ended", "Lena Alm", "Elin Sand"],
        ["delegated", "Anna Berg", "Olle Holm"],
        ["rss-saved", "Lena Alm", null],
      ]);
      expect(log.answer.whole).toBe(true);
      expect(judgeLog(Buffer.from(log.text))?.verdict).toEqual({ kind: "whole", withheld: 0 });
      const exact = JSON.stringify(log.answer.chain);
      expect(exact).toContain(answer.person);
      for (const personal of ["Elsa", "Elin", "Anna", "elsa.ek"]) expect(exact).not.toContain(personal);
      // Other organisations have logs of their own.
      expect((await portal.call("karin", "registerLog", { params: { org: "X" } })).answer.events).toEqual([]);
    });

    it("keeps no code but its hash", async () => {
      await invite("W");
      const outbox = anOutbox(portal);
      await outbox.deliver(now);
      const code = codeIn(outbox.sent[0]?.letter.action?.url);
      const { Item } = await portal.client.send(
        new GetItemCommand({ TableName: table, Key: marshall(keys.invitation(hash(code))) }),
      );
      expect(Item?.person).toBeDefined();
      expect(JSON.stringify(Item)).not.toContain(code);
      expect(Item?.ttl?.N).toBe(String((may20 + 14 * day) / 1000));
    });
  });
});
