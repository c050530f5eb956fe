/**
 * The write paths of SKR's own house, for tests/write-paths.ts: rounds, the register and people. They are beside any submission but when
 * a round is opened or extended.
 */
import { createHash } from "node:crypto";
import { DeleteItemCommand } from "@aws-sdk/client-dynamodb";
import { marshall } from "@aws-sdk/util-dynamodb";
import { identityHash } from "#domain/permissions";
import type { RouteName } from "#domain/routes";
import { type Call, issuer, may20, table } from "#tests/portal";
import type { Caller, Path, Scene } from "#tests/write-paths";
import { belongingSince, personOf, rsses } from "../infra/local/seed.ts";
import { keys } from "../lambdas/store/keys.ts";
import { registerStore } from "../lambdas/store/register.ts";
import { registryStore } from "../lambdas/store/registry.ts";

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");
const now = new Date(may20).toISOString();
const code = "0123456789abcdef0123456789abcdef01234567";
const elsa = { id: "p-elsa", name: "Elsa Ek", email: "elsa@example.se", invited: now, invitation: "asked" };

/** A country of two RSS, so that what is done for all is done in few calls. */
const few = ["W", "AB"];

/** How the scenes of these paths are reached. */
export const officeStates = {
  "a small country": async (_: Caller, { table: memory }: Scene) => {
    for (const { id } of rsses.filter((each) => !few.includes(each.id))) {
      for (const Key of [keys.rss(id), keys.head(`2021.${id}`)])
        await memory.db.send(new DeleteItemCommand({ TableName: table, Key: marshall(Key) }));
    }
  },
  "a prepared round": async (caller: Caller) => {
    const { answer } = await caller.call("lena", "createRun", { body: { copy: "2021", year: 2022 } });
    const { id, year, kind, template, closesAt, ...said } = answer.round;
    const amounts = { ...said.amounts, metropolitanCounties: ["AB"] };
    const body = { ...said, amounts, ladder: answer.ladder, frame: answer.frame };
    await caller.call("lena", "editRun", { params: { round: "2022" }, body, seen: 1 });
  },
  "two who stand in": async (caller: Caller) => {
    for (const sub of ["olle", "elin"]) {
      const body = { of: null, from: null, to: "2021-06-10T00:00:00.000Z" };
      await caller.call("anna", "delegate", { params: { org: "W", person: personOf(sub) }, body });
    }
  },
  "somebody invited": async (_: Caller, { table: memory }: Scene) => {
    const registry = registryStore(memory.db, table);
    const { invited, ...person } = elsa;
    await registry.putPerson({ ...person, invited }, sha256("nobody"));
    await registry.putMembership(elsa.id, { org: "W", role: "reader", from: now, to: null, confirmedBy: "p-admin" });
    await registerStore(memory.db, table, sha256).putInvitation(
      code,
      { person: elsa.id, org: "W", asked: elsa.invitation },
      now,
    );
  },
};

const by =
  (sub: string, route: RouteName, call: Call): Path["act"] =>
  () => ({ sub, route, call });

const log = { META: 1, LOG: 1 };
const keyed = { ...log, IDEM: 1 };
const shortened = (what: string) => sha256(what).slice(0, 16);
const hour = String(Math.floor(may20 / 3_600_000) * 3600).padStart(10, "0");
const identity = identityHash(issuer, "elsa", sha256);

const settings = {
  ...{ opensAt: "2021-02-28T23:00:00.000Z", closesOn: "2021-05-31", weekendRule: "keep", act: "handed-in" },
  ...{ signDays: 7, reportBy: "2022-02-01", follows: null, horizon: 2023 },
  amounts: { standard: 400_000, metropolitan: 600_000, metropolitanCounties: ["AB", "M", "O"] },
};
const hosts = [{ name: "Region Exempel", orgNo: "212000-0019", from: "2021-01-01", to: null }];
const details = { name: "RSS Dalarna", county: "Dalarna", registrar: "registrator.w@example.se", mailbox: null };

const inJune = "2021-06-01T00:00:00.000Z";
const annaToOlle = by("lena", "handOver", {
  params: { org: "W", person: personOf("anna") },
  body: { role: "head", from: belongingSince, at: inJune, to: { person: personOf("olle") } },
});
/** Roles that are changed, by the pseudonym of whose they are. */
const members = (counts: Record<string, number>) =>
  Object.fromEntries(Object.entries(counts).map(([sub, n]) => [`PERSON#${personOf(sub)}`, { MEMBER: n }]));

export const officePaths: Path[] = [
  {
    name: "make a round",
    from: "fresh",
    act: by("lena", "createRun", { body: { template: "plan-2021", year: 2022 } }),
    isBeside: true,
    elsewhere: { "ROUND#2022": keyed },
  },
  {
    name: "change a round",
    from: "a prepared round",
    act: by("lena", "editRun", {
      params: { round: "2022" },
      body: {
        ...{ ...settings, opensAt: "2022-02-28T23:00:00.000Z", closesOn: "2022-05-31", reportBy: "2023-02-01" },
        ...{ howToSend: "I portalen.", ladder: { days: [7], heads: [] }, frame: null },
      },
      seen: 2,
    }),
    isBeside: true,
    elsewhere: { "ROUND#2022": log },
  },
  {
    // Organisation and contacts, from the register.
    name: "open a round",
    from: "a prepared round",
    act: by("lena", "openRun", { params: { round: "2022" }, body: {}, seen: 2 }),
    isBeside: true,
    elsewhere: {
      "ROUND#2022": log,
      ...Object.fromEntries(few.map((each) => [`SUB#2022.${each}`, { HEAD: 1, ANSWER: 2 }])),
    },
  },
  {
    name: "extend a round for all",
    from: "a small country",
    act: by("karin", "extendRun", { params: { round: "2021" }, body: { until: "2021-06-14", reason: "Storm." } }),
    makes: [["extended", ["mail"]]],
    elsewhere: { "ROUND#2021": log, "SUB#2021.AB": { HEAD: 1, LOG: 1 } },
  },
  {
    name: "save an RSS",
    from: "fresh",
    act: by("lena", "saveRss", {
      params: { org: "W" },
      body: { ...details, aliases: [], hosts, payee: null },
      seen: 0,
    }),
    isBeside: true,
    elsewhere: { "RSS#W": { META: 1 }, "REGISTER#W": log },
  },
  {
    name: "give somebody a role",
    from: "fresh",
    act: by("lena", "invite", {
      params: { org: "W" },
      body: { person: personOf("sara"), role: "reader", from: null, to: null },
    }),
    isBeside: true,
    elsewhere: { "REGISTER#W": keyed, [`PERSON#${personOf("sara")}`]: { MEMBER: 1 } },
  },
  {
    name: "invite once more",
    from: "somebody invited",
    act: by("lena", "inviteAgain", { params: { org: "W", person: elsa.id }, body: { email: "ek@example.se" } }),
    isBeside: true,
    elsewhere: { "REGISTER#W": keyed, [`PERSON#${elsa.id}`]: { META: 1 } },
  },
  {
    name: "accept an invitation",
    from: "somebody invited",
    act: by("elsa", "acceptInvitation", { body: { code } }),
    isBeside: true,
    elsewhere: {
      "REGISTER#W": log,
      [`PERSON#${elsa.id}`]: { META: 1 },
      [`IDENTITY#${identity}`]: { META: 1 },
      [`INVITE#${sha256(code)}`]: { META: 1 },
      // Counted before it was tried, and given back.
      [`MISS#invited#${shortened("192.0.2.1")}`]: { [hour]: 1 },
      [`MISS#invited-as#${shortened(identity)}`]: { [hour]: 1 },
    },
  },
  {
    name: "end a membership",
    from: "fresh",
    act: by("lena", "endMembership", {
      params: { org: "W", person: personOf("olle") },
      body: { role: "reader", from: belongingSince, at: inJune },
    }),
    isBeside: true,
    elsewhere: { "REGISTER#W": keyed, ...members({ olle: 1 }) },
  },
  {
    name: "name a substitute",
    from: "fresh",
    act: by("anna", "delegate", {
      params: { org: "W", person: personOf("olle") },
      body: { of: null, from: null, to: inJune },
    }),
    isBeside: true,
    elsewhere: { "REGISTER#W": keyed, ...members({ olle: 1 }) },
  },
  {
    name: "hand a post over",
    from: "fresh",
    act: annaToOlle,
    isBeside: true,
    elsewhere: { "REGISTER#W": keyed, ...members({ anna: 1, olle: 1 }) },
  },
  {
    name: "end a head's role, and who stands in",
    from: "two who stand in",
    act: by("lena", "endMembership", {
      params: { org: "W", person: personOf("anna") },
      body: { role: "head", from: belongingSince, at: inJune },
    }),
    isBeside: true,
    elsewhere: { "REGISTER#W": keyed, ...members({ anna: 1, olle: 1, elin: 1 }) },
  },
  {
    name: "hand a post over to who stands in",
    from: "two who stand in",
    act: annaToOlle,
    isBeside: true,
    // Olle's are two: what he had as a substitute, and the post.
    elsewhere: { "REGISTER#W": keyed, ...members({ anna: 1, olle: 2, elin: 1 }) },
  },
];
