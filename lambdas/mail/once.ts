/** One mail, handed over at most once: marked, sent, and what became of it written down. */
import { isNotTaken } from "./post.ts";

type Steps = {
  /** Whether this caller may send it: not when it is marked already. */
  mark: () => Promise<boolean>;
  /** Answers the message id. */
  send: () => Promise<string>;
  /** Null when it was not taken for certain, and may be tried again. */
  outcome: (messageId: string | null) => Promise<void>;
};

/** True when it was sent now. Throws what SES refused it with; after that the mark is lifted. */
export async function sendOnce({ mark, send, outcome }: Steps): Promise<boolean> {
  if (!(await mark())) return false;
  let messageId: string;
  try {
    messageId = await send();
  } catch (error) {
    // The mark of a mail that may have gone stays as it is, and is shown to staff.
    if (!isNotTaken(error)) return false;
    await outcome(null);
    throw error;
  }
  await outcome(messageId);
  return true;
}
