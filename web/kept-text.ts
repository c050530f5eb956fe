/**
 * A few words that are being written and not sent: a comment, a reason. Kept in this tab through a reload, a closed panel and the way
 * to the log-in; gone at log-out. With them the key of their sending: sent twice, they are the same comment.
 */

const begin = "written";
const keyOf = (...about: string[]): string => [begin, ...about].join("|");

/** Whether somebody has words of that kind in this tab. */
export const isKept = (...about: string[]): boolean =>
  Object.keys(sessionStorage).some((key) => `${key}|`.startsWith(`${keyOf(...about)}|`));

export function keptText(...about: string[]) {
  const key = keyOf(...about);
  let sendingKey: string = crypto.randomUUID();
  return {
    read(): string {
      const [text = "", before] = (sessionStorage.getItem(key) ?? "").split(/\|(?=[^|]*$)/);
      sendingKey = before ?? sendingKey;
      return text;
    },
    write(text: string): void {
      try {
        if (text === "") sessionStorage.removeItem(key);
        else sessionStorage.setItem(key, `${text}|${sendingKey}`);
      } catch {
        // A full storage keeps nothing; the text is still in its field.
      }
    },
    /** They have arrived: the next ones are others. */
    sent(): void {
      sessionStorage.removeItem(key);
      sendingKey = crypto.randomUUID();
    },
    get key(): string {
      return sendingKey;
    },
  };
}
