/** ZIP, PDF, PNG and JPEG files made byte by byte, for files no ordinary program would write. */
import { crc32, deflateRawSync, deflateSync } from "node:zlib";

export type Entry = {
  name: string;
  data: Buffer;
  /** Stored as it is unless asked for. */
  deflated?: boolean;
  /** General purpose flags; bit 0 says that the entry is encrypted. */
  flags?: number;
  /** What the headers say the size is, when that is a lie. */
  claims?: number;
};

/** APPNOTE 6.3.10 §4.3: local headers with their data, the central directory, its end. */
export function zip(entries: Entry[]): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const { name, data, deflated = false, flags = 0, claims = data.length } of entries) {
    const packed = deflated ? deflateRawSync(data, { level: 9 }) : data;
    const about = Buffer.alloc(26);
    about.writeUInt16LE(20, 0);
    about.writeUInt16LE(flags, 2);
    about.writeUInt16LE(deflated ? 8 : 0, 4);
    about.writeUInt32LE(crc32(data), 10);
    about.writeUInt32LE(packed.length, 14);
    about.writeUInt32LE(claims, 18);
    about.writeUInt16LE(Buffer.byteLength(name), 22);
    const local = Buffer.concat([Buffer.from("PK\x03\x04"), about, Buffer.from(name), packed]);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(at, 10);
    directory.push(Buffer.concat([Buffer.from("PK\x01\x02\x14\x00"), about, place, Buffer.from(name)]));
    parts.push(local);
    at += local.length;
  }
  const end = Buffer.alloc(18);
  const size = directory.reduce((sum, { length }) => sum + length, 0);
  end.writeUInt16LE(entries.length, 4);
  end.writeUInt16LE(entries.length, 6);
  end.writeUInt32LE(size, 8);
  end.writeUInt32LE(at, 12);
  return Buffer.concat([...parts, ...directory, Buffer.from("PK\x05\x06"), end]);
}

const entry = (name: string, text: string | Buffer, more: Partial<Entry> = {}): Entry => ({
  ...{ name, data: Buffer.from(text) },
  ...more,
});

const contentTypes = entry("[Content_Types].xml", '<?xml version="1.0"?><Types/>');

/** A Word or Excel file with these entries beside what every such file begins with. */
export const office = (entries: [string, string | Buffer, Partial<Entry>?][]): Buffer =>
  zip([contentTypes, ...entries.map(([name, data, more]) => entry(name, data, more))]);

export const openDocument = (kind: "text" | "spreadsheet", entries: [string, string | Buffer][]): Buffer =>
  zip([
    entry("mimetype", `application/vnd.oasis.opendocument.${kind}`),
    ...entries.map(([name, data]) => entry(name, data)),
  ]);

/** A PDF of these objects, numbered from 1; the first is its catalogue. */
export function pdf(objects: (string | Buffer)[], trailer = ""): Buffer {
  const parts = [Buffer.from("%PDF-1.7\n%\xe5\xe4\xf6\n", "latin1")];
  let at = parts[0]?.length ?? 0;
  const places = objects.map((object, index) => {
    const place = at;
    const part = Buffer.concat([Buffer.from(`${index + 1} 0 obj\n`), Buffer.from(object), Buffer.from("\nendobj\n")]);
    parts.push(part);
    at += part.length;
    return place;
  });
  const table = places.map((place) => `${String(place).padStart(10, "0")} 00000 n \n`).join("");
  const count = objects.length + 1;
  return Buffer.concat([
    ...parts,
    Buffer.from(`xref\n0 ${count}\n0000000000 65535 f \n${table}`),
    Buffer.from(`trailer\n<< /Size ${count} /Root 1 0 R ${trailer} >>\nstartxref\n${at}\n%%EOF\n`),
  ]);
}

export const stream = (data: Buffer, more = ""): Buffer =>
  Buffer.concat([Buffer.from(`<< /Length ${data.length} ${more} >>\nstream\n`), data, Buffer.from("\nendstream")]);

/** PNG (third edition) §5.3: length, type, data, CRC of each chunk. */
export function png(width: number, height: number, chunks: [string, Buffer][] = []): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 6], 8);
  const all: [string, Buffer][] = [
    ["IHDR", header],
    ...chunks,
    ["IDAT", deflateSync(Buffer.alloc(64))],
    ["IEND", Buffer.alloc(0)],
  ];
  const written = all.map(([type, data]) => {
    const named = Buffer.concat([Buffer.from(type), data]);
    const frame = Buffer.alloc(8);
    frame.writeUInt32BE(data.length, 0);
    frame.writeUInt32BE(crc32(named), 4);
    return Buffer.concat([frame.subarray(0, 4), named, frame.subarray(4)]);
  });
  return Buffer.concat([Buffer.from("\x89PNG\r\n\x1a\n", "latin1"), ...written]);
}

/** A JPEG that says it is of this size and has nothing of a picture in it. */
export function jpeg(width: number, height: number, comment = ""): Buffer {
  const segment = (marker: number, data: Buffer) => {
    const head = Buffer.from([0xff, marker, 0, 0]);
    head.writeUInt16BE(data.length + 2, 2);
    return Buffer.concat([head, data]);
  };
  const frame = Buffer.alloc(9);
  frame[0] = 8;
  frame.writeUInt16BE(height, 1);
  frame.writeUInt16BE(width, 3);
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    segment(0xe0, Buffer.from("JFIF\0\x01\x02\0\0\x01\0\x01\0\0", "latin1")),
    ...(comment ? [segment(0xfe, Buffer.from(comment))] : []),
    segment(0xc0, frame),
    Buffer.from([0xff, 0xd9]),
  ]);
}
