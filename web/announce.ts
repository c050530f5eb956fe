/** Tells something to people who listen to the page, without moving anything for those who see it. */
let region: HTMLElement | undefined;

/** Makes the region; it must be in the page before it first says something. */
export function listenHere(parent: HTMLElement): void {
  region = document.createElement("div");
  region.className = "visually-hidden";
  region.setAttribute("role", "status");
  parent.append(region);
}

export function announce(words: string): void {
  if (region) region.textContent = words;
}
