/** Records a handler could not take after all its tries: kept in a file, shown at /_local, never thrown away by itself. */
import type { DynamoDBRecord } from "aws-lambda";
import { readOrMake, writeWhole } from "./kept-file.ts";

export type DeadLetter = {
  id: string;
  handler: string;
  pk: string;
  sk: string;
  error: string;
  tries: number;
  at: string;
  record: DynamoDBRecord;
};

export async function openDeadLetters(file?: string) {
  const letters = new Map((await readOrMake<DeadLetter[]>(file, async () => [])).map((letter) => [letter.id, letter]));
  const save = async () => {
    if (file) await writeWhole(file, JSON.stringify([...letters.values()], null, 2));
  };
  return {
    all: (): DeadLetter[] => [...letters.values()],
    async add(letter: DeadLetter): Promise<void> {
      letters.set(letter.id, letter);
      await save();
    },
    async remove(id: string): Promise<void> {
      if (letters.delete(id)) await save();
    },
  };
}
