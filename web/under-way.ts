/** Requests the page must not be left in the middle of, not even for a new token: files on their way, moves being made. */
let count = 0;
const reasons: (() => boolean)[] = [];

export const isUnderWay = (): boolean => count > 0 || reasons.some((holds) => holds());

/** A reason of its own for parts that come later: they have things that no request carries at the moment, and no reload brings back. */
export const stayWhile = (holds: () => boolean) => reasons.push(holds);

export async function underWay<T>(work: Promise<T>): Promise<T> {
  count += 1;
  try {
    return await work;
  } finally {
    count -= 1;
  }
}
