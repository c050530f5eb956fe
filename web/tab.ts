/**
 * This tab's own name, so that two tabs of one person never write in each other's journal. It survives a reload and the way to
 * the log-in and back. A lock is held for as long as the tab lives, which tells the others that its journal is in use.
 */
const storageKey = "tab";
const lockOf = (name: string) => `rss-portalen tab ${name}`;

async function livingTabs(): Promise<Set<string>> {
  const { held = [] } = (await navigator.locks?.query()) ?? {};
  return new Set(held.map(({ name }) => name ?? ""));
}

async function claim(): Promise<string> {
  const kept = sessionStorage.getItem(storageKey);
  // A duplicated tab inherits the session storage of the first, which still lives.
  const own = kept && !(await livingTabs()).has(lockOf(kept)) ? kept : crypto.randomUUID().slice(0, 8);
  sessionStorage.setItem(storageKey, own);
  await new Promise<void>((held) => {
    if (!navigator.locks) return held();
    navigator.locks.request(lockOf(own), () => {
      held();
      return new Promise(() => {});
    });
  });
  return own;
}

let claimed: Promise<string> | undefined;

export function tabName(): Promise<string> {
  claimed ??= claim();
  return claimed;
}

/** Whether another tab of that name is open in this browser. */
export async function isOpenElsewhere(name: string): Promise<boolean> {
  return name !== (await tabName()) && (await livingTabs()).has(lockOf(name));
}
