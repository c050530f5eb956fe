/** Entry of the function that words the mails with a code. It can reach nothing at all. */
import { wordsOf } from "./codes.ts";

export const handler = async (event: unknown): Promise<unknown> => wordsOf(event);
