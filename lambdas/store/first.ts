/** The first administrator of an empty portal. Everybody after that is invited by somebody. */
import type { Instant } from "#domain/deadlines";
import { type Membership, type Person, SKR } from "#domain/permissions";
import { keys, listed } from "./keys.ts";
import { registryStore } from "./registry.ts";
import { written } from "./rows.ts";
import { type BackOff, type Db, fullJitter, transact } from "./transact.ts";

export type First = {
  person: Person;
  identity: string;
  now: Instant;
  /** Beside those there are: nobody of them can log in any more, since whoever says who they are is another. */
  isAnother: boolean;
};

/**
 * Puts them into the table, whole or not at all. `there-is-one`: there has been an administrator, and no other was asked for. `known`: the
 * portal knows whoever logs in so as somebody.
 */
export async function putFirst(
  db: Db,
  table: string,
  { person, identity, now, isAnother }: First,
  backOff: BackOff = fullJitter,
): Promise<"made" | "there-is-one" | "known"> {
  const { membersOf } = registryStore(db, table);
  if (!isAnother && (await membersOf(SKR, "admin")).length > 0) return "there-is-one";
  const admin = { org: SKR, role: "admin", from: now, to: null, confirmedBy: "deployment" } satisfies Membership;
  const rows = [
    { ...keys.identity(identity), person: person.id },
    { ...keys.person(person.id), ...person },
    {
      ...keys.membership(person.id, admin.org, admin.role, admin.from),
      ...listed.inOrg(admin.org, admin.role, person.id),
      ...admin,
    },
  ];
  const ConditionExpression = "attribute_not_exists(pk)";
  const stopped = await transact(
    db,
    rows.map((row) => ({ Put: { TableName: table, Item: written(row), ConditionExpression } })),
    backOff,
  );
  return stopped ? "known" : "made";
}
