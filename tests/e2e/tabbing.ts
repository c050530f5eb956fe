/** Going through a page by the Tab key alone. */
import type { Page } from "playwright-core";

/** What has the focus: its name as it is read out, and whether one can see that it has it. */
const focused = (page: Page) =>
  page.locator(":focus").evaluate((element) => {
    const window = element.ownerDocument.defaultView;
    // A radio button that is drawn by its label shows the focus there.
    const drawn = [element, element.closest("label")].flatMap((each) =>
      each && window ? window.getComputedStyle(each) : [],
    );
    const labels =
      "labels" in element ? [...(element.labels as NodeListOf<HTMLElement>)].map((label) => label.innerText) : [];
    const named = (element.getAttribute("aria-labelledby") ?? "")
      .split(" ")
      .map((id) => element.ownerDocument.getElementById(id)?.innerText ?? "");
    const own = (element as HTMLElement).innerText ?? "";
    return {
      name: [element.getAttribute("aria-label") ?? "", ...labels, ...named, own].join(" ").replace(/\s+/g, " ").trim(),
      isSeen: drawn.some(({ outlineStyle, boxShadow }) => outlineStyle !== "none" || boxShadow !== "none"),
    };
  });

/** Presses Tab until the focus is on what is called this; every stop on the way must be seen. */
export async function tabTo(page: Page, name: RegExp, key: "Tab" | "Shift+Tab" = "Tab"): Promise<void> {
  const passed: string[] = [];
  for (let presses = 0; presses < 90; presses += 1) {
    await page.keyboard.press(key);
    if ((await page.locator(":focus").count()) === 0) continue;
    const stop = await focused(page);
    passed.push(stop.name.slice(0, 40));
    if (!stop.isSeen) throw new Error(`the focus cannot be seen on ${stop.name}`);
    if (name.test(stop.name)) return;
  }
  throw new Error(`no way by Tab to ${name}: ${passed.join(" · ")}`);
}
