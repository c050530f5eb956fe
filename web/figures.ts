/** Figures as people write them. */

/** "400 000", and "400,000" as English has it; null for what is no whole number of at most twelve digits. */
export function wholeNumberIn(text: string): number | null {
  const typed = text.replace(/\s/g, "");
  const digits = /^\d{1,3}([,.]\d{3})+$/.test(typed) ? typed.replace(/[,.]/g, "") : typed;
  return /^\d{1,12}$/.test(digits) ? Number(digits) : null;
}
