import { randomBytes } from "node:crypto";
import { describe, expect, it } from "@jest/globals";
import { OctetString } from "asn1js";
import { TimeStampReq } from "pkijs";
import { Authority, aHouse, stampsOf, start, year } from "#tests/sealing";
import { timestampReply } from "../../infra/local/tsa.ts";
import { asn1, sha256 } from "../../lambdas/seal/certificates.ts";
import { positive, readTimestamp, timestampAuthority } from "../../lambdas/seal/timestamp.ts";

const house = aHouse();
const { ca, tsa } = house;
const digest = sha256(Buffer.from("planen"));
const now = () => start;
const message = (made: Promise<unknown>) =>
  made.then(
    () => "made",
    (error) => `${error.code}: ${error.message}`,
  );

/** The request as someone else would have put it. */
const asking = (change: (request: TimeStampReq) => void) => (query: Uint8Array) => {
  const request = new TimeStampReq({ schema: asn1(query, "query") });
  change(request);
  return new Uint8Array(request.toSchema().toBER());
};

const flipped = (reply: Uint8Array, at: number) => reply.map((octet, index) => (index === at ? octet ^ 1 : octet));

describe("a timestamp", () => {
  it("is of what was asked, with the authority's time and certificate", async () => {
    const stamp = readTimestamp(await stampsOf(tsa, [ca.root], now)(digest));
    expect(stamp).toMatchObject({ time: start, hash: "sha256", fault: null });
    expect(Buffer.from(stamp.imprint).equals(digest)).toBe(true);
    expect(stamp.signer?.der).toEqual(Uint8Array.from(tsa.chain[0] as Uint8Array));
  });

  it("is taken whatever its nonce begins with", async () => {
    for (const first of [0x00, 0x01, 0x7f, 0x80, 0xff]) {
      const fetch = async (_: string, { body }: { body: Uint8Array }) => {
        const reply = await timestampReply(body, { signer: tsa, now, serial: () => randomBytes(8) });
        return { status: 200, arrayBuffer: async () => Uint8Array.from(reply).buffer };
      };
      const nonce = () => Uint8Array.of(first, 0, 2, 3, 4, 5, 6, 7);
      const authority = timestampAuthority({ fetch, url: "http://tid.example.se", nonce, roots: [ca.root] });
      expect(readTimestamp(await authority(digest)).fault).toBeNull();
    }
  });

  it.each<[string, Parameters<typeof stampsOf>[3], RegExp]>([
    [
      "to another request",
      { asked: asking((request) => Object.assign(request, { nonce: positive(randomBytes(8)) })) },
      /answers another request/,
    ],
    [
      "without a nonce",
      { asked: asking((request) => Object.assign(request, { nonce: undefined })) },
      /answers another request/,
    ],
    [
      "of something else",
      {
        asked: asking(({ messageImprint }) =>
          Object.assign(messageImprint, { hashedMessage: new OctetString({ valueHex: new Uint8Array(32) }) }),
        ),
      },
      /for something else/,
    ],
    [
      "without its certificate",
      { asked: asking((request) => Object.assign(request, { certReq: false })) },
      /does not have its signer's certificate/,
    ],
    ["that is a refusal", { asked: () => Uint8Array.of(48, 0) }, /refused, status 2/],
    ["that is nothing", { answered: () => new Uint8Array() }, /reply/],
    ["that is a page", { answered: () => Buffer.from("<!doctype html>") }, /reply/],
    ["that goes on after its end", { answered: (reply) => Buffer.concat([reply, Buffer.of(0)]) }, /reply/],
    ["that is granted and empty", { answered: () => Uint8Array.of(48, 5, 48, 3, 2, 1, 0) }, /no token/],
    ["whose signature is another's", { answered: (reply) => flipped(reply, reply.length - 1) }, /signature is wrong/],
  ])("is refused %s, in words", async (_, meddle, why) => {
    const said = await message(stampsOf(tsa, [ca.root], now, meddle)(digest));
    expect(said).toMatch(/^timestamp: time-stamp authority http:\/\/tid\.example\.se: /);
    expect(said).toMatch(why);
  });

  it("is refused from whom is not trusted, is not for it, or is no longer valid", async () => {
    const other = new Authority("Provrot", start - year, start + year);
    expect(await message(stampsOf(tsa, [other.root], now)(digest))).toMatch(/no root that is trusted/);
    expect(await message(stampsOf(house.signer, [ca.root], now)(digest))).toMatch(/not for timestamps/);
    expect(await message(stampsOf(tsa, [ca.root], () => start + 6 * year)(digest))).toMatch(/not valid at the time/);
  });

  it("is never another one: a byte changed on the way is found, or was no part of what is signed", async () => {
    const stamps = (at: number) => stampsOf(tsa, [ca.root], now, { answered: (reply) => flipped(reply, at) })(digest);
    const codes = new Set<string>();
    for (let at = 0; at < 1700; at += process.env.DEEP ? 13 : 53) {
      const made = await stamps(at).then(readTimestamp, (error) => error.code as string);
      if (typeof made === "string") codes.add(made);
      else expect(made).toMatchObject({ time: start, imprint: Uint8Array.from(digest), fault: null });
    }
    expect([...codes]).toEqual(["timestamp"]);
  });

  it("is an error when nobody answers, or not with 200", async () => {
    const options = { url: "http://tid.example.se", nonce: () => randomBytes(8), roots: [ca.root] };
    const away = timestampAuthority({
      ...options,
      fetch: async () => Promise.reject(new Error("connect ECONNREFUSED")),
    });
    expect(await message(away(digest))).toMatch(/^timestamp: .*ECONNREFUSED/);
    const broken = timestampAuthority({
      ...options,
      fetch: async () => ({ status: 503, arrayBuffer: async () => new ArrayBuffer(0) }),
    });
    expect(await message(broken(digest))).toMatch(/^timestamp: .*HTTP 503/);
  });
});
