import { afterEach, beforeEach, describe, expect, it, jest } from "@jest/globals";
import type { AnswerValue } from "#domain/form";
import { type Saved, writtenAnswer } from "../../web/draft/answer.ts";
import type { Note } from "../../web/draft/note.ts";
import { standingOf } from "../../web/draft/standing.ts";
import { ApiRefusal, Offline } from "../../web/refusal.ts";

const at = "2021-05-20T09:00:00.000Z";
const saved = (value: AnswerValue, rev: number, by = "Maja Lind"): Saved => ({ value, rev, at, by });
const stale = (current: Saved) => new ApiRefusal("stale", { current }, 412);

beforeEach(() => {
  jest.useFakeTimers();
});
afterEach(() => {
  jest.useRealTimers();
});

/** An answer, the server it is sent to, and the journal it is written down in. */
function anAnswer({ start = null as Saved | null, pace = { lastSave: Number.NEGATIVE_INFINITY } } = {}) {
  const sends: { value: AnswerValue; rev: number; at: number; keep: boolean }[] = [];
  const acknowledged: Saved[] = [];
  const world = {
    note: null as Note | null,
    isCursorThere: false,
    storageWorks: true,
    /** How the server answers; as it should, when nothing else is said. */
    answer: null as ((value: AnswerValue, rev: number) => Promise<{ rev: number; at: string }>) | null,
  };
  const answer = writtenAnswer({
    start,
    empty: "",
    by: "Maja Lind",
    pace,
    async send(value, rev, _lastly, keep) {
      sends.push({ value, rev, at: performance.now(), keep });
      return world.answer ? world.answer(value, rev) : { rev: rev + 1, at };
    },
    async keep(note) {
      if (world.storageWorks) world.note = note;
      return world.storageWorks;
    },
    forget() {
      world.note = null;
    },
    isUnderCursor: () => world.isCursorThere,
    acknowledged: (now) => acknowledged.push(now),
    changed: () => {},
  });
  return { answer, sends, acknowledged, world, pace };
}

const pass = (milliseconds: number) => jest.advanceTimersByTimeAsync(milliseconds);

/** Types a letter every so often; answers what was written. */
async function type(answer: ReturnType<typeof anAnswer>["answer"], letters: number, each = 200): Promise<string> {
  let text = String(answer.value);
  for (let n = 0; n < letters; n += 1) {
    text += String.fromCharCode(97 + (n % 26));
    answer.write(text);
    await pass(each);
  }
  return text;
}

describe("how often an answer is saved", () => {
  it("goes within two seconds after typing stops", async () => {
    const { answer, sends } = anAnswer();
    await type(answer, 5);
    await pass(2_000);
    expect(sends.map(({ value }) => value)).toEqual(["abcde"]);
    expect(answer.state.phase).toBe("clean");
  });

  it("goes at most once in five seconds while somebody types with pauses", async () => {
    const { answer, sends } = anAnswer();
    const since = performance.now();
    for (let n = 0; n < 40; n += 1) {
      await type(answer, 3);
      await pass(1_400);
    }
    await pass(6_000);
    const apart = sends.slice(1).map((send, n) => send.at - (sends[n]?.at ?? 0));
    expect(Math.min(...apart)).toBeGreaterThanOrEqual(5_000);
    expect(sends.length).toBeLessThanOrEqual((performance.now() - since) / 5_000 + 1);
    expect(sends.at(-1)?.value).toBe(answer.value);
  });

  it("never waits longer than ten seconds after the first unsaved key, for somebody who never pauses", async () => {
    const { answer, sends } = anAnswer();
    const first = performance.now();
    await type(answer, 300, 100);
    expect(sends.map((send) => Math.round((send.at - first) / 1_000))).toEqual([10, 20, 30]);
  });

  it("keeps the same pace over several answers of a draft", async () => {
    const one = anAnswer();
    const other = anAnswer({ pace: one.pace });
    await type(one.answer, 3);
    await pass(1_000);
    expect(one.sends).toHaveLength(1);
    await type(other.answer, 3);
    await pass(2_000);
    expect(other.sends).toHaveLength(0);
    await type(one.answer, 3);
    await pass(11_000);
    const times = [...one.sends, ...other.sends].map((send) => send.at).sort((a, b) => a - b);
    expect(times.slice(1).every((time, n) => time - (times[n] ?? 0) >= 5_000)).toBe(true);
    expect([one.answer.state.phase, other.answer.state.phase]).toEqual(["clean", "clean"]);
  });

  it("does not wait when the field is left, the page is hidden or the plan is handed in", async () => {
    const { answer, sends } = anAnswer();
    await type(answer, 1, 10);
    await answer.save();
    await type(answer, 1, 10);
    await answer.save();
    expect(sends.map(({ value }) => value)).toEqual(["a", "aa"]);
  });

  it("does not wait when a box is ticked or a choice made", async () => {
    const { answer, sends, world } = anAnswer();
    answer.write("ja", true);
    expect(world.note).toMatchObject({ value: "ja" });
    await pass(200);
    answer.write("nej", true);
    await pass(200);
    expect(sends.map(({ value }) => value)).toEqual(["ja", "nej"]);
  });

  it("sends what was written during a save as soon as it has arrived, when the field was left meanwhile", async () => {
    const { answer, sends, world } = anAnswer();
    world.answer = async (_, rev) => {
      await new Promise((resolve) => setTimeout(resolve, 800));
      return { rev: rev + 1, at };
    };
    answer.write("ett");
    void answer.save();
    await pass(300);
    answer.write("ett två");
    void answer.save();
    await pass(600);
    expect(sends.map(({ value, rev }) => [value, rev])).toEqual([
      ["ett", 0],
      ["ett två", 1],
    ]);
  });

  it("sends nothing when the text is as it was", async () => {
    const { answer, sends } = anAnswer({ start: saved("ett", 3) });
    answer.write("ett två");
    answer.write("ett");
    await pass(15_000);
    expect(sends).toEqual([]);
    expect(answer.state.phase).toBe("clean");
  });
});

describe("what is written down in the browser", () => {
  it("has everything that is older than 0.4 seconds", async () => {
    const { answer, world } = anAnswer();
    for (let n = 0; n < 50; n += 1) {
      await type(answer, 1, 130);
      const written = String(world.note?.value ?? "").length;
      expect(String(answer.value).length - written).toBeLessThanOrEqual(4);
    }
  });

  it("is forgotten once the server has it, and not before", async () => {
    const { answer, world } = anAnswer();
    world.answer = () => Promise.reject(new Offline());
    const text = await type(answer, 3);
    await pass(20_000);
    expect(world.note).toMatchObject({ value: text, rev: 0 });
    world.answer = null;
    await pass(30_000);
    expect(world.note).toBeNull();
    expect(answer.state.saved).toMatchObject({ value: text, rev: 1 });
  });

  it("tells when the storage fails, and when it works again", async () => {
    const { answer, world } = anAnswer();
    world.answer = () => Promise.reject(new Offline());
    world.storageWorks = false;
    await type(answer, 3);
    await pass(500);
    expect(answer.state.kept).toBe(false);
    world.storageWorks = true;
    await type(answer, 3);
    await pass(500);
    expect(answer.state.kept).toBe(true);
  });
});

describe("a save whose answer was lost", () => {
  it("is tried again until it is known to have arrived", async () => {
    const { answer, sends, world } = anAnswer();
    world.answer = () => Promise.reject(new Offline());
    await type(answer, 3);
    await pass(60_000);
    expect(sends.length).toBeGreaterThanOrEqual(4);
    expect(answer.state.phase).toBe("offline");
    world.answer = null;
    await pass(31_000);
    expect(answer.state).toMatchObject({ phase: "clean", saved: { value: "abc", rev: 1 } });
  });

  it("is known again when the server has it, also after more was typed: no conflict with oneself", async () => {
    const { answer, sends, world } = anAnswer();
    world.answer = () => Promise.reject(new Offline());
    answer.write("ett");
    await answer.save();
    answer.write("ett två");
    world.answer = async (_, rev) => {
      if (rev === 0) throw stale(saved("ett", 1));
      return { rev: rev + 1, at };
    };
    await pass(5_000);
    expect(sends.map(({ value, rev }) => [value, rev])).toEqual([
      ["ett", 0],
      ["ett två", 0],
      ["ett två", 1],
    ]);
    expect(answer.state).toMatchObject({ phase: "clean", value: "ett två" });
  });

  it("is known again after any number of texts without a net: it is the first that arrived", async () => {
    const { answer, world } = anAnswer();
    world.answer = () => Promise.reject(new Offline());
    for (let n = 1; n <= 20; n += 1) {
      answer.write(`text ${n}`);
      await answer.save();
    }
    world.answer = async (_, rev) => {
      if (rev === 0) throw stale(saved("text 1", 1));
      return { rev: rev + 1, at };
    };
    await pass(11_000);
    expect(answer.state).toMatchObject({ phase: "clean", value: "text 20", saved: { rev: 2 } });
  });

  it.each([429, 503])("is tried again when the gateway says that it is busy (%i)", async (status) => {
    const { answer, world } = anAnswer();
    world.answer = () => Promise.reject(new ApiRefusal("busy", {}, status));
    answer.write("ett");
    await answer.save();
    expect(answer.state.phase).toBe("offline");
    world.answer = null;
    await pass(2_000);
    expect(answer.state).toMatchObject({ phase: "clean", saved: { value: "ett", rev: 1 } });
  });

  it("may have arrived although the gateway said that it was busy: no conflict with oneself", async () => {
    const { answer, world } = anAnswer();
    world.answer = () => Promise.reject(new ApiRefusal("busy", {}, 504));
    answer.write("ett");
    await answer.save();
    answer.write("ett två");
    world.answer = async (_, rev) => {
      if (rev === 0) throw stale(saved("ett", 1));
      return { rev: rev + 1, at };
    };
    await pass(5_000);
    expect(answer.state).toMatchObject({ phase: "clean", value: "ett två" });
  });

  it("is not taken for arrived when a colleague's newer choice happens to be the same", async () => {
    const { answer, sends, world } = anAnswer({ start: saved("ja", 1, "Elin Sand") });
    world.answer = () => Promise.reject(new Offline());
    answer.write("nej", true);
    await pass(300);
    answer.write("ja, delvis", true);
    world.answer = async () => {
      throw stale(saved("nej", 2, "Elin Sand"));
    };
    await pass(5_000);
    expect(answer.state).toMatchObject({ phase: "conflict", value: "ja, delvis", theirs: { value: "nej" } });
    expect(sends.every(({ rev }) => rev === 1)).toBe(true);
  });

  it("is no conflict when a colleague has saved the very words that stand here", async () => {
    const { answer, world } = anAnswer({ start: saved("från början", 1) });
    world.answer = async () => {
      throw stale(saved("samma", 2, "Elin Sand"));
    };
    answer.write("samma");
    await answer.save();
    expect(answer.state).toMatchObject({ phase: "clean", saved: { rev: 2, by: "Elin Sand" } });
  });

  it("is not tried again when the server says no", async () => {
    const { answer, sends, world } = anAnswer();
    world.answer = () => Promise.reject(new ApiRefusal("invalid", {}, 400));
    answer.write("ett");
    await pass(60_000);
    expect([answer.state.phase, sends.length]).toEqual(["refused", 1]);
  });
});

describe("an earlier text in the place of this one", () => {
  it("goes at once, and what it takes the place of is kept in the history", async () => {
    const { answer, sends } = anAnswer({ start: saved("nu", 4) });
    answer.exchange("förut");
    await pass(200);
    expect(sends).toMatchObject([{ value: "förut", rev: 4, keep: true }]);
    answer.write("förut, och mer");
    await pass(6_000);
    expect(sends.at(-1)).toMatchObject({ value: "förut, och mer", rev: 5, keep: false });
  });

  it("says so until the server has it: without a net, after more was written, and after a reload", async () => {
    const { answer, sends, world } = anAnswer({ start: saved("nu", 4) });
    world.answer = () => Promise.reject(new Offline());
    answer.exchange("förut");
    await pass(200);
    answer.write("förut, och mer");
    await pass(5_000);
    expect(sends.length).toBeGreaterThan(1);
    expect(sends.every(({ keep }) => keep)).toBe(true);
    const next = anAnswer({ start: saved("nu", 4) });
    next.answer.restore(world.note as Note);
    await pass(100);
    expect(next.sends).toMatchObject([{ value: "förut, och mer", rev: 4, keep: true }]);
  });

  it("says no more of it once the text is as it was", async () => {
    const { answer, sends } = anAnswer({ start: saved("nu", 4) });
    answer.exchange("förut");
    answer.write("nu");
    await answer.save();
    answer.write("nu, och mer");
    await answer.save();
    expect(sends).toMatchObject([{ value: "nu, och mer", keep: false }]);
  });
});

describe("somebody else's text", () => {
  const conflicting = async () => {
    const made = anAnswer({ start: saved("från början", 4) });
    made.world.answer = async () => {
      throw stale(saved("Elins", 5, "Elin Sand"));
    };
    made.answer.write("Majas");
    await made.answer.save();
    return made;
  };

  it("is never overwritten: both are shown, and nothing is sent until a person has chosen", async () => {
    const { answer, sends, world } = await conflicting();
    expect(answer.state).toMatchObject({ phase: "conflict", value: "Majas", theirs: { value: "Elins" } });
    answer.write("Majas, längre");
    await pass(60_000);
    expect(sends).toHaveLength(1);
    expect(world.note).toMatchObject({ value: "Majas, längre", rev: 4 });
  });

  it("gives way when mine is kept", async () => {
    const { answer, sends, world } = await conflicting();
    world.answer = null;
    answer.settle({ use: "mine" });
    await pass(100);
    expect(sends.at(-1)).toMatchObject({ value: "Majas", rev: 5, keep: true });
    expect(answer.state).toMatchObject({ phase: "clean", saved: { rev: 6 } });
  });

  it("is kept in the history when both are made one, however often that has to be sent", async () => {
    const { answer, sends, world } = await conflicting();
    world.answer = () => Promise.reject(new Offline());
    answer.settle({ use: "both", text: "Elins och Majas" });
    await pass(3_000);
    world.answer = null;
    await pass(10_000);
    expect(sends.slice(1)).toMatchObject(sends.slice(1).map(() => ({ value: "Elins och Majas", rev: 5, keep: true })));
    expect(answer.state).toMatchObject({ phase: "clean", saved: { rev: 6 } });
    answer.write("Elins och Majas, och mer");
    await answer.save();
    expect(sends.at(-1)).toMatchObject({ rev: 6, keep: false });
  });

  it("takes mine's place when it is chosen, and mine can be taken back", async () => {
    const { answer, sends, world } = await conflicting();
    answer.settle({ use: "theirs" });
    await pass(100);
    expect(sends).toHaveLength(1);
    expect(answer.state).toMatchObject({ phase: "clean", value: "Elins", aside: "Majas" });
    world.answer = null;
    answer.takeBack();
    await pass(300);
    expect(sends.at(-1)).toMatchObject({ value: "Majas", rev: 5 });
  });

  it("lets what I wrote in the conflict go to the history first, on the revision it was written on", async () => {
    const { answer, sends, world } = await conflicting();
    answer.write("Majas, längre");
    answer.settle({ use: "theirs" });
    await pass(100);
    expect(sends.at(-1)).toMatchObject({ value: "Majas, längre", rev: 4 });
    expect(answer.state).toMatchObject({ phase: "clean", value: "Elins", aside: "Majas, längre" });
    expect(world.note).toBeNull();
  });

  it("keeps what was given up without a net until the server has it", async () => {
    const { answer, sends, world } = await conflicting();
    answer.write("Majas, längre");
    world.answer = () => Promise.reject(new Offline());
    answer.settle({ use: "theirs" });
    await pass(100);
    expect(world.note).toEqual({
      rev: 5,
      sent: [],
      parting: [{ value: "Majas, längre", rev: 4 }],
      at: expect.any(Number),
    });
    // The page is left here, and opened again with a net.
    const next = anAnswer({ start: saved("Elins", 5, "Elin Sand") });
    next.world.answer = async () => {
      throw stale(saved("Elins", 5, "Elin Sand"));
    };
    next.answer.restore(world.note as Note);
    await pass(100);
    expect(next.sends).toMatchObject([{ value: "Majas, längre", rev: 4 }]);
    expect(next.answer.state).toMatchObject({ phase: "clean", value: "Elins" });
    expect(next.world.note).toBeNull();
    expect(sends.at(-1)).toMatchObject({ rev: 4 });
  });

  const standing = (answer: ReturnType<typeof anAnswer>["answer"]) => standingOf(new Map([["7a", answer]])).phase;

  it("leaves the answer unsaved for as long as the server does not have what was given up", async () => {
    const { answer, world } = await conflicting();
    answer.write("Majas, längre");
    world.answer = () => Promise.reject(new Offline());
    answer.settle({ use: "theirs" });
    await pass(100);
    expect([answer.state.phase, answer.state.parting, standing(answer)]).toEqual(["clean", "offline", "offline"]);
    world.answer = async () => {
      throw stale(saved("Elins", 5, "Elin Sand"));
    };
    await pass(31_000);
    expect([answer.state.parting, standing(answer)]).toEqual(["clean", "clean"]);
  });

  it("leaves what was given up told and at hand when the server will not have it, and again after a reload", async () => {
    const locked = () => Promise.reject(new ApiRefusal("wrong-state", { state: "handed-in" }, 409));
    const { answer, world } = await conflicting();
    answer.write("Majas, längre");
    world.answer = locked;
    answer.settle({ use: "theirs" });
    await pass(100);
    answer.write("Elins, och mer");
    await pass(6_000);
    expect([standing(answer), answer.state.aside]).toEqual(["refused", "Majas, längre"]);
    expect(world.note).toMatchObject({ value: "Elins, och mer", parting: [{ value: "Majas, längre", rev: 4 }] });

    const next = anAnswer({ start: saved("Elins", 5, "Elin Sand") });
    next.world.answer = locked;
    next.answer.restore(world.note as Note);
    await pass(100);
    expect([standing(next.answer), next.answer.state.aside]).toEqual(["refused", "Majas, längre"]);
    expect(next.answer.value).toBe("Elins, och mer");
    next.world.answer = null;
    next.answer.takeBack();
    await pass(300);
    expect(next.answer.state).toMatchObject({ phase: "clean", parting: "clean", saved: { value: "Majas, längre" } });
    expect(next.world.note).toBeNull();
  });

  it("that is newer is shown at once where nothing is written and nobody stands", async () => {
    const { answer } = anAnswer({ start: saved("från början", 4) });
    answer.take(saved("Elins", 5, "Elin Sand"));
    expect(answer.state).toMatchObject({ value: "Elins", saved: { rev: 5 } });
  });

  it("does not change under a cursor, but when the field is left", async () => {
    const { answer, world } = anAnswer({ start: saved("från början", 4) });
    world.isCursorThere = true;
    answer.take(saved("Elins", 5, "Elin Sand"));
    answer.release();
    expect(answer.value).toBe("från början");
    answer.take(saved("Elins andra", 6, "Elin Sand"));
    world.isCursorThere = false;
    answer.release();
    expect(answer.state).toMatchObject({ value: "Elins andra", saved: { rev: 6 } });
  });

  it("that comes while I write is shown when what I wrote is deleted again", async () => {
    const { answer, sends } = anAnswer({ start: saved("från början", 4) });
    answer.write("från början, och");
    answer.take(saved("Elins", 5, "Elin Sand"));
    expect(answer.value).toBe("från början, och");
    answer.write("från början");
    await pass(2_000);
    expect(sends).toEqual([]);
    expect(answer.state).toMatchObject({ phase: "clean", value: "Elins", saved: { rev: 5 } });
  });

  it("that builds on mine is shown also when it comes before the answer to my save", async () => {
    const { answer, world } = anAnswer({ start: saved("från början", 4) });
    world.answer = async (_, rev) => {
      await new Promise((resolve) => setTimeout(resolve, 500));
      return { rev: rev + 1, at };
    };
    answer.write("Majas");
    const arrival = answer.save();
    answer.take(saved("Majas och Elins", 6, "Elin Sand"));
    await pass(500);
    await arrival;
    expect(answer.state).toMatchObject({ phase: "clean", value: "Majas och Elins", saved: { rev: 6 } });
  });

  it("does not come up again once it has been answered to", async () => {
    const { answer, world } = await conflicting();
    answer.take(saved("Elins", 5, "Elin Sand"));
    world.answer = null;
    answer.settle({ use: "mine" });
    await pass(100);
    expect(answer.state).toMatchObject({ phase: "clean", value: "Majas", saved: { rev: 6 } });
  });

  it("is none when it is my own save, seen before its answer came", async () => {
    const { answer, world } = anAnswer({ start: saved("från början", 4) });
    world.answer = async (_, rev) => {
      await new Promise((resolve) => setTimeout(resolve, 500));
      return { rev: rev + 1, at };
    };
    answer.write("Majas");
    const arrival = answer.save();
    answer.take(saved("Majas", 5));
    answer.write("Majas, och mer");
    await pass(500);
    await arrival;
    expect(answer.state).toMatchObject({ value: "Majas, och mer", saved: { value: "Majas", rev: 5 } });
  });

  it("that waits for the cursor to leave is a conflict when I write first", async () => {
    const { answer, sends, world } = anAnswer({ start: saved("från början", 4) });
    world.isCursorThere = true;
    const elins = saved("Elins", 5, "Elin Sand");
    answer.take(elins);
    world.answer = async () => {
      throw stale(elins);
    };
    answer.write("från början, och Majas");
    await pass(2_000);
    expect(sends).toMatchObject([{ rev: 4 }]);
    world.isCursorThere = false;
    answer.release();
    expect(answer.state).toMatchObject({ phase: "conflict", value: "från början, och Majas", theirs: elins });
  });
});

describe("a text from an earlier visit", () => {
  const note = (value: string, rev: number, sent: string[] = []): Note => ({ value, rev, sent, parting: [], at: 0 });

  it("is on the screen, and sent", async () => {
    const { answer, sends } = anAnswer({ start: saved("ett", 2) });
    answer.restore(note("ett två", 2));
    expect(answer.value).toBe("ett två");
    await pass(10);
    expect(sends).toMatchObject([{ value: "ett två", rev: 2 }]);
  });

  it("is forgotten when the server has it", async () => {
    const { answer, sends, world } = anAnswer({ start: saved("ett", 2) });
    world.note = note("ett", 1);
    answer.restore(world.note);
    expect([answer.state.phase, world.note, sends.length]).toEqual(["clean", null, 0]);
  });

  it("is shown beside what somebody else has saved since, and again after another reload", async () => {
    const elins = saved("Elins", 3, "Elin Sand");
    const { answer, sends, world } = anAnswer({ start: elins });
    answer.restore(note("Majas", 2));
    await pass(10);
    expect(sends).toEqual([]);
    answer.note();
    const next = anAnswer({ start: elins });
    next.answer.restore(world.note as Note);
    await pass(10);
    expect(next.answer.state).toMatchObject({ phase: "conflict", value: "Majas", theirs: elins });
    // It was never sent: chosen away, it goes to the history.
    next.answer.settle({ use: "theirs" });
    expect(next.sends).toMatchObject([{ value: "Majas", rev: 2 }]);
  });

  it("is no conflict with what had been sent before the crash and did arrive", async () => {
    const { answer, sends } = anAnswer({ start: saved("ett", 3) });
    answer.restore(note("ett två", 2, ["ett"]));
    await pass(10);
    expect(sends).toMatchObject([{ value: "ett två", rev: 3 }]);
  });
});

describe("a text the server has moved into an attachment", () => {
  it("is replaced by what the server wrote", async () => {
    const { answer } = anAnswer({ start: saved("lång", 2) });
    answer.replace(saved("Se bilagan.", 3), "lång");
    expect(answer.state).toMatchObject({ phase: "clean", value: "Se bilagan." });
  });

  it("is no text of ours that was typed meanwhile: that is kept, and shown beside it", async () => {
    const { answer, world } = anAnswer({ start: saved("lång", 2) });
    answer.write("lång och mer");
    answer.replace(saved("Se bilagan.", 3), "lång");
    expect(answer.state).toMatchObject({ phase: "conflict", value: "lång och mer", theirs: { value: "Se bilagan." } });
    expect(world.note).toMatchObject({ value: "lång och mer", rev: 2 });
  });
});
