/** Many of the same at once, and never more than so many: any number of RSS, and one table. */

const atOnce = 16;

/** Results in the order of the items. The first failure is thrown when what has begun is done. */
export async function bounded<Item, Result>(items: Item[], work: (item: Item) => Promise<Result>): Promise<Result[]> {
  const results: Result[] = [];
  const failures: unknown[] = [];
  let next = 0;
  const turns = Array.from({ length: Math.min(atOnce, items.length) }, async () => {
    while (next < items.length && failures.length === 0) {
      const index = next;
      next += 1;
      try {
        results[index] = await work(items[index] as Item);
      } catch (error) {
        failures.push(error);
      }
    }
  });
  await Promise.all(turns);
  if (failures.length > 0) throw failures[0];
  return results;
}
