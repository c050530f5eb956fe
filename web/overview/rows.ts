/** The rows of SKR's overview: how long each has waited or has left, which are shown, and in what order. */
import type { Answer } from "#domain/contract";
import { daysLeft, type Instant } from "#domain/deadlines";
import { signBy } from "#domain/rounds";
import type { ShownState } from "#domain/submission";
import { states } from "../components/states.ts";

export type OverviewRow = Answer<"overview">["rows"][number];
export type OverviewRound = Answer<"overview">["round"];

/** What the days of a row are: until it closes or must be signed, since then, since it came, until SKR's questions are to be answered. */
export type Time = { kind: "left" | "closed" | "waited" | "due"; days: number } | null;

export function timeOf({ state, closesAt, receivedAt, due }: OverviewRow, round: OverviewRound, now: Instant): Time {
  if (due !== null) return { kind: "due", days: daysLeft(due, now) };
  switch (state) {
    case "submitted":
      return receivedAt === null
        ? null
        : { kind: "waited", days: Math.abs(daysLeft(nextMillisecond(receivedAt), now)) };
    case "not-started":
    case "draft":
    case "not-in-time":
      return until(closesAt, now);
    // It came in time: what is waited for is the head.
    case "handed-in":
    case "not-signed-in-time":
      return until(signBy(round, closesAt), now);
    default:
      return null;
  }
}

function until(deadline: Instant, now: Instant): Time {
  const days = daysLeft(deadline, now);
  return days < 0 ? { kind: "closed", days: -days } : { kind: "left", days };
}

/** `daysLeft` counts to the last day before an instant; what was received at midnight belongs to the new day. */
const nextMillisecond = (at: Instant): Instant => new Date(Date.parse(at) + 1).toISOString();

export type Filters = {
  state: ShownState | null;
  /** `me`, `nobody`, or an officer's id. */
  officer: string | null;
  requested: boolean;
  late: boolean;
  attest: boolean;
};

export const noFilters: Filters = { state: null, officer: null, requested: false, late: false, attest: false };

/** Came after its time, has not come, or owes SKR an answer. */
export const isLate = (row: OverviewRow, now: Instant): boolean =>
  row.inTime === false ||
  row.state === "not-in-time" ||
  row.state === "not-signed-in-time" ||
  (row.due !== null && row.due <= now);

export const isShown = (row: OverviewRow, filters: Filters, me: string | undefined, now: Instant): boolean =>
  (filters.state === null || row.state === filters.state) &&
  (filters.officer === null ||
    (filters.officer === "nobody"
      ? row.assigned === null
      : row.assigned?.id === (filters.officer === "me" ? me : filters.officer))) &&
  (!filters.requested || row.requested) &&
  (!filters.late || isLate(row, now)) &&
  (!filters.attest || row.proposed !== null);

/** The filters as the page's address says them, so that a link shows the same. */
export function filtersIn(query: Record<string, string>): Filters {
  const only = (query.visa ?? "").split(" ");
  const state = states.find((each) => each === query.lage) ?? null;
  return {
    state,
    officer: query.handlaggare || null,
    requested: only.includes("anstand"),
    late: only.includes("sena"),
    attest: only.includes("attest"),
  };
}

export function addressOfFilters(path: string, { state, officer, requested, late, attest }: Filters): string {
  const only = [requested && "anstand", late && "sena", attest && "attest"].filter(Boolean).join(" ");
  const query = new URLSearchParams([
    ...(state === null ? [] : [["lage", state]]),
    ...(officer === null ? [] : [["handlaggare", officer]]),
    ...(only === "" ? [] : [["visa", only]]),
  ]);
  return query.size > 0 ? `${path}?${query}` : path;
}

export type Column = "county" | "state" | "days" | "officer" | "amount";
export type Order = { by: Column; descending: boolean };

const swedish = new Intl.Collator("sv");

/** What is nearest to somebody's waiting in vain comes first. */
const urgency = (time: NonNullable<Time>): number =>
  time.kind === "left" || time.kind === "due" ? time.days : -time.days;

/** What a column is sorted on; rows with nothing in it come last either way. */
const keyOf: Record<Column, (row: OverviewRow, round: OverviewRound, now: Instant) => string | number | null> = {
  county: ({ rss }) => rss.county,
  state: ({ state }) => states.indexOf(state),
  // Who asks for more time comes first: that waits for SKR.
  days: (row, round, now) => {
    const time = timeOf(row, round, now);
    return row.requested ? Number.NEGATIVE_INFINITY : time && urgency(time);
  },
  officer: ({ assigned }) => assigned?.name ?? null,
  amount: ({ amount, proposed }) => amount ?? proposed,
};

const byCounty = (a: OverviewRow, b: OverviewRow): number => swedish.compare(a.rss.county, b.rss.county);

export function sorted(
  rows: OverviewRow[],
  { by, descending }: Order,
  round: OverviewRound,
  now: Instant,
): OverviewRow[] {
  const compare = (a: string | number, b: string | number): number =>
    typeof a === "number" && typeof b === "number"
      ? Number(a > b) - Number(a < b)
      : swedish.compare(String(a), String(b));
  return rows.toSorted((a, b) => {
    const [first, second] = [keyOf[by](a, round, now), keyOf[by](b, round, now)];
    if (first === null || second === null) return Number(first === null) - Number(second === null) || byCounty(a, b);
    return (descending ? -1 : 1) * compare(first, second) || byCounty(a, b);
  });
}
