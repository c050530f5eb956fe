/** The words of a field that are kept (kept-text.ts) until they are sent. */
import { useMemo, useState } from "preact/hooks";
import { keyOf, unstored } from "./kept-text.ts";

function keptText(...about: string[]) {
  const key = keyOf(...about);
  let sendingKey: string = crypto.randomUUID();
  return {
    read(): string {
      const [text = "", before] = (unstored.get(key) ?? sessionStorage.getItem(key) ?? "").split(/\|(?=[^|]*$)/);
      sendingKey = before ?? sendingKey;
      return text;
    },
    write(text: string): void {
      const kept = `${text}|${sendingKey}`;
      unstored.delete(key);
      try {
        if (text === "") sessionStorage.removeItem(key);
        else sessionStorage.setItem(key, kept);
      } catch {
        unstored.set(key, kept);
      }
    },
    /** They have arrived: the next ones are others. */
    sent(): void {
      unstored.delete(key);
      sessionStorage.removeItem(key);
      sendingKey = crypto.randomUUID();
    },
    isStored: (): boolean => !unstored.has(key),
    sendingKey: (): string => sendingKey,
  };
}

/** They are of no use any longer. */
export const forgetText = (...about: string[]): void => keptText(...about).sent();

/** The words of a field, and what to do as they are written and when they have arrived. */
export function useKeptText(...about: string[]) {
  const kept = useMemo(() => keptText(...about), about);
  const [text, setText] = useState(kept.read);
  return {
    text,
    /** Whether a reload would leave them. */
    isStored: kept.isStored(),
    write(typed: string): void {
      kept.write(typed);
      setText(typed);
    },
    sent(): void {
      kept.sent();
      setText("");
    },
    sendingKey: kept.sendingKey,
  };
}
