// Whether the page is shown in a frame of another site (`/?embed=1`, by /embed.js): then there is no history and no
// adding, and what needs room opens in a window of its own. Known for the whole visit.

export const embedded = new URLSearchParams(location.search).get("embed") === "1";

/** Asks the site around the frame to close it. It is told nothing else. */
export function closeFrame(): void {
  parent.postMessage({ xiangwen: "close" }, "*");
}

if (embedded) document.documentElement.classList.add("embedded");
