/** Changes in the register: of an RSS, and of who belongs where. Each is an event in the log of the organisation it concerns. */
import { GetItemCommand, PutItemCommand, type TransactWriteItem } from "@aws-sdk/client-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import type { Hash } from "#domain/canonical";
import { type Chain, chainOf, unbegun } from "#domain/chain";
import { epoch, type Instant, instant } from "#domain/deadlines";
import { invitationKept, type PeopleDecision } from "#domain/people";
import { type RegisterEvent, type RegisterFact, stepsAfterRegister } from "#domain/register";
import type { Rss } from "#domain/rounds";
import { chainStore, type Outcome } from "./chains.ts";
import { keys, listed } from "./keys.ts";
import { contentOf, queryAll, written } from "./rows.ts";
import { type BackOff, type Db, fullJitter } from "./transact.ts";

/** Whom an invitation's code makes whoever shows it, in the log of which organisation that is told, and the hash of the event that asked for it. */
export type Invitation = { person: string; org: string; asked: string; expires: Instant; used?: Instant };

export function registerStore(db: Db, table: string, hash: Hash, backOff: BackOff = fullJitter) {
  const chains = chainStore<RegisterFact>(db, table, backOff);

  /** How far the log of an organisation has come. */
  async function chain(org: string): Promise<Chain> {
    const id = chainOf.register(org);
    const { Item } = await db.send(
      new GetItemCommand({ TableName: table, Key: written(keys.chain(id)), ConsistentRead: true }),
    );
    if (!Item) return unbegun(id, hash);
    const { seq, tip } = unmarshall(Item);
    return { id, seq, tip };
  }

  /** Moves the head of the log from where it was when this was decided. */
  function headOf({ id, seq, hash: tip }: RegisterEvent): TransactWriteItem {
    const isFirst = seq === 1;
    return {
      Put: {
        TableName: table,
        Item: written({ ...keys.chain(id), seq, tip }),
        ConditionExpression: isFirst ? "attribute_not_exists(pk)" : "#seq = :seen",
        ...(isFirst
          ? {}
          : { ExpressionAttributeNames: { "#seq": "seq" }, ExpressionAttributeValues: written({ ":seen": seq - 1 }) }),
      },
    };
  }

  const commit = (event: RegisterEvent, key: string | undefined, rows: TransactWriteItem[]) =>
    chains.commit(headOf(event), {
      ...{ event, steps: stepsAfterRegister(event), rows },
      ...(key === undefined ? {} : { key }),
    });

  /** An RSS on the revision that was seen, new when that is 0 and nothing is there. Null when somebody else was first. */
  function saveRss(event: RegisterEvent, before: Rss | null, after: Rss): Promise<Outcome<RegisterFact>> {
    const isNumbered = before?.rev !== undefined;
    return commit(event, undefined, [
      {
        Put: {
          TableName: table,
          Item: written({ ...keys.rss(after.id), ...listed.rsses(after.name), ...after }),
          ConditionExpression: before
            ? isNumbered
              ? "rev = :seen"
              : "attribute_exists(pk) AND attribute_not_exists(rev)"
            : "attribute_not_exists(pk)",
          ...(isNumbered ? { ExpressionAttributeValues: written({ ":seen": before.rev }) } : {}),
        },
      },
    ]);
  }

  /** A change of people. Null when somebody else was first. */
  function savePeople({ event, newPerson, invitedAgain, begins, ends }: PeopleDecision, key: string) {
    const rows: TransactWriteItem[] = [];
    if (newPerson) {
      rows.push({
        Put: {
          TableName: table,
          Item: written({ ...keys.person(newPerson.id), ...newPerson }),
          ConditionExpression: "attribute_not_exists(pk)",
        },
      });
    }
    if (invitedAgain) {
      const { person, email, invitation: asked } = invitedAgain;
      rows.push({
        Update: {
          TableName: table,
          Key: written(keys.person(person)),
          UpdateExpression: "SET email = :email, invitation = :asked",
          ConditionExpression: "attribute_exists(invited)",
          ExpressionAttributeValues: written({ ":email": email, ":asked": asked }),
        },
      });
    }
    if (begins) {
      const { person, membership } = begins;
      const { org, role, from } = membership;
      rows.push({
        Put: {
          TableName: table,
          Item: written({
            ...keys.membership(person, org, role, from),
            ...listed.inOrg(org, role, person),
            ...membership,
          }),
          // One that was ended before it began never held, and is replaced.
          ConditionExpression: "attribute_not_exists(pk) OR #to <= :from",
          ExpressionAttributeNames: { "#to": "to" },
          ExpressionAttributeValues: written({ ":from": from }),
        },
      });
    }
    for (const { person, membership, to } of ends ?? []) {
      const { org, role, from } = membership;
      rows.push({
        Update: {
          TableName: table,
          Key: written(keys.membership(person, org, role, from)),
          UpdateExpression: "SET #to = :to",
          ConditionExpression: "attribute_exists(pk) AND #to = :was",
          ExpressionAttributeNames: { "#to": "to" },
          ExpressionAttributeValues: written({ ":to": to, ":was": membership.to }),
        },
      });
    }
    return commit(event, key, rows);
  }

  const keyOf = (code: string) => keys.invitation(hash(code));

  /** The mailer draws a code as it writes; only its hash is kept. */
  async function putInvitation(code: string, of: Pick<Invitation, "person" | "org" | "asked">, at: Instant) {
    const until = epoch(at) + invitationKept;
    const expires = instant(until);
    const row = { ...keyOf(code), ...({ ...of, expires } satisfies Invitation), ttl: Math.floor(until / 1000) };
    await db.send(new PutItemCommand({ TableName: table, Item: written(row) }));
  }

  async function invitation(code: string): Promise<Invitation | null> {
    const { Item } = await db.send(
      new GetItemCommand({ TableName: table, Key: written(keyOf(code)), ConsistentRead: true }),
    );
    return Item ? contentOf<Invitation>(unmarshall(Item)) : null;
  }

  /**
   * An identity becomes the person: once a code, once a person, once an identity, by the code that was asked for last. Null when one of
   * them has been, or another code has been asked for.
   */
  const saveAccepted = (event: RegisterEvent, code: string, { asked }: Invitation, identity: string) =>
    commit(event, undefined, [
      {
        Update: {
          TableName: table,
          Key: written(keyOf(code)),
          UpdateExpression: "SET used = :now",
          ConditionExpression: "attribute_exists(pk) AND attribute_not_exists(used) AND expires > :now",
          ExpressionAttributeValues: written({ ":now": event.at }),
        },
      },
      {
        Update: {
          TableName: table,
          Key: written(keys.person(event.by)),
          UpdateExpression: "REMOVE invited, invitation",
          ConditionExpression: "attribute_exists(invited) AND invitation = :asked",
          ExpressionAttributeValues: written({ ":asked": asked }),
        },
      },
      {
        Put: {
          TableName: table,
          Item: written({ ...keys.identity(identity), person: event.by }),
          ConditionExpression: "attribute_not_exists(pk)",
        },
      },
    ]);

  /** Ids of whoever has ever belonged to an organisation; up to a second old. */
  async function idsIn(org: string): Promise<string[]> {
    const rows = await queryAll(db, {
      TableName: table,
      IndexName: "list",
      KeyConditionExpression: "listPk = :pk",
      ExpressionAttributeValues: written({ ":pk": listed.inOrg(org, "", "").listPk }),
    });
    return [...new Set(rows.map(({ listSk }) => String(listSk).split("#")[1] ?? ""))];
  }

  return {
    ...{ chain, saveRss, savePeople, putInvitation, invitation, saveAccepted, idsIn },
    ...{ registerEvents: chains.events, registerMade: chains.made },
  };
}

export type RegisterStore = ReturnType<typeof registerStore>;
