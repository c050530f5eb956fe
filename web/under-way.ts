/** Requests the page must not be left in the middle of, not even for a new token: files on their way, moves being made. */
let count = 0;

export const isUnderWay = (): boolean => count > 0;

export async function underWay<T>(work: Promise<T>): Promise<T> {
  count += 1;
  try {
    return await work;
  } finally {
    count -= 1;
  }
}
