/** Rounds, RSS and people: what changes seldom and is read often, and how far each RSS has come. */
import { GetItemCommand, PutItemCommand, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import type { Instant } from "#domain/deadlines";
import type { Language } from "#domain/language";
import type { Membership, Person, Role } from "#domain/permissions";
import type { Round, Rss } from "#domain/rounds";
import type { Opening } from "#domain/submission";
import { keys, listed } from "./keys.ts";
import { contentOf, type Line, openingRows, pages, queryAll, rowsByKey, setting, written } from "./rows.ts";
import { administered, type RunRow } from "./runs.ts";
import { type BackOff, type Db, fullJitter, transact } from "./transact.ts";

type Key = { pk: string; sk: string };

/** A round that anybody may know of. */
const published = (row: RunRow): Round[] => (row.state === "prepared" ? [] : [administered(row).round]);

export type Listed = Line & {
  id: string;
  rss: string;
  /** The last version that SKR's staff have opened; absent when there is none. */
  read?: number;
};

/** Someone who belongs to an organisation, with the role that made them turn up. */
export type Member = Person & { role: Role; from: Instant; to: Instant | null };

export function registryStore(db: Db, table: string, backOff: BackOff = fullJitter) {
  async function get<T>(key: Key): Promise<T | null> {
    const { Item } = await db.send(new GetItemCommand({ TableName: table, Key: written(key), ConsistentRead: true }));
    return Item ? contentOf<T>(unmarshall(Item)) : null;
  }

  async function getAll<T>(wanted: Key[]): Promise<Map<string, T>> {
    const rows = await rowsByKey(db, table, wanted, { backOff });
    return new Map(rows.map((row) => [String(row.pk), contentOf<T>(row)]));
  }

  const put = (row: Record<string, unknown>, condition?: string) =>
    db.send(
      new PutItemCommand({
        TableName: table,
        Item: written(row),
        ...(condition ? { ConditionExpression: condition } : {}),
      }),
    );

  const list = (pk: string, prefix = "") =>
    queryAll(db, {
      TableName: table,
      IndexName: "list",
      KeyConditionExpression: prefix ? "listPk = :pk AND begins_with(listSk, :prefix)" : "listPk = :pk",
      ExpressionAttributeValues: written({ ":pk": pk, ...(prefix ? { ":prefix": prefix } : {}) }),
    });

  const inOrder = <T>(rows: Record<string, unknown>[], found: Map<string, T>): T[] =>
    rows.flatMap(({ pk }) => found.get(String(pk)) ?? []);

  async function listedWhole<T>(pk: string): Promise<T[]> {
    const rows = await list(pk);
    return inOrder(rows, await getAll<T>(rows.map(({ pk, sk }) => ({ pk: String(pk), sk: String(sk) }))));
  }

  /** All rounds that have been opened, the one that closes first first. One that is prepared exists for SKR alone: store/runs.ts. */
  const rounds = async () => (await listedWhole<RunRow>(listed.rounds("").listPk)).flatMap((row) => published(row));
  const round = async (id: string): Promise<Round | null> => {
    const row = await get<RunRow>(keys.round(id));
    return row ? (published(row)[0] ?? null) : null;
  };

  /** Whether SKR has closed the round. */
  const isOver = async (id: string): Promise<boolean> => (await get<RunRow>(keys.round(id)))?.state === "closed";

  /** The round as given, whatever is said of how it is run. */
  async function putRound(value: Round): Promise<void> {
    const { pk, sk, ...fields } = { ...keys.round(value.id), ...listed.rounds(value.closesAt), ...value };
    const set = setting(fields);
    await db.send(
      new UpdateItemCommand({
        TableName: table,
        Key: written({ pk, sk }),
        UpdateExpression: set.expression,
        ExpressionAttributeNames: set.names,
        ExpressionAttributeValues: written(set.values),
      }),
    );
  }

  /** All RSS, by name. */
  const rsses = () => listedWhole<Rss>(listed.rsses("").listPk);
  const rss = (id: string) => get<Rss>(keys.rss(id));
  const putRss = (value: Rss) => put({ ...keys.rss(value.id), ...listed.rsses(value.name), ...value });

  const listedIn = (roundId: string, row: Record<string, unknown>): Listed => {
    const rss = String(row.listSk);
    // Onto what was just parsed: a copy costs three times the parsing.
    const listed: Listed = Object.assign(JSON.parse(String(row.line)) as Line, { id: `${roundId}.${rss}`, rss });
    if (row.read !== undefined) listed.read = Number(row.read);
    return listed;
  };

  /** How far each RSS has come, from the small rows of the index; up to a second old. */
  const inRound = async (roundId: string): Promise<Listed[]> =>
    (await list(listed.inRound(roundId, "").listPk)).map((row) => listedIn(roundId, row));

  /** The same page by page, for whoever goes through a round that need not fit in memory. */
  async function* eachInRound(roundId: string): AsyncGenerator<Listed[]> {
    const { listPk } = listed.inRound(roundId, "");
    for await (const rows of pages(db, {
      TableName: table,
      IndexName: "list",
      KeyConditionExpression: "listPk = :pk",
      ExpressionAttributeValues: written({ ":pk": listPk }),
    }))
      yield rows.map((row) => listedIn(roundId, row));
  }

  /** HEAD and what is filled in beforehand, for one RSS as its round opens; leaves alone what exists. */
  async function open(opening: Opening): Promise<void> {
    await transact(
      db,
      openingRows(opening).map((row) => ({
        Put: { TableName: table, Item: written(row), ConditionExpression: "attribute_not_exists(pk)" },
      })),
      backOff,
    );
  }

  /** The person behind an identity (hash of issuer and subject), null for a stranger. The link never changes. */
  async function personOf(identity: string): Promise<string | null> {
    return (await get<{ person: string }>(keys.identity(identity)))?.person ?? null;
  }

  /** The person with every membership ever held, read consistently: whoever is removed is out at the next request. */
  async function user(person: string): Promise<{ person: Person; memberships: Membership[] } | null> {
    const rows = await queryAll(db, {
      TableName: table,
      ConsistentRead: true,
      KeyConditionExpression: "pk = :pk",
      ExpressionAttributeValues: written({ ":pk": keys.person(person).pk }),
    });
    const own = rows.find(({ sk }) => sk === "META");
    if (!own) return null;
    const memberships = rows.filter(({ sk }) => String(sk).startsWith("MEMBER#"));
    return { person: contentOf<Person>(own), memberships: memberships.map((row) => contentOf<Membership>(row)) };
  }

  async function putPerson(person: Person, identity: string): Promise<void> {
    await put({ ...keys.person(person.id), ...person });
    await put({ ...keys.identity(identity), person: person.id });
  }

  /** The last choice holds. Only for somebody who is there: an erased person does not come back as a language. */
  async function setLanguage(person: string, language: Language): Promise<void> {
    await db.send(
      new UpdateItemCommand({
        TableName: table,
        Key: written(keys.person(person)),
        UpdateExpression: "SET #language = :language",
        ConditionExpression: "attribute_exists(pk)",
        ExpressionAttributeNames: { "#language": "language" },
        ExpressionAttributeValues: written({ ":language": language }),
      }),
    );
  }

  const putMembership = (person: string, membership: Membership) =>
    put({
      ...keys.membership(person, membership.org, membership.role, membership.from),
      ...listed.inOrg(membership.org, membership.role, person),
      ...membership,
    });

  /** Who has ever belonged to an organisation in these roles; callers pick those who hold the role at an instant. */
  async function membersOf(org: string, ...roles: Role[]): Promise<Member[]> {
    const rows = (await list(listed.inOrg(org, "writer", "").listPk)).flatMap((row) => {
      const [role, person] = String(row.listSk).split("#") as [Role, string];
      return roles.includes(role)
        ? [{ role, person, from: row.from as Instant, to: (row.to ?? null) as Instant | null }]
        : [];
    });
    const found = await people(rows.map(({ person }) => person));
    return rows.flatMap(({ role, person, from, to }) => {
      const who = found.get(person);
      return who ? [{ ...who, role, from, to }] : [];
    });
  }

  /** People by id; those erased are absent. */
  async function people(ids: Iterable<string>): Promise<Map<string, Person>> {
    const unique = [...new Set(ids)].filter((id) => id !== "");
    const found = await getAll<Person>(unique.map(keys.person));
    return new Map([...found.values()].map((person) => [person.id, person]));
  }

  return {
    rounds,
    round,
    isOver,
    putRound,
    rsses,
    rss,
    putRss,
    inRound,
    eachInRound,
    open,
    personOf,
    user,
    putPerson,
    setLanguage,
    putMembership,
    membersOf,
    people,
  };
}

export type RegistryStore = ReturnType<typeof registryStore>;
