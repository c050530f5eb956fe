/**
 * The one table, as data: infra/stacks and infra/local both build it from here.
 *
 * `list` answers "which rounds, which RSS, how far has each come, who belongs here" with small rows only:
 * no text of a draft is ever projected into an index. `pending` is sparse: a row stands in it only while
 * something remains to be done for it, so reading it whole is cheap and shows exactly what is outstanding.
 */
export const table = {
  partitionKey: "pk",
  sortKey: "sk",
  ttl: "ttl",
  indexes: {
    list: {
      partitionKey: "listPk",
      sortKey: "listSk",
      project: ["line", "read", "from", "to"],
    },
    pending: { partitionKey: "pendingPk", sortKey: "pendingSk", project: ["pending"] },
  },
} as const;
