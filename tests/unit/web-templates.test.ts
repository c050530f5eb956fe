import { beforeAll, expect, it } from "@jest/globals";
import { templates } from "#domain/templates/registry";

beforeAll(() => {
  // What the browser has and a test has not.
  Object.assign(globalThis, {
    localStorage: { getItem: () => null },
    document: { documentElement: { lang: "" }, addEventListener() {} },
    addEventListener() {},
    location: { pathname: "/" },
  });
});

it.each([...templates])("can be fetched by the browser: %s", async (id, template) => {
  const { fetchTemplate, templateOf } = await import("../../web/templates.ts");
  const { aRound } = await import("#tests/builders");
  await fetchTemplate(id);
  const { title } = templateOf(aRound({ template: { id, hash: "" } }));
  expect(title.slice(0, 8)).toBe(template.title.slice(0, 8));
});

it("has no form of a name that nobody has given one", async () => {
  const { fetchTemplate } = await import("../../web/templates.ts");
  await expect(fetchTemplate("plan-1999")).rejects.toThrow();
});
