import { PutItemCommand } from "@aws-sdk/client-dynamodb";
import { afterAll, beforeAll, describe, expect, it, jest } from "@jest/globals";
import type { Browser, Page } from "playwright-core";
import { type Portal, startPortal } from "../../infra/local/portal.ts";
import { people } from "../../infra/local/seed.ts";
import { axeFindings, openBrowser, phone, someone } from "../e2e/browser.ts";

let portal: Portal;
let browser: Browser;
beforeAll(async () => {
  jest.spyOn(console, "error").mockImplementation(() => {});
  const mailer = async () => {
    throw new Error("brevlådan är full");
  };
  const handlers = { api: async () => ({}), outbox: { mailer } };
  const outbox = { tries: 1 };
  [portal, browser] = await Promise.all([
    startPortal({ port: 0, web: false, handlers, outbox, seed: async () => {} }),
    openBrowser(),
  ]);
  const Item = { pk: { S: "SUB#2021.W" }, sk: { S: "LOG#000001" }, pendingPk: { S: "PENDING" }, pendingSk: { S: "1" } };
  await portal.client.send(new PutItemCommand({ TableName: portal.table, Item }));
  await portal.stream.idle();
});
afterAll(async () => {
  await browser.close();
  await portal.stop();
});

const logIn = (more: Record<string, string> = {}) => {
  const query = {
    client_id: "rss-portalen",
    redirect_uri: `${portal.url}/inloggad`,
    response_type: "code",
    scope: "openid",
  };
  const pkce = { state: "s", code_challenge: "x".repeat(43), code_challenge_method: "S256" };
  return `${portal.issuer}/auth?${new URLSearchParams({ ...query, ...pkce, ...more })}`;
};

async function expectSound(page: Page): Promise<void> {
  expect(await axeFindings(page)).toEqual([]);
  expect(await page.evaluate("document.documentElement.scrollWidth <= innerWidth")).toBe(true);
  expect(await page.locator("html").getAttribute("lang")).toBe("sv");
}

// On a phone only: the markup is the same on a desk, where there is more room.
describe("the pages of this machine", () => {
  it("let a person log in by keyboard, log in afresh and log out, all without a fault that axe can find", async () => {
    const { page, errors, context } = await someone(browser, phone);
    await page.goto(logIn());
    await expectSound(page);
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await page.waitForURL(`${portal.url}/inloggad?*`);

    await page.goto(logIn({ prompt: "login" }));
    await expectSound(page);
    const again = page.getByRole("region", { name: "Logga in igen" });
    await again.getByRole("button", { name: people[0]?.name }).press("Enter");
    await page.waitForURL(`${portal.url}/inloggad?*`);

    const after = new URLSearchParams({
      client_id: "rss-portalen",
      post_logout_redirect_uri: `${portal.url}/utloggad`,
    });
    await page.goto(`${portal.issuer}/session/end?${after}`);
    await expectSound(page);
    await page.keyboard.press("Enter");
    await page.waitForURL(`${portal.url}/utloggad`);

    await page.goto(logIn({ client_id: "unknown" }));
    await expectSound(page);
    expect(errors).toEqual([]);
    await context.close();
  });

  it("show and move the clock, and what failed, without a fault that axe can find", async () => {
    const { page, errors, context } = await someone(browser, phone);
    await page.goto(`${portal.url}/_local`);
    await expectSound(page);
    const before = portal.clock.offset;
    await page.getByRole("button", { name: "Ett dygn fram" }).press("Enter");
    await page.getByText("dygn före").waitFor();
    expect(portal.clock.offset - before).toBe(86_400_000);
    await page.getByLabel("Ny tid (svensk tid)").fill("2021-05-31T23:59:50");
    await page.getByRole("button", { name: "Ställ klockan" }).press("Enter");
    await page.getByText("måndag 31 maj 2021 kl. 23:59").waitFor();
    await page.getByRole("button", { name: "Försök igen" }).waitFor();
    portal.clock.offset = 0;
    expect(errors).toEqual([]);
    await context.close();
  });
});
