import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { given } from "#domain/chain";
import { checksums, type Entry, entriesOf, fileName, type Package } from "#domain/record";
import { readMeOf, recordName, recordWords } from "#domain/texts/record.sv";
import { aLife, anRss, aRound, hash, runs } from "#tests/builders";

const { registrar, ...rss } = anRss();
const file = (id: string, name: string, sha256 = hash(id), url: string | null = `https://b.example.se/${id}`) => ({
  ...{ id, name, size: 10, sha256, url },
});
const document = (level: "B-B" | "B-T" | "archive", renewal = 0) => ({
  ...file(`${level}${renewal}`, "GFP-2021-W-1.pdf"),
  ...{ level, renewal, at: "2021-05-30T10:00:00.000Z" },
});

type About = Package & { rss: typeof rss; round: ReturnType<typeof aRound>; reference: string | null };

function aRecord(wish: Partial<Package["versions"][number]>[] = [{}]): About {
  const { submission, events } = aLife({ state: "submitted" });
  return {
    ...{ id: submission.id, standing: submission.standing, rss, round: aRound(), reference: "RD 2021/0417" },
    decision: null,
    versions: wish.map((each, index) => ({
      ...{ version: index + 1, number: `GFP-2021-W-${index + 1}`, hash: hash("x"), content: "{}" },
      ...{ signedAt: "2021-05-30T10:00:00.000Z", documents: [document("B-B"), document("archive")] },
      ...{ files: [], scan: null },
      ...each,
    })),
    log: given(submission, events, () => true),
    whole: true,
    people: { "p-writer": "Maja Lind", "p-head": "Anna Berg", "p-other": "Karin Ström" },
  };
}
const entries = (record: About): Entry[] => entriesOf(record, recordWords, readMeOf(record));
const paths = (record: About) => entries(record).map(({ path }) => path);
const textOf = (record: About, path: string): string => {
  const found = entries(record).find((entry) => entry.path === path);
  return found && "text" in found ? found.text : "";
};

describe("a record package", () => {
  it("begins with what tells about it, and has every level of every version", () => {
    const record = aRecord([
      { documents: [document("B-B"), document("B-T"), document("B-T", 1), document("archive")] },
    ]);
    expect(paths(record)).toEqual([
      ...["LÄSMIG.txt", "metadata.json", "logg.json", "innehall/GFP-2021-W-1.json", "kvitto/GFP-2021-W-1.json"],
      ...["handling/GFP-2021-W-1 B-B.pdf", "handling/GFP-2021-W-1 B-T.pdf", "handling/GFP-2021-W-1 B-T förnyad 1.pdf"],
      "handling/GFP-2021-W-1 arkivkopia.pdf",
    ]);
    expect(recordName(record)).toBe("RSS Dalarna, Genomförandeplan 2021");
  });

  it("has SKR's decision as a document at every level and as the log has it, in a folder of its own", () => {
    const number = "GFP-2021-W-1-BESLUT";
    const decided = ["B-T", "archive"].map((level) => ({ ...document(level as "B-T"), name: `${number}.pdf` }));
    const decision = { number, hash: hash("{}"), content: "{}", documents: decided };
    const record = { ...aRecord(), decision };
    expect(paths(record).filter((path) => path.startsWith("beslut/"))).toEqual([
      ...[`beslut/${number}.json`, `beslut/${number} B-T.pdf`, `beslut/${number} arkivkopia.pdf`],
    ]);
    const told = textOf(record, "LÄSMIG.txt");
    expect(told).toContain(`${number}  ${hash("{}")}`);
    expect(told).toContain("handling/*.pdf beslut/*.pdf");
    expect(JSON.parse(textOf(record, "metadata.json")).decision).toMatchObject({
      ...{ number, documents: [{ path: `beslut/${number} B-T.pdf` }, { path: `beslut/${number} arkivkopia.pdf` }] },
    });
    expect(textOf(aRecord(), "LÄSMIG.txt")).not.toMatch(/beslut/i);
  });

  it("has an attachment of two versions once, and two of one name both", () => {
    const same = file("f1", "Bilaga.pdf");
    const record = aRecord([
      { files: [same] },
      { files: [{ ...same }, file("f2", "bilaga.PDF"), file("f3", "Bilaga.pdf")] },
    ]);
    expect(paths(record).filter((path) => path.startsWith("bilagor/"))).toEqual([
      ...["bilagor/Bilaga.pdf", "bilagor/bilaga (2).PDF", "bilagor/Bilaga (3).pdf"],
    ]);
    const { versions } = JSON.parse(textOf(record, "metadata.json"));
    expect(versions[1].files.map(({ path }: { path: string }) => path)).toEqual([
      ...["bilagor/Bilaga.pdf", "bilagor/bilaga (2).PDF", "bilagor/Bilaga (3).pdf"],
    ]);
  });

  it("names a file that is not given out, with its checksum, and does not fetch it", () => {
    const record = aRecord([{ files: [file("f1", "Smitta.pdf", hash("smitta"), null)] }]);
    expect(paths(record)).not.toContain("bilagor/Smitta.pdf");
    expect(textOf(record, "LÄSMIG.txt")).toContain(`bilagor/Smitta.pdf (SHA-256 ${hash("smitta")})`);
    expect(JSON.parse(textOf(record, "metadata.json")).versions[0].files[0]).toMatchObject({
      path: "bilagor/Smitta.pdf",
      isGiven: false,
    });
  });

  it("has no link in it, and in a receipt the names of those it speaks of and nobody else's", () => {
    const record = aRecord([{ scan: file("s1", "Papper.jpg"), files: [file("f1", "Bilaga.pdf")] }]);
    for (const entry of entries(record)) if ("text" in entry) expect(entry.text).not.toContain("b.example.se");
    expect(JSON.parse(textOf(record, "kvitto/GFP-2021-W-1.json")).names).toEqual({
      "p-writer": "Maja Lind",
      "p-head": "Anna Berg",
    });
  });

  it("of nothing submitted says so", () => {
    const record = { ...aRecord([]), standing: null };
    expect(paths(record)).toEqual(["LÄSMIG.txt", "metadata.json", "logg.json"]);
    expect(textOf(record, "LÄSMIG.txt")).toContain("Ingenting är inskickat.");
  });

  it("says loudly when the log is not whole", () => {
    const record = { ...aRecord(), whole: false };
    expect(textOf(record, "LÄSMIG.txt")).toContain("BRUTEN");
  });
});

describe("a name in it", () => {
  it.each([
    ["Bilaga 1.pdf", "Bilaga 1.pdf"],
    ["a/b\\c:d*e?f.pdf", "a_b_c_d_e_f.pdf"],
    ["CON.pdf", "_CON.pdf"],
    ["nul", "_nul"],
    ["NUL .txt", "_NUL .txt"],
    ["COM¹.pdf", "_COM¹.pdf"],
    ["slut. . ", "slut"],
    ["...", "_"],
    ["åäö 👍.docx", "åäö 👍.docx"],
  ])("%j is %j", (name, expected) => {
    expect(fileName(name)).toBe(expected);
  });

  it("leads nowhere but into its own folder, whatever people call their files", () => {
    const sign = fc.constantFrom("..", "/", "\\", ".", "a", "A", ":", "\u0000", "con", " ", "é", "e\u0301");
    const name = fc.array(sign, { maxLength: 6 }).map((parts) => parts.join(""));
    fc.assert(
      fc.property(fc.array(name, { maxLength: 8 }), (names) => {
        const record = aRecord([{ files: names.map((each, index) => file(`f${index}`, each)) }]);
        const found = paths(record).filter((path) => path.startsWith("bilagor/"));
        expect(found).toHaveLength(names.length);
        expect(new Set(found.map((path) => path.normalize("NFC").toLowerCase())).size).toBe(found.length);
        for (const path of found) expect(path).toMatch(/^bilagor\/[^/\\:]*[^/\\:. ]$/);
      }),
      runs(300, 10_000),
    );
  });

  it("stands after its checksum as sha256sum writes it", () => {
    expect(checksums([{ path: "bilagor/Å.pdf", sha256: "a".repeat(64) }])).toBe(`${"a".repeat(64)}  bilagor/Å.pdf\n`);
  });
});
