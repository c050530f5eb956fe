/** What sealing needs in tests: a document with the two fields, and authorities whose time is an argument. */
import { createHash, createPrivateKey, randomBytes, sign } from "node:crypto";
import { PDFDocument, PDFName, PDFString } from "pdf-lib";
import {
  certify,
  type Issuer,
  newKey,
  type Order,
  publicHalf,
  type Revoked,
  revocationList,
} from "../infra/local/authority.ts";
import { timestampReply } from "../infra/local/tsa.ts";
import { publicKeyOf, readCertificate } from "../lambdas/seal/certificates.ts";
import type { Signer } from "../lambdas/seal/cms.ts";
import { distinguishedName } from "../lambdas/seal/request.ts";
import { type SealOptions, seal } from "../lambdas/seal/seal.ts";
import { type TimestampAuthority, timestampAuthority } from "../lambdas/seal/timestamp.ts";
import { verifySeal } from "../lambdas/seal/verify.ts";

/**
 * One page, with the fields as the renderer prepares them: the seal's and a point for the first document timestamp. The form and the
 * page's list of annotations stand in objects of their own, or in what they are of.
 */
export async function preparedDocument(
  text = "En plan",
  { fields = ["Seal", "Timestamp"], form = "own", list = "within" } = {},
): Promise<Uint8Array> {
  const document = await PDFDocument.create({ updateMetadata: false });
  const page = document.addPage([595, 842]);
  page.drawText(text, { x: 60, y: 760, size: 14 });
  const { context, catalog } = document;
  const refs = fields.map((field) => {
    const widget = context.obj({ Type: "Annot", Subtype: "Widget", FT: "Sig", F: 4, Rect: [0, 0, 0, 0], P: page.ref });
    widget.set(PDFName.of("T"), PDFString.of(field));
    return context.register(widget);
  });
  const annotations = context.obj(refs);
  page.node.set(PDFName.of("Annots"), list === "own" ? context.register(annotations) : annotations);
  const acroForm = context.obj({ SigFlags: 3, Fields: refs });
  catalog.set(PDFName.of("AcroForm"), form === "own" ? context.register(acroForm) : acroForm);
  const id = PDFString.of(createHash("sha256").update(text).digest("hex").slice(0, 16));
  context.trailerInfo.ID = context.obj([id, id]);
  return document.save({ useObjectStreams: false });
}

export const year = 365.25 * 86_400_000;

/** An authority that certifies keys for as long as it is told, and lists what it has revoked. */
export class Authority {
  readonly root: Uint8Array;
  readonly #issuer: Issuer;
  readonly revoked: Revoked[] = [];
  readonly #list: string | null;
  #issued = 0;

  /** `list`: the address that its certificates say its list of revoked ones is at. */
  constructor(name: string, from: number, to: number, list: string | null = null) {
    this.#list = list;
    const key = newKey();
    const order = { ...this.#order(name, publicHalf(key)), profile: "root" as const, from, to };
    this.root = certify(order, { key });
    this.#issuer = { key, certificate: this.root };
  }

  #order(commonName: string, publicKey: Uint8Array): Pick<Order, "subject" | "publicKey" | "serial" | "crlUrl"> {
    this.#issued += 1;
    const subject = distinguishedName({ country: "SE", organization: "Exempel", commonName });
    return { subject, publicKey, serial: Uint8Array.of(1, this.#issued), crlUrl: this.#list };
  }

  /** A key and its certificate. */
  signer(commonName: string, profile: "seal" | "timestamp", from: number, to: number): Signer & { serial: Uint8Array } {
    const pem = newKey();
    const order = { ...this.#order(commonName, publicHalf(pem)), profile, from, to };
    const chain = [certify(order, this.#issuer), this.root];
    const key = createPrivateKey(pem);
    return { chain, serial: order.serial, sign: async (bytes) => sign("sha256", bytes, key) };
  }

  /** Another certificate for the same key under the same number, as an authority must never make one. */
  twin(signer: Signer & { serial: Uint8Array }, commonName: string, from: number, to: number): Uint8Array {
    const publicKey = publicKeyOf(readCertificate(signer.chain[0] as Uint8Array));
    const order = { ...this.#order(commonName, publicKey), serial: signer.serial };
    return certify({ ...order, profile: "seal", from, to }, this.#issuer);
  }

  crl(from: number, to = from + 30 * 86_400_000): Uint8Array {
    return revocationList(this.#issuer, { revoked: this.revoked, from, to, number: Math.floor(from / 1000) });
  }
}

type Http = Parameters<typeof timestampAuthority>[0]["fetch"];

/** A time-stamp authority without a network. `meddle` changes what is asked or answered on the way. */
export function stampsOf(
  signer: Signer,
  roots: Uint8Array[],
  now: () => number,
  meddle: { asked?: (query: Uint8Array) => Uint8Array; answered?: (reply: Uint8Array) => Uint8Array } = {},
): TimestampAuthority {
  let count = 0;
  const serial = () => Uint8Array.of(7, ++count);
  const fetch: Http = async (_, { body }) => {
    const reply = await timestampReply(meddle.asked?.(body) ?? body, { signer, now, serial });
    const sent = meddle.answered?.(reply) ?? reply;
    return { status: 200, arrayBuffer: async () => Uint8Array.from(sent).buffer };
  };
  return timestampAuthority({ fetch, url: "http://tid.example.se", nonce: () => randomBytes(8), roots });
}

export const iso = (at: number): string => new Date(at).toISOString();

/** A day in the middle of everybody's validity. */
export const start = Date.UTC(2026, 4, 20, 12);

/** An authority, the seal's certificate for two years and the time-stamp authority's for five. */
export function aHouse(at = start) {
  const ca = new Authority("Provrot", at - year, at + 30 * year);
  const signer = ca.signer("Sigill", "seal", at - 1000, at + 2 * year);
  const tsa = ca.signer("Tid", "timestamp", at - 1000, at + 5 * year);
  const timestamp = stampsOf(tsa, [ca.root], () => at + 1000);
  const sealed = (unsigned: Uint8Array, more: Partial<SealOptions> = {}) =>
    seal(unsigned, { signer, timestamp, at: iso(at), name: "Provportalen", field: "Seal", ...more });
  const data = { certificates: [signer, tsa].flatMap(({ chain }) => chain), crls: [ca.crl(at + 2000)], ocsps: [] };
  const verify = (bytes: Uint8Array, when = at + 3000) => verifySeal(bytes, { roots: [ca.root], at: iso(when) });
  return { ca, signer, tsa, timestamp, sealed, data, verify };
}
