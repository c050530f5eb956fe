import { createHash } from "node:crypto";
import { beforeAll, describe, expect, it } from "@jest/globals";
import type { Answer } from "#domain/contract";
import type { RouteName } from "#domain/routes";
import { guarded, rightsOf } from "#tests/infra/iam";
import { mayDo } from "#tests/infra/least-privilege";
import { type Json, synthesised } from "#tests/infra/synthesised";
import { type Name, names, type World, working } from "#tests/infra/working";
import { putBack } from "#tests/memory-services";
import type { Call } from "#tests/portal";
import { grant } from "#tests/story";
import { id, loggedInAt, partsOf, paths, pressedAt, reportId, sceneOf } from "#tests/write-paths";
import { belongingSince, personOf } from "../../infra/local/seed.ts";
import type { Scanned } from "../../lambdas/verdict/verdict.ts";

const { templates } = synthesised();
const { guards, api, codes, open, deliver, judge, keep, remind, sendAgain, hear, worldOf } = working(templates);
const params = { id };

/** What else is there to do with a plan than the paths that write. */
async function readEverything(world: World, file: string) {
  const portal = api(world);
  const ask = async (...[sub, route, call = {}]: Parameters<typeof portal.call>) => {
    const { status, text } = await portal.call(sub, route, { params, ...call } as Call);
    if (status !== 200) throw new Error(`${route}: ${text}`);
  };
  await ask(null, "openapi", { params: {} });
  for (const route of ["me", "rounds"] as const) await ask("maja", route, { params: {} });
  for (const route of ["submission", "log", "receipt", "document", "archiveCopy", "comments"] as const)
    await ask("maja", route);
  await ask("karin", "overview", { params: { round: "2021" } });
  await ask("karin", "outstanding", { params: { round: "2021" } });
  await ask("karin", "version", { params: { id, n: "1" } });
  await ask("maja", "history", { params: { id, question: "12" } });
  await ask("maja", "readFile", { params: { id, file } });
  const { number, code } = (await portal.call("maja", "receipt", { params })).answer;
  await ask(null, "verifyNumber", { params: {}, body: { number, code } });
  const made = world.documents.get(`documents/${id}/${number}-B-LT.pdf`) ?? "";
  await ask(null, "verifyFile", { params: {}, body: { sha256: createHash("sha256").update(made).digest("hex") } });
  await ask("elin", "presence", { body: { question: "12" } });
  await ask("elin", "presence", { body: { question: null, isLeaving: true } });
}

/** What GuardDuty says of a file without harm in it. */
const harmless = (file: string): Scanned => ({
  ...{ source: "aws.guardduty", "detail-type": "GuardDuty Malware Protection Object Scan Result" },
  time: "2021-05-20T09:04:00Z",
  detail: {
    s3ObjectDetails: { bucketName: "attachments", objectKey: `attachments/${id}/${file}`, eTag: "x", versionId: "1" },
    scanResultDetails: { scanResultStatus: "NO_THREATS_FOUND" },
  },
});

const documentsIn = ({ documents }: World) => [...documents.keys()].filter((key) => key.startsWith("documents/"));

/**
 * A plan with an attachment, all the way: handed in, signed, waiting for its verdict, judged, made, sealed, mailed, read, renewed. On
 * the way what goes wrong half-way.
 */
async function aWholeLife(): Promise<void> {
  const world = worldOf(await sceneOf("attached", open));
  const portal = api(world);
  const [, file] = await partsOf(portal);
  await portal.call("maja", "handIn", { params, body: {} });
  const [waiting] = await partsOf(portal);
  const printed = await portal.call("anna", "print", { params: { id, n: String(waiting.version) } });
  expect(printed.status).toBe(200);
  await portal.call("anna", "intent", { params, body: waiting, at: pressedAt });
  const signed = { params, body: waiting, at: loggedInAt, authenticatedAt: loggedInAt };
  expect((await portal.call("anna", "sign", signed)).status).toBe(200);

  expect(await deliver("sealer", world)).toBe(0);
  expect(documentsIn(world)).toEqual([]);
  await judge(harmless(file), world);

  // Put back from an archive while its document and its mail were still to be made.
  const moved = { ...world, table: world.table.clone(), attachments: putBack(world.attachments) };
  moved.documents = new Map(world.documents);
  expect(await deliver("sealer", moved)).toBe(0);
  expect(documentsIn(moved)).toHaveLength(5);
  const movedOn = { ...moved, documents: putBack(moved.documents) };
  expect(await deliver("mailer", movedOn)).toBe(0);
  await readEverything(movedOn, file);

  // The sealer stores the documents and dies before they are on record: the table is as before, the bucket is not.
  const before = world.table.clone();
  expect(await deliver("sealer", world)).toBe(0);
  const again = { ...world, table: before };
  expect(await keep("2021-05-20T11:00:00.000Z", again)).toBe(true);
  expect(await deliver("sealer", again)).toBe(0);
  expect(documentsIn(again)).toHaveLength(5);
  expect(await deliver("mailer", again)).toBe(0);
  await readEverything(again, file);

  expect((await grant(api(again), id, 400_000, "2021-06-14T09:00:00.000Z")).status).toBe(200);
  expect(await deliver("sealer", again)).toBe(0);
  expect(documentsIn(again)).toHaveLength(10);
  expect(await deliver("mailer", again)).toBe(0);
  for (const route of ["decisionDocument", "decisionArchiveCopy"] as const)
    expect((await api(again).call("maja", route, { params })).status).toBe(200);
  const { answer } = await api(again).call("maja", "earlier", { params: { id: reportId } });
  expect(answer.sources.map((source) => source.id)).toEqual([id]);

  // A year later both documents' time stamps are renewed, and the keeper dies before that is on record; a year after, once more.
  const due = again.table.clone();
  expect(await keep("2022-05-21T11:00:00.000Z", again)).toBe(true);
  const late = { ...again, table: due };
  expect(await keep("2022-05-21T12:00:00.000Z", late)).toBe(true);
  expect(await keep("2023-05-22T12:00:00.000Z", late)).toBe(true);
  expect(documentsIn(late)).toHaveLength(14);
}

/** Reminded, and the mail comes back; SKR has it sent once more, and takes the address up again. */
async function aMailThatComesBack(): Promise<void> {
  const world = worldOf(await sceneOf("draft", open));
  expect(await remind("2021-05-24", world)).toMatchObject({ failed: 0 });
  const { call } = api(world);
  const mails = async () => (await call("karin", "mails", { params })).answer.mails;
  const message = world.table.partitions().find((pk) => {
    const [row] = pk.startsWith("MESSAGE#") ? world.table.rowsOf(pk) : [];
    return row?.whom?.S === personOf("maja");
  });
  await hear(message?.slice("MESSAGE#".length) ?? "", world);
  const [bounced] = (await mails()).filter(({ state }) => state === "bounced");
  if (!bounced?.again) throw new Error("nothing came back");
  const { state, at, again } = bounced;
  expect((await call("karin", "resend", { params, body: { ...again, state, at } })).status).toBe(200);
  const [marked] = (await call("karin", "bounced", {})).answer.addresses;
  const body = { address: marked?.address, at: marked?.at };
  expect((await call("karin", "clearAddress", { body })).status).toBe(200);
  await sendAgain(
    { of: "2021", kind: again.kind, step: again.step, whom: again.whom },
    "2021-05-24T09:00:00.000Z",
    world,
  );
  expect((await mails()).filter(({ state }) => state !== "sent")).toEqual([]);
}

async function whatIsRefused(): Promise<void> {
  const { call } = api(worldOf(await sceneOf("fresh", open)));
  expect((await call("maja", "handIn", { params, body: {} })).code).toBe("wrong-state");
  const uploading = worldOf(await sceneOf("uploaded", open));
  const [, file] = await partsOf(api(uploading));
  uploading.attachments.clear();
  const { answer } = await api(uploading).call("maja", "confirmFile", { params: { id, file }, body: {} });
  expect(answer).toMatchObject({ code: "bad-file", reason: "absent" });
}

/** What SKR's own house does: a round from beginning to end, an RSS, and people who come and go. */
async function theOffice(): Promise<void> {
  const world = worldOf(await sceneOf("draft", open));
  const { call } = api(world);
  const at = "2022-02-10T09:00:00.000Z";
  const from = belongingSince;
  const ask = async <R extends RouteName>(sub: string, route: R, more: Call): Promise<Answer<R>> => {
    const { status, text, answer } = await call(sub, route, { at, ...more });
    if (status !== 200) throw new Error(`${route}: ${text}`);
    return answer;
  };
  const round = { params: { round: "2022" } };
  const made = await ask("lena", "createRun", { body: { copy: "2021", year: 2022 } });
  const { id: _, year, kind, template, closesAt, ...said } = made.round;
  const body = { ...said, ladder: made.ladder, frame: 9_000_000, closesOn: "2022-06-01" };
  await ask("lena", "editRun", { ...round, body, seen: 1 });
  await ask("lena", "openRun", { ...round, body: {}, seen: 2 });
  await ask("karin", "extendRun", { ...round, body: { until: "2022-06-08", reason: "Storm." } });
  await ask("lena", "closeRun", { ...round, body: {}, seen: 4, at: "2022-07-01T09:00:00.000Z" });
  for (const route of ["run", "roundLog"] as const) await ask("karin", route, round);
  await ask("karin", "runs", {});

  const { rsses } = await ask("karin", "register", {});
  const { id: org, rev, host, ...details } = rsses[0] as (typeof rsses)[number];
  await ask("lena", "saveRss", { params: { org }, body: { ...details, aliases: ["Ett annat namn"] }, seen: 0 });
  await ask("lena", "saveRss", { params: { org: "Q" }, body: { ...details, name: "RSS Exempel" }, seen: 0 });

  const term = { role: "reader", from: null, to: null };
  const elsa = { name: "Elsa Ek", email: "elsa@example.se" };
  const { person } = await ask("lena", "invite", { params: { org: "W" }, body: { ...elsa, ...term } });
  await ask("lena", "inviteAgain", { params: { org: "W", person }, body: { email: "elsa.ek@example.se" } });
  // Given up by the mailer, and woken by the keeper.
  expect(await keep("2022-02-10T11:00:00.000Z", world)).toBe(true);
  expect(await deliver("mailer", world)).toBe(0);
  // Never given, and the one that was: `deliver` writes as on the day that other tests are about.
  expect((await call("elsa", "acceptInvitation", { body: { code: "guessed" } })).code).toBe("unknown-invitation");
  await ask("elsa", "acceptInvitation", { body: { code: codes.at(-1) }, at: "2021-05-21T09:00:00.000Z" });
  const olle = { org: "W", person: personOf("olle") };
  await ask("anna", "delegate", { params: olle, body: { of: null, from: null, to: "2022-03-10T09:00:00.000Z" } });
  await ask("lena", "endMembership", { params: olle, body: { role: "reader", from, at: null } });
  const leaving = { params: { org: "W", person: personOf("elin") } };
  await ask("lena", "handOver", { ...leaving, body: { role: "writer", from, at: null, to: { person } } });
  await ask("anna", "people", { params: { org: "W" } });
  await ask("karin", "registerLog", { params: { org: "W" } });
}

const denied = () => names.flatMap((name) => [...guards[name].denied].map((what) => `${name}: ${what}`));

describe("with the rights in the template", () => {
  beforeAll(async () => {
    await aWholeLife();
    await aMailThatComesBack();
    await whatIsRefused();
    await theOffice();
  }, 120_000);

  it.each(paths)("a function can $name, and what follows from it", async (path) => {
    const world = worldOf(await sceneOf(path.from, open));
    const portal = api(world);
    const { sub, route, call } = path.act(...(await partsOf(portal)));
    const { status, text } = await portal.call(sub, route, call);
    expect([status, text]).toEqual([path.refused?.[0] ?? 200, text]);
    expect([await deliver("sealer", world), await deliver("mailer", world)]).toEqual([0, 0]);
  });

  it("nothing that a function needs is denied", () => {
    expect(denied()).toEqual([]);
  });

  it("what is written together falls under one right", () => {
    expect(names.flatMap((name) => [...guards[name].apart].map((what) => `${name}: ${what}`))).toEqual([]);
  });

  it.each(names)("%s has no right that it does not use", (name: Name) => {
    // What AWS uses in the function's name: its log and traces, the stream, the queue of what it gave up.
    const notItsOwn = /^(sts:|logs:|sqs:|xray:|dynamodb:(DescribeStream|GetRecords|GetShardIterator|ListStreams) )/;
    const idle = mayDo[`service/${name}/role`]?.filter((line) => !notItsOwn.test(line) && !guards[name].used.has(line));
    expect(idle).toEqual([]);
  });
});

describe("the functions", () => {
  it("may seal if they are the sealer, and with this key only", () => {
    const sign = { action: "kms:Sign", resource: "data/seal.Arn" };
    const able = names.filter((name) => guarded(rightsOf(templates, `service/${name}/role`)).ask(sign));
    expect(able).toEqual(["sealer"]);
    const { ask } = guarded(rightsOf(templates, "service/sealer/role"));
    expect(ask({ ...sign, resource: "data/another.Arn" })).toBe(false);
    for (const action of ["kms:GetPublicKey", "kms:ScheduleKeyDeletion"]) expect(ask({ ...sign, action })).toBe(false);
  });

  it("may change a person's language, and nothing that says who somebody is", () => {
    const { ask } = guarded(rightsOf(templates, "service/api/role"));
    const update = (...attributes: string[]) => ({
      ...{ action: "dynamodb:UpdateItem", resource: "data/table.Arn", key: "PERSON#p" },
      attributes: ["pk", "sk", ...attributes],
    });
    expect(ask(update("language"))).toBe(true);
    expect(ask(update("language", "email"))).toBe(false);
    expect(ask(update("role"))).toBe(false);
    expect(ask({ ...update("language"), action: "dynamodb:PutItem" })).toBe(false);
  });

  it("may let somebody in, or open a round, if they are the office", () => {
    const put = (key: string) => ({
      action: "dynamodb:PutItem",
      resource: "data/table.Arn",
      key,
      attributes: ["pk", "sk"],
    });
    const able = (key: string) =>
      names.filter((name) => guarded(rightsOf(templates, `service/${name}/role`)).ask(put(key)));
    for (const key of ["PERSON#p", "IDENTITY#i", "ROUND#2021", "RSS#W", "REGISTER#W"])
      expect([key, able(key)]).toEqual([key, ["office"]]);
    expect(able("INVITE#c")).toEqual(["mailer"]);
  });

  it("would be seen to write together what falls under two rights", async () => {
    const rows = structuredClone(templates);
    const office = Object.values(rows.service.Resources).find(({ Metadata }) =>
      Metadata["aws:cdk:path"].includes("/office/role/"),
    );
    const { PolicyDocument } = office?.Properties.Policies[0] ?? {};
    PolicyDocument.Statement = PolicyDocument.Statement.flatMap((one: Json) => {
      const keys = one.Condition?.["ForAllValues:StringLike"]["dynamodb:LeadingKeys"] ?? [];
      const under = (key: string) => ({ "ForAllValues:StringLike": { "dynamodb:LeadingKeys": key } });
      return keys.length === 0 ? one : keys.map((key: string) => ({ ...one, Condition: under(key) }));
    });
    const split = working(rows);
    const { call } = split.api(split.worldOf(await sceneOf("draft", open)));
    const body = { name: "Elsa Ek", email: "elsa@example.se", role: "reader", from: null, to: null };
    expect((await call("lena", "invite", { params: { org: "W" }, body })).status).toBe(200);
    expect([...split.guards.office.apart]).not.toEqual([]);
  });

  it("are stopped where they have no right", async () => {
    const rows = structuredClone(templates);
    for (const resource of Object.values(rows.service.Resources)) {
      if (resource.Type !== "AWS::IAM::Role") continue;
      for (const { PolicyDocument } of resource.Properties.Policies)
        for (const statement of PolicyDocument.Statement)
          if (statement.Condition?.["ForAllValues:StringLike"])
            statement.Condition["ForAllValues:StringLike"]["dynamodb:LeadingKeys"] = ["PERSON#*"];
    }
    const poor = working(rows);
    const { call } = poor.api(poor.worldOf(await sceneOf("draft", open)));
    expect((await call("maja", "comment", { params, body: { question: "7a", text: "Vem?" } })).status).toBe(500);
    expect([...poor.guards.api.denied]).toContain("dynamodb:PutItem → data/table.Arn SUB#2021.W");
  });
});
