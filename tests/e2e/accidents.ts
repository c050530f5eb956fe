/** What can happen to somebody who writes: the net, the tab and the session can end at any moment. */
import type { BrowserContext, Page, Route } from "playwright-core";
import type { Someone } from "./browser.ts";

const saves = "**/answers/**";

/** A net that goes down, and answers how it comes back. */
export type Net = (someone: Someone) => Promise<() => Promise<void>>;

const byRoute =
  (answer: (route: Route, isUp: Promise<void>) => Promise<void>): Net =>
  async ({ page }) => {
    let up = () => {};
    const isUp = new Promise<void>((resolve) => {
      up = resolve;
    });
    await page.route(saves, (route) => answer(route, isUp).catch(() => {}));
    return async () => {
      up();
      await page.unroute(saves);
    };
  };

export const nets: Net[] = [
  async ({ context }) => {
    await context.setOffline(true);
    return () => context.setOffline(false);
  },
  // Saves are never sent; sent and never answered for a while; received and never answered.
  byRoute((route) => route.abort()),
  byRoute(async (route, isUp) => {
    await isUp;
    await route.abort();
  }),
  byRoute(async (route) => {
    await route.fetch();
    await route.abort();
  }),
];

/**
 * Lets no save out of the browser until it is mended, not even one that outlives its page, which no route gets hold of.
 * Pages opened before it are not touched.
 */
export const canBeCut = (context: BrowserContext): Promise<void> =>
  context
    .addInitScript(() => {
      const real = globalThis.fetch;
      globalThis.fetch = (input, init) =>
        localStorage.getItem("cut") && init?.method === "PUT"
          ? Promise.reject(new TypeError("cut"))
          : real(input, init);
    })
    .then(() => undefined);

export const cut = (page: Page): Promise<void> => page.evaluate(() => localStorage.setItem("cut", "1"));
export const mend = (page: Page): Promise<void> =>
  page.evaluate(() => {
    localStorage.removeItem("cut");
    dispatchEvent(new Event("online"));
  });

/** How a tab dies; answers the page that its user goes on in. */
export type Death = (page: Page, again: () => Promise<Page>) => Promise<Page>;

export const deaths: Death[] = [
  async (page) => {
    await page.reload();
    return page;
  },
  async (page, again) => {
    const session = await page.context().newCDPSession(page);
    const crashed = page.waitForEvent("crash");
    // It is never answered.
    session.send("Page.crash").catch(() => {});
    await crashed;
    await page.close();
    return again();
  },
  async (page, again) => {
    await page.close();
    return again();
  },
];

/** As API Gateway's authorizer says it. */
const unknown = { status: 401, contentType: "application/json", body: JSON.stringify({ message: "Unauthorized" }) };

/** From now on the server does not know the token that is in use. The page's clock must be the test's. */
export async function tokenEnds({ context, page }: Someone): Promise<void> {
  let old: string | undefined;
  await context.route("**/api/**", async (route) => {
    const { authorization } = await route.request().allHeaders();
    old ??= authorization;
    await (authorization === old ? route.fulfill(unknown) : route.fallback());
  });
  // Old enough for a new one to help.
  await page.clock.fastForward(40_000);
}

/** How many texts this browser keeps, of anybody. */
export const rowsKept = (page: Page): Promise<number> =>
  page.evaluate(
    () =>
      new Promise<number>((resolve, reject) => {
        const request = indexedDB.open("rss-portalen");
        request.onerror = () => reject(request.error);
        request.onsuccess = () => {
          const rows = request.result.transaction("rss-portalen").objectStore("rss-portalen").count();
          rows.onsuccess = () => resolve(rows.result);
        };
      }),
  );
