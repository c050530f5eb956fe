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

it("can be fetched by the browser, every form that a round may name", async () => {
  const { fetchTemplate, templateOf } = await import("../../web/templates.ts");
  const { aRound } = await import("#tests/builders");
  for (const [id, template] of templates) {
    await fetchTemplate(id);
    const { title } = templateOf(aRound({ template: { id, hash: "" } }));
    expect(title.slice(0, 10)).toBe(template.title.slice(0, 10));
  }
});
