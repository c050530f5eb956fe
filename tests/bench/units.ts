/** What the main acts take of the table, in request units as the database counts them: what the bill is made of. */

import { textOf } from "#tests/builders";
import { metered } from "#tests/metered";
import { aPortal } from "#tests/portal";
import { fillIn, handInPlan, pressAndSign } from "#tests/story";

type Units = { what: string; reads: number; writes: number };

const isRead = (command: string) => /^(Get|Query|BatchGet|TransactGet)/.test(command);

export async function unitFigures(): Promise<Units[]> {
  let spent: ReturnType<typeof metered>["spent"] = new Map();
  const portal = await aPortal({
    around: (db) => {
      const meter = metered(db);
      spent = meter.spent;
      return meter.db;
    },
  });
  const id = "2021.W";
  const params = { id };
  const figures: Units[] = [];
  const count = async <T>(what: string, act: () => Promise<T>): Promise<T> => {
    spent.clear();
    const answer = await act();
    const sum = (wanted: boolean) =>
      [...spent].reduce((all, [command, { units }]) => all + (isRead(command) === wanted ? units : 0), 0);
    figures.push({ what, reads: sum(true), writes: sum(false) });
    return answer;
  };
  try {
    await fillIn(portal, id, "maja");
    const revOf = async () => (await portal.store.load(id))?.answers["7b"]?.rev ?? 0;
    const save = (characters: number, seen: number) =>
      portal.call("maja", "saveAnswer", { params: { id, question: "7b" }, body: { value: textOf(characters) }, seen });
    await save(960, await revOf());
    const seen = await revOf();
    await count("save an answer of 1 000 characters", () => save(1000, seen));
    await count("open the plan", () => portal.call("maja", "submission", { params }));
    await count("say where one is, each quarter of a minute", () =>
      portal.call("maja", "presence", { params, body: { question: "7b" } }),
    );
    const waiting = await count("hand in", () => handInPlan(portal, id, "maja"));
    if (!waiting) throw new Error("nothing waits");
    const pressed = "2021-05-21T08:00:00.000Z";
    await count("press, log in and sign", () =>
      pressAndSign(portal, id, "anna", waiting, { pressed, loggedIn: "2021-05-21T08:01:00.000Z" }),
    );
    await count("an officer reads the version", () => portal.call("karin", "version", { params: { id, n: "1" } }));
    await count("overview of 21", () => portal.call("karin", "overview", { params: { round: "2021" } }));
    return figures;
  } finally {
    await portal.stop();
  }
}
