/** The register of RSS and everybody in them, asked for once for a page: whom a round's mails go to. */
import { useEffect, useState } from "preact/hooks";
import type { Answer } from "#domain/contract";
import type { Member } from "#domain/mailings";
import type { Part } from "#domain/planned";
import { call } from "../api.ts";

export type RssOf = Answer<"register">["rsses"][number];
export type Person = Answer<"people">["people"][number];
export type Everybody = {
  rsses: RssOf[];
  /** By the RSS's letter. */
  people: Map<string, Person[]>;
};

/** So many are asked for at a time: there are as many organisations as counties. */
const atOnce = 4;

async function ask(told: (asked: number, of: number) => void, isGone: () => boolean): Promise<Everybody> {
  const { rsses } = await call("register", {});
  const people = new Map<string, Person[]>();
  const left = [...rsses];
  const next = async (): Promise<void> => {
    for (let rss = left.shift(); rss && !isGone(); rss = left.shift()) {
      people.set(rss.id, (await call("people", { org: rss.id })).people);
      told(people.size, rsses.length);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, next));
  return { rsses: rsses.toSorted((one, other) => one.county.localeCompare(other.county, "sv")), people };
}

export function useEverybody() {
  const [state, setState] = useState<{ everybody: Everybody | null; refusal: unknown; asked: [number, number] }>({
    ...{ everybody: null, refusal: null, asked: [0, 0] },
  });
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    let isGone = false;
    const told = (...asked: [number, number]) => !isGone && setState((was) => ({ ...was, asked }));
    ask(told, () => isGone).then(
      (everybody) => !isGone && setState((was) => ({ ...was, everybody, refusal: null })),
      (refusal: unknown) => !isGone && setState((was) => ({ ...was, refusal })),
    );
    return () => {
      isGone = true;
    };
  }, [turn]);
  return { ...state, again: () => setTurn(turn + 1) };
}

/** Everybody of an RSS as mails are addressed to them, a row for each role. */
export const membersOf = (people: Person[]): Member[] =>
  people.flatMap(({ id, email, language, memberships }) =>
    memberships.map(({ role, from, to }) => ({ id, email, language, role, from, to })),
  );

/** Each RSS with its people. */
const partsIn = ({ rsses, people }: Everybody): Omit<Part, "happens">[] =>
  rsses.map(({ id, name, registrar, mailbox }) => ({
    rss: { id, name, registrar, ...(mailbox === null ? {} : { mailbox }) },
    members: membersOf(people.get(id) ?? []),
  }));

/**
 * The RSS that are to write in a round, as a play of it begins. Of a round of reports that is being prepared the portal tells who they
 * are: those whose plan is approved; while none is, all of them are thought to come.
 */
export function partsOfRound(
  { round, state, missing }: Pick<Answer<"run">, "round" | "state" | "missing">,
  everybody: Everybody,
): Omit<Part, "happens">[] {
  const all = partsIn(everybody);
  const isKnown = round.kind === "report" && state === "prepared" && missing.length > 0;
  return isKnown ? all.filter(({ rss }) => missing.some(({ id }) => id === rss.id)) : all;
}

/** Who holds a role now, by name: invited or not. */
export const holding = (people: Person[], role: string, now: string): Person[] =>
  people.filter(({ memberships }) =>
    memberships.some((each) => each.role === role && each.from <= now && (each.to === null || now < each.to)),
  );
