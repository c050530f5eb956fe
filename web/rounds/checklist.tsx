/** What SKR should know before a round is opened: what stops it, and what somebody ought to look at. */
import type { JSX } from "preact";
import type { Answer } from "#domain/contract";
import { closingDay, dayOf, isRedDay } from "#domain/deadlines";
import { frameOf } from "#domain/round-settings";
import { useNow } from "../clock.ts";
import { Failure } from "../components/failure.tsx";
import { rounds } from "../texts/rounds.ts";
import { type Everybody, holding, type useEverybody } from "./everybody.ts";

const words = rounds.checklist;

type Tone = "ok" | "warn" | "stop";
export type Check = { tone: Tone; text: string; link?: { href: string; words: string } };

/** Everything there is to say, what stops first. */
export function checksOf(run: Answer<"run">, { rsses, people }: Everybody, now: string): Check[] {
  const { round, frame, hindrances } = run;
  const check = (isFine: boolean, fine: string, otherwise: string, link?: Check["link"]): Check =>
    isFine ? { tone: "ok", text: fine } : { tone: "warn", text: otherwise, ...(link ? { link } : {}) };
  const without = (role: string) =>
    rsses.filter(({ id }) => holding(people.get(id) ?? [], role, now).length === 0).map(({ county }) => county);
  const [noHead, noWriter] = [without("head"), without("writer")];
  const noMailbox = rsses.filter(({ mailbox }) => mailbox === null).map(({ county }) => county);
  const toPeople = { href: "/personer", words: words.people };
  const toRegister = { href: "/rss", words: words.register };
  const days = [
    ["opensAt", dayOf(round.opensAt)],
    ["closesOn", closingDay(round.closesOn, round.weekendRule)],
    ...(round.kind === "plan" ? ([["reportBy", round.reportBy]] as const) : []),
  ] as const;
  const red = days.filter(([, day]) => isRedDay(day));
  return [
    ...hindrances.map(({ path, problem }): Check => ({ tone: "stop", text: words.hindrance(path, problem) })),
    check(noHead.length === 0, words.heads, words.noHead(noHead), toPeople),
    check(noWriter.length === 0, words.writers, words.noWriter(noWriter), toPeople),
    check(noMailbox.length === 0, words.mailboxes, words.noMailbox(noMailbox), toRegister),
    ...(red.length === 0
      ? [{ tone: "ok" as const, text: words.days }]
      : red.map(([what, day]): Check => ({ tone: "warn", text: words.redDay(words.redDays[what], day) }))),
    ...(round.kind === "plan" ? [ofFrame(frameOf(round.amounts, rsses), frame)] : []),
  ].toSorted((one, other) => tones.indexOf(one.tone) - tones.indexOf(other.tone));
}

const tones: Tone[] = ["stop", "warn", "ok"];

function ofFrame(sum: number, frame: number | null): Check {
  if (frame === null) return { tone: "warn", text: words.frameMissing(sum) };
  if (sum === frame) return { tone: "ok", text: words.frameOk(sum) };
  return { tone: "warn", text: sum > frame ? words.frameOver(sum, sum - frame) : words.frameUnder(sum, frame - sum) };
}

const shapes: Record<Tone, string> = {
  ok: "M3 11l5 5 9-11",
  warn: "M10 4v8M10 16v.2",
  stop: "M4.5 4.5l11 11M15.5 4.5l-11 11",
};

export function Checklist({ run, all }: { run: Answer<"run">; all: ReturnType<typeof useEverybody> }): JSX.Element {
  const now = useNow();
  const { everybody, refusal, asked, again } = all;
  return (
    <section class="card settings-group" aria-labelledby="kontroll">
      <h2 id="kontroll">{words.title}</h2>
      {everybody ? (
        <ul class="checklist">
          {checksOf(run, everybody, now).map(({ tone, text, link }) => (
            <li key={text} class={tone}>
              <svg viewBox="0 0 20 20" role="img" aria-label={`${words[tone]}:`}>
                <path d={shapes[tone]} />
              </svg>
              <span>
                {text} {link && <a href={link.href}>{link.words}</a>}
              </span>
            </li>
          ))}
        </ul>
      ) : refusal ? (
        <Failure refusal={refusal} retry={again} />
      ) : (
        <p class="quiet" role="status">
          {words.asking(...asked)}
        </p>
      )}
    </section>
  );
}
