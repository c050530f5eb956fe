/** The parts of a sealed PDF that OpenSSL judges one by one, found by position and by a reader of DER no larger than that takes. */

type Span = { from: number; length: number };

/** `content` is what is signed: what stands before the signature and after it. `stamp` is the timestamp token, over `value`; null: none. */
export type Parts = {
  cms: Uint8Array;
  content: Uint8Array;
  before: Span;
  after: Span;
  value: Uint8Array;
  stamp: Uint8Array | null;
};

type Item = { tag: number; whole: Uint8Array; inner: Uint8Array };

/** X.690, 8.1: the first item of the bytes. Tags here are all of one byte. */
function first(bytes: Uint8Array): Item {
  const [tag = 0, short = 0] = bytes;
  const more = short > 0x80 ? short - 0x80 : 0;
  const length = more === 0 ? short : bytes.subarray(2, 2 + more).reduce((sum, byte) => sum * 256 + byte, 0);
  const start = 2 + more;
  if (start + length > bytes.length) throw new RangeError("DER that ends too soon");
  return { tag, whole: bytes.subarray(0, start + length), inner: bytes.subarray(start, start + length) };
}

function items(bytes: Uint8Array): Item[] {
  const found: Item[] = [];
  for (let at = 0; at < bytes.length; ) {
    const item = first(bytes.subarray(at));
    found.push(item);
    at += item.whole.length;
  }
  return found;
}

const last = (list: Item[]): Item => {
  const item = list.at(-1);
  if (!item) throw new RangeError("an empty item of DER");
  return item;
};

/** id-aa-signatureTimeStampToken, 1.2.840.113549.1.9.16.2.14 (RFC 3161, appendix A) */
const stampId = "2a864886f70d010910020e";

/** RFC 5652: SignedData in ContentInfo; its last field is the signers; a signer's last field, when tagged [1], is what is not signed. */
export function partsOf(pdf: Uint8Array): Parts {
  const text = Buffer.from(pdf).toString("latin1");
  const [from = 0, length = 0, next = 0, rest = 0] = (/\/ByteRange\s*\[([\d\s]+)\]/.exec(text)?.[1] ?? "")
    .trim()
    .split(/\s+/)
    .map(Number);
  const content = Buffer.concat([pdf.subarray(from, from + length), pdf.subarray(next, next + rest)]);
  const padded = Buffer.from(text.slice(from + length, next).replace(/[<>\s]/g, ""), "hex");
  const info = first(padded);
  const signedData = first(last(items(info.inner)).inner);
  const signer = items(last(items(signedData.inner)).inner).map((each) => items(each.inner))[0] ?? [];
  const unsigned = last(signer).tag === 0xa1 ? last(signer) : null;
  const value = signer[signer.length - (unsigned ? 2 : 1)];
  if (value?.tag !== 4) throw new RangeError("no signature value");
  const stamp = items(unsigned?.inner ?? new Uint8Array())
    .map(({ inner }) => items(inner))
    .find(([id]) => Buffer.from(id?.inner ?? []).toString("hex") === stampId)?.[1];
  return {
    ...{ cms: info.whole, content, before: { from, length }, after: { from: next, length: rest } },
    ...{ value: value.inner, stamp: stamp ? first(stamp.inner).whole : null },
  };
}
