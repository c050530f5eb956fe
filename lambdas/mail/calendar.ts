/**
 * A deadline for people's own calendars: one event in a file of RFC 5545. Written here: the packages that do it need a later Node
 * (ical-generator) or bring a validator of their own along (ics), for fifteen lines of text.
 */
import { epoch, type Instant, instant } from "#domain/deadlines";
import type { Setting } from "#domain/reminder-letters";
import type { Standing } from "#domain/reminders";
import type { Enclosure } from "./post.ts";

/** `sequence` grows with every later deadline of the same `uid`, so that a calendar moves what it has instead of adding to it. */
export type Deadline = {
  uid: string;
  sequence: number;
  /** The first instant that is too late. */
  closesAt: Instant;
  summary: string;
  url: string;
  language: string;
  /** When this was written. */
  now: Instant;
};

/** `20210531T215900Z` */
const stamp = (at: Instant): string => at.replace(/\.\d+/, "").replace(/[-:]/g, "");

/** 3.3.11: what has a meaning in a text value, with a backslash before it. */
const escaped = (text: string): string => text.replace(/[\\;,]/g, "\\$&").replace(/\r?\n/g, "\\n");

const octets = (text: string): number => new TextEncoder().encode(text).length;

/** 3.1: lines of at most 75 octets, a longer one going on in the next after a space; no character is split. */
function folded(line: string): string {
  const lines = [""];
  for (const sign of line) {
    const last = lines.length - 1;
    if (octets(`${lines[last]}${sign}`) > 75) lines.push(` ${sign}`);
    else lines[last] += sign;
  }
  return lines.join("\r\n");
}

export function calendarFile({ uid, sequence, closesAt, summary, url, language, now }: Deadline): Uint8Array {
  // The last minute that is in time: at the deadline itself calendars would show the day after. Without an end it takes no time.
  const last = stamp(instant(epoch(closesAt) - 60_000));
  const lines = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//SKR//RSS-portalen//SV",
    "CALSCALE:GREGORIAN",
    "METHOD:PUBLISH",
    "BEGIN:VEVENT",
    `UID:${uid}`,
    `SEQUENCE:${sequence}`,
    `DTSTAMP:${stamp(now)}`,
    `DTSTART:${last}`,
    `SUMMARY;LANGUAGE=${language}:${escaped(summary)}`,
    `URL:${url}`,
    // It takes up nobody's time.
    "TRANSP:TRANSPARENT",
    "END:VEVENT",
    "END:VCALENDAR",
  ];
  return new TextEncoder().encode(lines.map((line) => `${folded(line)}\r\n`).join(""));
}

/** The deadlines of these RSS in a round, a file each. Counted in days from the opening, a later one has a higher number. */
export const deadlineFiles = (
  { round, words, now }: Pick<Setting, "round" | "words" | "now">,
  standings: Standing[],
  { url, language }: { url: string; language: string },
): Enclosure[] =>
  standings.map(({ rss, submission: { id, closesAt } }) => ({
    name: `${id}.ics`,
    type: "text/calendar; charset=utf-8; method=PUBLISH",
    bytes: calendarFile({
      ...{ uid: `${id}@${new URL(url).hostname}`, closesAt, url, language, now },
      sequence: Math.round((epoch(closesAt) - epoch(round.opensAt)) / 86_400_000),
      summary: words(round.kind).deadline(rss.name),
    }),
  }));
