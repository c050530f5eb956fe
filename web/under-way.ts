/** What the page must not be left in the middle of, not even for a new token: files on their way, moves being made. */
let count = 0;
const reasons = new Set<() => boolean>();

/** A request is out, and its answer is waited for. */
export const isUnderWay = (): boolean => count > 0;

/** Something that no request carries at the moment, and that no reload brings back. */
export const isHeld = (): boolean => [...reasons].some((holds) => holds());

/** A reason of its own for parts that come later. Returns how to take it back. */
export function stayWhile(holds: () => boolean): () => void {
  reasons.add(holds);
  return () => reasons.delete(holds);
}

export async function underWay<T>(work: Promise<T>): Promise<T> {
  count += 1;
  try {
    return await work;
  } finally {
    count -= 1;
  }
}
