/** Days that people choose, as the instants a membership begins and ends at. */
import { type Day, endOfDay, type Instant, startOfDay } from "#domain/deadlines";

export const isDay = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text);

/** Null for nothing chosen: at once, or for as long as nobody says. */
export const fromDay = (day: Day | ""): Instant | null => (day === "" ? null : startOfDay(day));
export const throughDay = (day: Day | ""): Instant | null => (day === "" ? null : endOfDay(day));
