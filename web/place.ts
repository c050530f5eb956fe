/** Where on the page somebody was, kept over a reload and over the way to the log-in and back. */
type Place = { path: string; scroll: number; field: string; from: number | null; to: number | null };

const storageKey = "place";

export function keepPlace(): void {
  const field = document.activeElement;
  // A page already on its way has let go of its focus: what was kept just before holds.
  if (field === document.body && sessionStorage.getItem(storageKey)) return;
  const text = field instanceof HTMLTextAreaElement || field instanceof HTMLInputElement ? field : null;
  const place: Place = {
    path: location.pathname,
    scroll: scrollY,
    field: field?.id ?? "",
    from: text?.selectionStart ?? null,
    to: text?.selectionEnd ?? null,
  };
  sessionStorage.setItem(storageKey, JSON.stringify(place));
}

/** A page that was not reloaded, but come to from elsewhere, begins at its top. */
export function forgetPlaceOnArrival(): void {
  const [navigation] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
  if (location.pathname !== "/inloggad" && navigation?.type !== "reload") sessionStorage.removeItem(storageKey);
}

/** Back to it, once the page is drawn. Returns whether there was a place to go back to. */
export function backToPlace(): boolean {
  const kept = sessionStorage.getItem(storageKey);
  if (!kept) return false;
  sessionStorage.removeItem(storageKey);
  const { path, scroll, field, from, to }: Place = JSON.parse(kept);
  if (path !== location.pathname) return false;
  const element = field ? document.getElementById(field) : null;
  element?.focus({ preventScroll: true });
  const takesText = element instanceof HTMLTextAreaElement || (element instanceof HTMLInputElement && from !== null);
  if (takesText) element.setSelectionRange(from, to);
  scrollTo({ top: scroll, behavior: "instant" });
  return true;
}
