import { describe, expect, it } from "@jest/globals";
import { canonical } from "#domain/canonical";
import { faults, questions, type Template } from "#domain/form";
import { printout } from "#domain/printout";
import { filled } from "#domain/rounds";
import plan2021 from "#domain/templates/plan-2021";
import { templateById, templateHash, templates } from "#domain/templates/registry";
import { aRound, hash } from "#tests/builders";

/** Every string of a value with the path it stands at. */
function strings(value: unknown, path = ""): [path: string, text: string][] {
  if (typeof value === "string") return [[path, value]];
  if (value === null || typeof value !== "object") return [];
  return Object.entries(value).flatMap(([key, member]) => strings(member, `${path}/${key}`));
}

const shown = (template: Template) => strings(template).filter(([path]) => path !== "/id");
const spaced = (text: string) => text.replaceAll("\u00A0", " ");
const placeholders = ["amount", "amountMetropolitan", "horizon", "howToSend", "reportBy", "submitBy", "year"];

describe.each([...templates.values()].map((template) => [template.id, template] as const))(
  "template %s",
  (id, template) => {
    it("is found by its id, and is plain data", () => {
      expect(templateById(id)).toBe(template);
      expect(canonical(JSON.parse(JSON.stringify(template)))).toBe(canonical(template));
    });

    it("has one id a question, one number a section", () => {
      const ids = questions(template).map((question) => question.id);
      expect(new Set(ids).size).toBe(ids.length);
      const numbers = template.sections.map(({ number }) => number).filter(Boolean);
      expect(new Set(numbers).size).toBe(numbers.length);
      for (const { number, questions: asked } of template.sections) {
        expect(asked.length).toBeGreaterThan(0);
        // Where the form has a number, its questions' ids say it, so that "8 b" can be told from "8b".
        if (number) for (const question of asked) expect(question.id.replace(/[a-z]$/, "")).toBe(number);
      }
    });

    it("has ids that can stand in a path and a key", () => {
      for (const { id: each } of questions(template)) expect(each).toMatch(/^[a-z0-9]{1,40}$/);
    });

    it("has only placeholders that a round fills, and all of them are filled", () => {
      const used = strings(template).flatMap(([, text]) => [...text.matchAll(/\{([^}]*)\}/g)].map(([, name]) => name));
      for (const name of used) expect(placeholders).toContain(name);
      const left = strings(filled(template, aRound())).filter(([, text]) => /[{}]/.test(text));
      expect(left).toEqual([]);
    });

    it("speaks of no year of its own", () => {
      const withoutLimits = shown(template).map(([path, text]) => [path, text.replace(/max \d+ tecken/, "")] as const);
      expect(withoutLimits.filter(([, text]) => /\b20\d\d\b/.test(text))).toEqual([]);
    });

    it("names the limit it has", () => {
      for (const question of questions(template)) {
        if (question.kind !== "text") continue;
        const named = /max (\d+) tecken/.exec(question.label)?.[1];
        expect([question.id, named]).toEqual([question.id, String(question.limit)]);
      }
    });

    it("has options, columns and rows that make sense", () => {
      for (const question of questions(template)) {
        if (question.kind === "choice") {
          const options = question.options.map((option) => option.id);
          expect(options.length).toBeGreaterThan(1);
          expect(new Set(options).size).toBe(options.length);
          expect(options).not.toContain("");
        }
        if (question.kind === "rows") {
          const keys = question.columns.map(({ key }) => key);
          expect(new Set(keys).size).toBe(keys.length);
          expect(question.shown).toBeLessThanOrEqual(question.max);
          expect(question.max).toBeLessThanOrEqual(50); // what the contract takes
        }
      }
    });

    it("leaves no label empty, no blank at an edge", () => {
      for (const [path, text] of strings(template)) {
        expect([path, text]).toEqual([path, text.trim()]);
        if (!path.endsWith("/number")) expect([path, text]).not.toEqual([path, ""]);
      }
    });

    it("tells what is missing where nothing is answered, each question once, and can be read as it is", () => {
      const missing = faults(template, {}, 0).map(({ question }) => question);
      expect(new Set(missing).size).toBe(missing.length);
      expect(missing.length).toBeGreaterThan(0);
      const printed = { answers: {}, files: [], county: "Dalarna", signature: null };
      const blocks = printout(filled(template, aRound()), printed, { files: "Bilagor", goals: "Mål" });
      const headings = blocks.flatMap((block) => (block.kind === "heading" && block.number ? [block.number] : []));
      expect(headings).toEqual(template.sections.flatMap(({ number }) => (number ? [number] : [])));
    });

    it("is not changed by being filled", () => {
      const before = templateHash(template, hash);
      filled(template, aRound());
      expect(templateHash(template, hash)).toBe(before);
    });
  },
);

describe("the registry", () => {
  it("knows nothing of an unknown form", () => {
    expect(() => templateById("plan-1999")).toThrow(RangeError);
    expect(() => templateById("constructor")).toThrow(RangeError);
  });

  // A submission pins its template by this hash. Never change it: write a new template.
  it("holds the forms exactly as they were published", () => {
    const hashes = Object.fromEntries([...templates.values()].map((each) => [each.id, templateHash(each, hash)]));
    // A form is held to its hash from the day that the first round of it opens.
    expect(hashes).toMatchObject({
      "plan-2018": "587d70c772f3e135bce3f99a8f4cd0850e5553390fd4067febea25b1382910b4",
      "plan-2021": "adc27c2e305ecfd77794384dce8fc6e111353d4e4f75c7bf55f69ee1ddf444e9",
      "report-2021": "e3c2fd8060175826f03136c6cf3177fbe40534053ad4ad020a09ef239dfd64fc",
    });
  });
});

// SKR's form of 2021 as published, but for its one named recipient, whose place the round's function address takes.
const goals = "Beskriv ett eller flera treåriga mål för arbetet fram till 2023 (max 1000 tecken).";
const priorities = "Beskriv prioritering och mål för arbetet 2021 (max 1000 tecken).";
const original = {
  title: "Genomförandeplan för SKR:s kvinnofridssatsning 2021",
  intro:
    "I SKR:s kvinnofridssatsning har de regionala samverkans- och stödstrukturerna för socialtjänst och närliggande hälso- och sjukvård (RSS) möjlighet att ansöka om medel. Medlen omfattar 400 000 kronor per län och år, samt 600 000 kronor per de tre storstadslänen per år. Satsningen förväntas pågå under tre år framöver. För att ta del av dessa medel, vänligen fyll i denna mall.",
  sections: [
    ["1", "Län"],
    ["2", "Organisation"],
    ["3", "Kontaktuppgifter RSS", "Namn", "e-post"],
    [
      "4",
      "Personell resurs",
      "Markera med ett kryss",
      "Ja, vi kommer att använda medlen för personella resurser inom kvinnofridsområdet motsvarande halvtidsanställning.",
    ],
    [
      "5",
      "Deltagande i SKR:s nätverk",
      "Markera med ett kryss.",
      "Ja, vi kommer att delta i SKR:s nätverk för kvinnofridssatsningen.",
    ],
    [
      "6",
      "Återrapportering",
      "Markera med ett kryss.",
      "Ja, vi kommer att årsvis följa upp arbetet och återrapportera till SKR senast 1 februari 2022.",
    ],
    [
      "7",
      "Utveckla kunskap och kapacitet gällande att förhindra och förebygga hedersrelaterat våld och förtryck.",
      goals,
      priorities,
    ],
    ["8", "Arbeta för att integrera kvinnofridsområdet i RSS ordinarie struktur.", goals, priorities],
    [
      "9",
      "Stödja kunskaps- och verksamhetsutveckling inom kvinnofridsområdet, med ett tydligt barnperspektiv, i kommuner och regioner.",
      goals,
      priorities,
    ],
    [
      "10",
      "Stödja och utveckla arbetet med systematisk uppföljning av kvinnofridsarbetets kvalitet och resultat.",
      goals,
      priorities,
    ],
    [
      "11",
      "Genomförandeplan",
      "RSS ska beskriva hur arbetet ska utformas i en årlig genomförandeplan som skickas till SKR. Ifyllandet av denna mall kan fungera som en sådan, eller så kan ni skriva en mer utförlig egen plan och bifoga.",
      "Markera ett av alternativen med ett kryss.",
      "Ja, denna ifyllda mall är vår genomförandeplan.",
      "Vi bifogar vår genomförandeplan med detta dokument.",
    ],
    [
      "12",
      "Önskat stöd från SKR",
      "Vilket stöd önskar ni inom er RSS från SKR för att på bästa sätt kunna genomföra satsningen?",
      "Beskriv (max 500 tecken).",
    ],
    [
      "14",
      "Underskrift",
      "Datum",
      "Chef för RSS",
      "Mallen ska undertecknas av chef för den regionala samverkans- och stödstrukturen och skickas till SKR senast den 31 maj 2021. Vänligen skicka en digital version av mallen till planer@example.se. Undertecknat exemplar kan scannas och mejlas eller skickas med post till SKR, 118 82 Stockholm.",
    ],
  ],
};

/** The words of a section in the order of the page, each once. */
function wordsOf(section: Template["sections"][number]): string[] {
  const words = [section.label, section.guidance, section.instruction];
  for (const question of section.questions) {
    if ("label" in question) words.push(question.label);
    if (question.kind === "tick") words.push(question.text);
    if (question.kind === "choice") words.push(...question.options.map(({ text }) => text));
    if (question.kind === "rows") words.push(...question.columns.map(({ label }) => label));
    if (question.kind === "signature") words.push(...question.columns);
  }
  words.push(section.closing);
  return [...new Set(words.filter((each) => each !== undefined))].map(spaced);
}

describe("the plan of 2021", () => {
  const form = filled(plan2021, aRound());

  it("gives the original verbatim with the round of 2021", () => {
    expect(form.title).toBe(original.title);
    expect(spaced(form.intro)).toBe(original.intro);
    const sections = form.sections.filter(({ number }) => number !== "");
    expect(sections.map((section) => [section.number, ...wordsOf(section)])).toEqual(original.sections);
  });

  it("has the issuer's particulars", () => {
    expect(form.issuer.name).toBe("Sveriges Kommuner och Regioner");
    const lines = form.issuer.lines.join(" ");
    for (const each of "222000-0315,info@skr.se,www.skr.se,118 82 Stockholm,Hornsgatan 20,08-452 70 00".split(","))
      expect(lines).toContain(each);
  });

  it("has sections 1 to 12 and 14, and no 13", () => {
    const numbers = form.sections.map(({ number }) => number).filter(Boolean);
    expect(numbers).toEqual("1 2 3 4 5 6 7 8 9 10 11 12 14".split(" "));
  });

  it("has its limits: 1000 for goals and priorities, 500 for support and explanations", () => {
    const limits = questions(form).flatMap((each) => {
      if (each.kind === "text") return [[each.id, each.limit, each.policy]];
      return each.kind === "tick" ? [[each.id, each.explain.limit]] : [];
    });
    expect(limits).toEqual([
      ["4", 500],
      ["5", 500],
      ["6", 500],
      ...["7", "8", "9", "10"].flatMap((area) => [
        [`${area}a`, 1000, "hard"],
        [`${area}b`, 1000, "hard"],
      ]),
      ["12", 500, "hard"],
    ]);
  });

  it("asks for an attachment with the second choice of section 11 only, and shows three contacts", () => {
    const asked = questions(form).flatMap((each) => (each.kind === "choice" ? each.options : []));
    expect(asked.map(({ id, needsAttachment }) => [id, needsAttachment ?? false])).toEqual([
      ["form", false],
      ["attached", true],
    ]);
    expect(questions(form).find(({ kind }) => kind === "rows")).toMatchObject({ shown: 3 });
  });

  it("names nobody: the recipient is a function", () => {
    expect(strings(plan2021).filter(([, text]) => /@/.test(text) && !text.includes("info@skr.se"))).toEqual([]);
  });

  it("in a round of 2027 speaks of no year of 2021", () => {
    const later = { id: "2027", year: 2027, closesOn: "2027-05-31", reportBy: "2028-02-01", horizon: 2029 };
    const texts = shown(filled(plan2021, aRound(later))).map(([, text]) => spaced(text));
    expect(texts.filter((text) => /202[123]/.test(text))).toEqual([]);
    const all = texts.join("\n");
    for (const said of ["kvinnofridssatsning 2027", "fram till 2029", "arbetet 2027", "31 maj 2027", "1 februari 2028"])
      expect(all).toContain(said);
  });
});
