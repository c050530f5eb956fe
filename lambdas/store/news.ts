/** What is not a move and not a saved answer or file, but new to whoever has the page open. */
import type { TransactWriteItem } from "@aws-sdk/client-dynamodb";
import { keys } from "./keys.ts";
import { written } from "./rows.ts";

/** Part of a transaction: counts one piece of news on HEAD, which no condition of a move is about. Stops where there is no HEAD. */
export const tellNews = (table: string, id: string): TransactWriteItem => ({
  Update: {
    TableName: table,
    Key: written(keys.head(id)),
    UpdateExpression: "ADD news :one",
    ConditionExpression: "attribute_exists(pk)",
    ExpressionAttributeValues: written({ ":one": 1 }),
  },
});
