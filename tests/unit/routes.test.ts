import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { contract } from "#domain/contract";
import { Refusal, type Refusals, status } from "#domain/errors";
import { type Act, can, type Role, SKR } from "#domain/permissions";
import { type Route, type RouteName, routes } from "#domain/routes";
import { answerCap } from "#domain/shapes";
import { sv } from "#domain/texts/sv";
import { at, aUser, hash, runs } from "#tests/builders";
import { oddText, seen, trimmed } from "#tests/unit/independent-count";

const all = Object.entries(routes) as [RouteName, Route][];

// Who may try what in their own RSS, by the product: w writer, h head, r reader, o officer, a administrator, * any person, i whoever
// has logged in, - anyone.
const mayTry: Record<RouteName, string> = {
  openapi: "-",
  verifyNumber: "-",
  verifyFile: "-",
  me: "*",
  setLanguage: "*",
  rounds: "*",
  overview: "o",
  outstanding: "o",
  answersOf: "o",
  exportRound: "o",
  runs: "oa",
  createRun: "a",
  run: "oa",
  editRun: "a",
  openRun: "a",
  extendRun: "oa",
  closeRun: "a",
  exportLog: "oa",
  roundLog: "oa",
  register: "oa",
  saveRss: "a",
  registerLog: "oa",
  people: "hoa",
  invite: "a",
  inviteAgain: "a",
  endMembership: "ha",
  delegate: "ha",
  handOver: "a",
  acceptInvitation: "i",
  submission: "whro",
  version: "whro",
  log: "whro",
  receipt: "whro",
  document: "whro",
  archiveCopy: "whro",
  package: "whro",
  reads: "oa",
  decisionDocument: "whro",
  decisionArchiveCopy: "whro",
  saveAnswer: "wh",
  moveToAttachment: "wh",
  history: "whr",
  presence: "whr",
  comments: "whr",
  comment: "whr",
  resolveComment: "whr",
  addFile: "wh",
  confirmFile: "wh",
  readFile: "whro",
  removeFile: "wh",
  cancelFile: "wh",
  handIn: "wh",
  recall: "wh",
  intent: "h",
  sign: "h",
  print: "whro",
  addScan: "who",
  confirmScan: "who",
  signOnPaper: "who",
  addReceived: "o",
  handInFor: "o",
  sendBack: "h",
  change: "wh",
  abstain: "wh",
  resume: "wh",
  contacts: "wh",
  requestExtension: "wh",
  grantExtension: "o",
  earlier: "whr",
  officers: "o",
  assign: "o",
  remarks: "whro",
  remark: "o",
  changeRemark: "o",
  requestCompletion: "o",
  withdrawCompletion: "o",
  decide: "o",
  attest: "o",
  withdrawProposal: "o",
  pay: "o",
  noteUnused: "o",
  mails: "whro",
  resend: "o",
  bounced: "o",
  clearAddress: "o",
};

describe("a route", () => {
  it.each(Object.entries(mayTry) as [RouteName, string][])("%s may be tried by %s", (name, expected) => {
    const route: Route = routes[name];
    if (route.who === "anyone" || !route.may) {
      expect({ anyone: "-", identity: "i", person: "*" }[route.who]).toBe(expected);
      return;
    }
    const act: Act = route.may;
    const homes: [Role, string][] = [
      ["writer", "W"],
      ["head", "W"],
      ["reader", "W"],
      ["officer", SKR],
      ["admin", SKR],
    ];
    const rss = /\{(id|org)\}/.test(route.path) ? "W" : null;
    const able = homes.filter(([role, org]) =>
      can(aUser({ roles: { [org]: role } }), act, rss, at("2021-05-01T00:00:00Z")),
    );
    expect(able.map(([role]) => role[0]).join("")).toBe(expected);
  });

  it("has a method and a path of its own, however its parameters are named", () => {
    const shapes = all.map(([, { method, path }]) => `${method} ${path.replace(/\{\w+\}/g, "{}")}`);
    expect(new Set(shapes).size).toBe(shapes.length);
  });

  it("takes known parameters only, and always asks leave where it names a submission, a round or an organisation", () => {
    for (const [name, { path, who, may }] of all) {
      expect(path).toMatch(/^\/api\/[a-z.-]+(\/(\{(id|n|question|file|round|comment|remark|org|person)\}|[a-z-]+))*$/);
      if (path.includes("{")) expect([name, who, may !== undefined]).toEqual([name, "person", true]);
    }
    expect(all.filter(([, { who }]) => who === "anyone").map(([name]) => name)).toEqual([
      ...["openapi", "verifyNumber", "verifyFile"],
    ]);
    expect(all.filter(([, { who }]) => who === "identity").map(([name]) => name)).toEqual(["acceptInvitation"]);
  });

  it("that moves a submission carries an idempotency key; one that changes a text or a file names what it saw, or can be repeated", () => {
    const without = all.filter(([, { method, key }]) => method !== "GET" && !key).map(([name]) => name);
    // The first two only ask.
    expect(without).toEqual([
      ...["verifyNumber", "verifyFile"],
      ...["setLanguage", "editRun", "openRun", "extendRun", "closeRun", "saveRss", "acceptInvitation"],
      ...["saveAnswer", "moveToAttachment", "presence", "resolveComment"],
      ...["addFile", "confirmFile", "removeFile", "cancelFile", "addScan", "confirmScan", "addReceived"],
      ...["changeRemark"],
    ]);
    const seenBefore = Object.entries(contract).filter(([, each]) => "ifMatch" in each);
    expect(seenBefore.map(([name]) => name)).toEqual([
      ...["editRun", "openRun", "closeRun", "saveRss"],
      ...["saveAnswer", "moveToAttachment", "resolveComment", "changeRemark"],
    ]);
    expect(all.filter(([, { method, key }]) => method === "GET" && key)).toEqual([]);
  });

  it("has a body when it is sent one, and none when it is not", () => {
    for (const [name, { method }] of all) {
      const hasBody = "body" in contract[name];
      expect([name, hasBody]).toEqual([name, method === "POST" || method === "PUT"]);
    }
    expect(Object.keys(contract).toSorted()).toEqual(Object.keys(routes).toSorted());
  });
});

const file = hash("file");
const seenMail = { kind: "waiting", state: "bounced", at: "2021-05-20T09:00:00.000Z" };
const instant = "2021-05-20T09:00:00.000Z";
const settings = {
  opensAt: "2021-02-28T23:00:00.000Z",
  closesOn: "2021-05-31",
  weekendRule: "keep",
  act: "handed-in",
  signDays: 7,
  reportBy: "2022-02-01",
  follows: null,
  horizon: 2023,
  amounts: { standard: 400_000, metropolitan: 600_000, metropolitanCounties: ["AB", "M", "O"] },
  howToSend: "Chefen skriver under i portalen.",
  ladder: { days: [30, 14, 7, 2, 0], heads: [7, 2, 0] },
  frame: 9_000_000,
};
const details = {
  name: "RSS Exempel",
  county: "Exempel",
  registrar: "registrator@example.se",
  mailbox: "rss@example.se",
  aliases: ["Länets kvinnofrid"],
  hosts: [{ name: "Region Exempel", orgNo: "212000-0019", from: "2021-01-01", to: null }],
  payee: { name: "Region Exempel", orgNo: "212000-0019", bankgiro: "5050-1055", reference: "" },
};
const good: { [R in RouteName]?: unknown[] } = {
  verifyNumber: [
    { number: "GFP-2021-W-1", code: "0A1B2C3D" },
    { number: "någonting annat", code: "?" },
  ],
  verifyFile: [{ sha256: file }],
  setLanguage: [{ language: "sv" }, { language: "en" }],
  saveAnswer: [
    { value: "" },
    { value: "Mål" },
    { value: { ticked: true, explanation: "" } },
    { value: [] },
    { value: [{ name: "Elsa Ek", email: "elsa@example.se" }, {}] },
    { value: "å".repeat(answerCap) },
  ],
  moveToAttachment: [{ value: "Mål" }],
  addReceived: [{ name: "plan.docx", size: 1, sha256: file }],
  handInFor: [{ file: "f-1", receivedOn: "2021-05-20", how: "mail", reason: "De kom inte in.", signed: null }],
  assign: [{ to: "p-karin" }, { to: null }],
  remark: [
    { question: "8b", text: "Hur många kommuner?", visible: true },
    { question: null, text: "Ring dem.", visible: false },
  ],
  changeRemark: [{ visible: true, resolved: false }],
  requestCompletion: [{ questions: ["8b", "files"], dueOn: "2021-06-14", message: "Hur många kommuner?" }],
  withdrawCompletion: [{ reason: "Vi har fått veta." }],
  decide: [
    { outcome: "approved", amount: 400_000, reasons: null },
    { outcome: "rejected", amount: null, reasons: "Mål saknas." },
  ],
  attest: [{ proposal: "0".repeat(64) }],
  resend: [
    { ...seenMail, of: "submission", step: 3, whom: "anna@example.se" },
    { ...seenMail, of: "round", kind: "not-handed-in", step: "2021-05-31.07", whom: "p-maja" },
  ],
  clearAddress: [{ address: "maja@example.se", at: "2021-05-20T09:00:00.000Z" }],
  withdrawProposal: [{ comment: "Fel belopp." }],
  pay: [{ amount: 400_000, on: "2021-06-20", reference: "Utbetalning 7" }],
  noteUnused: [{ amount: 0, note: "Allt är använt." }],
  addFile: [{ name: "plan.pdf", size: 1, sha256: file }],
  exportRound: [
    { what: "overview", format: "xlsx" },
    { what: "answers", format: "csv" },
    { what: "answers", format: "json" },
  ],
  package: [{}],
  presence: [{ question: "7a" }, { question: null }, { question: null, isLeaving: true }],
  comment: [{ question: "7a", text: "Ska vi nämna skolorna?" }],
  resolveComment: [{ resolved: true }, { resolved: false }],
  confirmFile: [{}],
  handIn: [{}, { note: "Vi har lagt till hur många de är." }],
  recall: [{}],
  intent: [{ version: 1, hash: file }],
  sign: [{ version: 12, hash: file }],
  addScan: [{ name: "papper.pdf", size: 1, sha256: file, code: "1A2B3C4D" }],
  confirmScan: [{}],
  signOnPaper: [
    { file: "f-1", code: "1A2B3C4D", head: "p-1", signedOn: "2021-05-28", reason: null },
    {
      file: "f-1",
      code: "https://p.example.se/kontrollera?kod=1A2B3C4D",
      head: "p-1",
      signedOn: "2024-02-29",
      reason: "Post.",
    },
  ],
  sendBack: [{ version: 1, hash: file, comment: "Skriv mer om barnen." }],
  change: [{}],
  abstain: [{}],
  resume: [{}],
  contacts: [{ contacts: [{ name: "Elsa Ek", email: "elsa@example.se" }] }],
  requestExtension: [{ reason: "Sjukdom." }],
  grantExtension: [{ until: "2024-02-29", reason: "Sjukdom." }],
  createRun: [
    { template: "plan-2021", year: 2022 },
    { copy: "2021-rapport", year: 2022 },
  ],
  editRun: [settings, { ...settings, follows: "2021", frame: null, ladder: { days: [], heads: [] } }],
  openRun: [{}],
  extendRun: [{ until: "2024-02-29", reason: "Översvämning." }],
  closeRun: [{}],
  saveRss: [details, { ...details, mailbox: null, payee: null, aliases: [] }],
  invite: [
    { name: "Elsa Ek", email: "elsa@example.se", role: "writer", from: null, to: null },
    { person: "p-1", role: "head", from: instant, to: instant },
  ],
  inviteAgain: [{ email: "elsa@example.se" }],
  endMembership: [{ role: "writer", from: instant, at: null }],
  delegate: [{ of: null, from: null, to: instant }],
  handOver: [
    { role: "head", from: instant, at: null, to: { person: "p-1" } },
    { role: "head", from: instant, at: instant, to: { name: "Elsa Ek", email: "elsa@example.se" } },
  ],
  acceptInvitation: [{ code: "0a1b2c" }],
};

const bad: { [R in RouteName]?: unknown[] } = {
  verifyNumber: [
    { number: "GFP-2021-W-1" },
    { number: "", code: "0A1B2C3D" },
    { number: "GFP-2021-W-1", code: " " },
    { number: "9".repeat(101), code: "0A1B2C3D" },
    { number: 1, code: "0A1B2C3D" },
  ],
  verifyFile: [{}, { sha256: "" }, { sha256: file.toUpperCase() }, { sha256: [file] }],
  setLanguage: [{}, { language: null }, { language: "de" }, { language: "EN" }],
  saveAnswer: [
    { value: null },
    { value: 7 },
    { value: { ticked: true } },
    { value: { ticked: "true", explanation: "" } },
    { value: { ticked: true, explanation: "", extra: 1 } },
    { value: [["name", "Elsa"]] },
    { value: [{ name: 7 }] },
    { value: ["Elsa"] },
    { value: "å".repeat(answerCap + 1) },
    { value: { ticked: false, explanation: "å".repeat(answerCap + 1) } },
    { value: Array(51).fill({}) },
    { value: [{ name: "å".repeat(2001) }] },
    { value: [{ ["n".repeat(41)]: "å" }] },
    { value: "x", state: "submitted" },
    { value: "x", keep: "yes" },
    {},
  ],
  moveToAttachment: [{ value: { ticked: true, explanation: "" } }, { value: "å".repeat(answerCap + 1) }],
  addFile: [
    { name: "", size: 1, sha256: file },
    { name: " \u200B ", size: 1, sha256: file },
    { name: "å".repeat(201), size: 1, sha256: file },
    { name: "plan.pdf", size: 0, sha256: file },
    { name: "plan.pdf", size: -1, sha256: file },
    { name: "plan.pdf", size: 1.5, sha256: file },
    { name: "plan.pdf", size: 1, sha256: file.toUpperCase() },
    { name: "plan.pdf", size: 1, sha256: file.slice(1) },
    { name: "plan.pdf", size: 1, sha256: `${file}\n` },
  ],
  exportRound: [
    {},
    { what: "drafts", format: "xlsx" },
    { what: "answers", format: "docx" },
    { what: "answers" },
    { what: ["answers"], format: "csv" },
  ],
  addScan: [
    { name: "papper.pdf", size: 1, sha256: file },
    { name: "papper.pdf", size: 1, sha256: file, code: " \u200B" },
    { name: "papper.pdf", size: 1, sha256: file, code: "å".repeat(201) },
    { name: "papper.pdf", size: 0, sha256: file, code: "1A2B3C4D" },
  ],
  signOnPaper: [
    {},
    { file: "f-1", code: "1A2B3C4D", head: "p-1", signedOn: "28 maj", reason: null },
    { file: "f-1", code: "1A2B3C4D", head: "p-1", signedOn: "2021-02-29", reason: null },
    { file: "f-1", code: "1A2B3C4D", head: "p-1", signedOn: "2021-05-28", reason: " " },
    { file: "f-1", code: "1A2B3C4D", head: "p-1", signedOn: "2021-05-28" },
    { file: "f-1", code: "", head: "p-1", signedOn: "2021-05-28", reason: null },
    { file: "f".repeat(81), code: "1A2B3C4D", head: "p-1", signedOn: "2021-05-28", reason: null },
  ],
  presence: [{}, { question: 7 }, { question: "x".repeat(41) }, { question: null, isLeaving: "yes" }],
  comment: [{ question: "7a" }, { question: "7a", text: " \u200B" }, { question: "7a", text: "å".repeat(2001) }],
  resolveComment: [{}, { resolved: "true" }, { resolved: null }],
  intent: [{ version: 0, hash: file }, { version: "1", hash: file }, { version: 1 }, { version: 1, hash: "" }],
  sign: [{ version: -1, hash: file }, { version: 1.5, hash: file }, { hash: file }],
  sendBack: ["", " \r\n", "\u200B\u00AD", "å".repeat(2001), undefined].map((comment) => ({
    version: 1,
    hash: file,
    comment,
  })),
  contacts: [{ contacts: [] }, { contacts: Array(51).fill({}) }, { contacts: [{ name: 1 }] }, { contacts: {} }],
  requestExtension: [{ reason: "" }, { reason: "\u2060 \u0000" }, { reason: "å".repeat(1001) }],
  grantExtension: [
    { until: "2023-02-29", reason: "Sjukdom." },
    { until: "2021-06-14T00:00:00Z", reason: "Sjukdom." },
    { until: "14 juni", reason: "Sjukdom." },
    { until: "2021-06-31", reason: "Sjukdom." },
    { until: "2021-06-14" },
  ],
  resend: [
    { ...seenMail, of: "submission", step: 3 },
    { ...seenMail, of: "2021.X", step: 3, whom: "p" },
    { ...seenMail, of: "round", step: 0, whom: "p" },
    { ...seenMail, of: "round", step: "", whom: "p" },
    { ...seenMail, of: "round", step: "2021-05-31.07", whom: "p", kind: "anything" },
    { ...seenMail, of: "round", step: "2021-05-31.07", whom: "p", state: "lost" },
  ],
  clearAddress: [{ address: "maja@example.se" }, { address: "", at: "x" }, { address: ["a"], at: "x" }],
  createRun: [
    { year: 2022 },
    { template: "plan-2021" },
    { template: "plan-2021", copy: "2021", year: 2022 },
    { copy: "2021.W", year: 2022 },
    { template: "plan-2021", year: 1999 },
    { template: "plan-2021", year: 2022.5 },
  ],
  editRun: [
    {},
    { ...settings, closesOn: "31 maj" },
    { ...settings, opensAt: "2021-03-01" },
    { ...settings, opensAt: "2021-03-01T00:00:00Z" },
    { ...settings, opensAt: "2021-03-01T01:00:00.000+01:00" },
    { ...settings, howToSend: " \u200B" },
    { ...settings, signDays: -1 },
    { ...settings, amounts: { ...settings.amounts, standard: -1 } },
    { ...settings, amounts: { ...settings.amounts, metropolitanCounties: ["stockholm"] } },
    { ...settings, ladder: { days: [366], heads: [] } },
    { ...settings, frame: 0.5 },
    { ...settings, template: { id: "plan-2018", hash: file } },
  ],
  extendRun: [{ until: "2023-02-29", reason: "Storm." }, { until: "2021-06-14" }, { until: "2021-06-14", reason: " " }],
  saveRss: [
    {},
    { ...details, hosts: [] },
    { ...details, hosts: [{ name: "Region Exempel", orgNo: "212000-0019", from: "2021", to: null }] },
    { ...details, registrar: "registrator" },
    { ...details, mailbox: "" },
    { ...details, name: "" },
    { ...details, payee: { name: "Region Exempel" } },
    { ...details, rev: 4 },
  ],
  invite: [
    { name: "Elsa Ek", email: "elsa", role: "writer", from: null, to: null },
    { name: "", email: "elsa@example.se", role: "writer", from: null, to: null },
    { name: "Elsa Ek", email: "elsa@example.se", role: "king", from: null, to: null },
    { name: "Elsa Ek", email: "elsa@example.se", role: "writer", from: null },
    { name: "Elsa Ek", email: "elsa@example.se", role: "writer", from: "2021-05-20", to: null },
    { name: "Elsa Ek", person: "p-1", email: "elsa@example.se", role: "writer", from: null, to: null },
  ],
  inviteAgain: [{}, { email: "elsa@exempel" }],
  endMembership: [
    { role: "writer", at: null },
    { role: "writer", from: null, at: null },
  ],
  delegate: [
    { of: null, from: null, to: null },
    { of: "p".repeat(81), from: null, to: instant },
  ],
  handOver: [
    { role: "head", from: instant, at: null, to: {} },
    { role: "head", from: instant, at: null, to: null },
  ],
  acceptInvitation: [{}, { code: "" }, { code: "0".repeat(201) }],
};

const bodyOf = (name: RouteName) =>
  (contract[name] as { body?: { safeParse(value: unknown): { success: boolean; data?: unknown } } }).body;

describe("a body", () => {
  const cases = (table: typeof good) =>
    Object.entries(table).flatMap(([name, bodies]) => bodies.map((body) => [name as RouteName, body] as const));
  const short = (body: unknown) => JSON.stringify(body).slice(0, 60);

  it("is tried of every route that has one", () => {
    const withBody = all.filter(([name]) => bodyOf(name)).map(([name]) => name);
    expect(Object.keys(good).toSorted()).toEqual(withBody.toSorted());
  });

  it.each(cases(good).map(([name, body]) => [name, short(body), body] as const))("of %s may be %s", (name, _, body) => {
    const parsed = bodyOf(name)?.safeParse(body);
    expect(parsed).toEqual({ success: true, data: body });
  });

  it.each(cases(bad).map(([name, body]) => [name, short(body), body] as const))(
    "of %s may not be %s",
    (name, _, body) => {
      expect(bodyOf(name)?.safeParse(body).success).toBe(false);
    },
  );

  it.each(Object.keys(good) as RouteName[])(
    "of %s has no key that is not known, and is nothing but an object",
    (name) => {
      for (const body of good[name] ?? [])
        expect(bodyOf(name)?.safeParse({ ...(body as object), state: "submitted" }).success).toBe(false);
      for (const odd of [null, [], "x", 1, true, undefined]) expect(bodyOf(name)?.safeParse(odd).success).toBe(false);
    },
  );

  it("has words that can be kept, hashed and read again the same: normalised, and nothing broken in them", () => {
    fc.assert(
      fc.property(oddText, (text) => {
        const kept = trimmed(seen(text).normalize("NFC"));
        const parsed = contract.sendBack.body.safeParse({ version: 1, hash: file, comment: text });
        expect(parsed.success).toBe(kept !== "");
        if (parsed.success) expect(parsed.data.comment).toBe(kept);
        const contacts = contract.contacts.body.safeParse({ contacts: [{ name: text }] });
        expect(contacts.data?.contacts[0]?.name).toBe(kept);
      }),
      runs(150, 5000),
    );
  });

  it("keeps a draft's answer exactly as it was typed, but for half a character, which no table can hold", () => {
    const broken = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;
    fc.assert(
      fc.property(oddText, (text) => {
        const kept = text.replace(broken, "");
        const save = (value: unknown) => contract.saveAnswer.body.parse({ value });
        expect(save(text)).toEqual({ value: kept });
        expect(save({ ticked: false, explanation: text })).toEqual({ value: { ticked: false, explanation: kept } });
        expect(save([{ name: text }])).toEqual({ value: [{ name: kept }] });
        expect(contract.moveToAttachment.body.parse({ value: text })).toEqual({ value: kept });
        expect(Buffer.from(kept).toString()).toBe(kept);
      }),
      runs(200, 5000),
    );
  });
});

describe("a refusal", () => {
  const figures: { [C in keyof Refusals]: Refusals[C] } = {
    invalid: { issues: [] },
    unauthenticated: {},
    reauthenticate: { pressedAt: "2021-05-31T21:58:00.000Z" },
    "not-allowed": {},
    "not-found": {},
    "wrong-state": { state: "handed-in" },
    "too-late": { closedAt: "2021-05-31T22:00:00.000Z", stands: false },
    "same-officer": {},
    stale: { version: 2 },
    "paper-replaced": { version: 1, at: "2021-05-20T09:00:00.000Z", waiting: 2 },
    "paper-unknown": { waiting: 2 },
    "too-large": { limit: 100_000 },
    "bad-file": { reason: "count", limit: 5 },
    "over-limit": { faults: [{ code: "over-limit", question: "12", count: 545, limit: 500 }] },
    missing: {
      faults: [
        { code: "missing", question: "12" },
        { code: "missing", question: "11" },
      ],
    },
    busy: {},
    "unknown-document": {},
    "busy-source": { of: "source", seconds: 61 },
    "unknown-invitation": {},
    "last-admin": {},
  };

  it("has the status that HTTP gives it", () => {
    expect(status).toEqual({
      invalid: 400,
      unauthenticated: 401,
      reauthenticate: 401,
      "not-allowed": 403,
      "not-found": 404,
      "wrong-state": 409,
      "too-late": 409,
      "same-officer": 409,
      stale: 412,
      "paper-replaced": 412,
      "too-large": 413,
      "bad-file": 415,
      "over-limit": 422,
      missing: 422,
      "paper-unknown": 422,
      busy: 503,
      "unknown-document": 404,
      "busy-source": 429,
      "unknown-invitation": 404,
      "last-admin": 409,
    });
  });

  it.each(Object.entries(figures))("%s is a Swedish sentence that says what to do", (code, given) => {
    const say = sv("plan").refusals[code as keyof Refusals] as (figures: unknown) => string;
    const sentence = say(given);
    expect(sentence.length).toBeGreaterThan(20);
    expect(sentence).not.toMatch(/undefined|\[object|NaN|[{}]/);
  });

  it("tells its figures", () => {
    expect(sv("plan").refusals.reauthenticate(figures.reauthenticate)).toContain("23:58");
    expect(sv("plan").refusals.missing(figures.missing)).toMatch(/^2 saker att rätta/);
    expect(sv("plan").refusals["over-limit"](figures["over-limit"])).toMatch(/^1 sak att rätta/);
    expect(sv("plan").refusals["bad-file"]({ reason: "count", limit: 5 })).toContain("5 bilagor");
    for (const reason of ["type", "scan-type", "content", "size", "checksum", "absent"] as const)
      expect(sv("plan").refusals["bad-file"]({ reason }).length).toBeGreaterThan(20);
    expect(sv("plan").refusals["paper-replaced"](figures["paper-replaced"])).toContain("version 1, som inte väntar");
    const inState = (state: string) => sv("plan").refusals["wrong-state"]({ state });
    expect(new Set(["handed-in", "submitted", "abstained", "draft"].map(inState)).size).toBe(4);
  });

  it("is an error with a stable code and its figures", () => {
    const refusal = new Refusal("too-late", { closedAt: "x", stands: false });
    expect(refusal).toBeInstanceOf(Error);
    expect({ code: refusal.code, message: refusal.message, figures: refusal.figures }).toEqual({
      code: "too-late",
      message: "too-late",
      figures: { closedAt: "x", stands: false },
    });
    expect(new Refusal("not-found").figures).toEqual({});
  });
});
