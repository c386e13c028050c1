// An article's text cut into paragraphs and runs: plain, marked (cited by this answer), here (the citation that is open).

import type { Span } from "../wire/types";
import { cut, points } from "./points";

export type Mark = "plain" | "marked" | "here";

export interface Run {
  mark: Mark;
  text: string;
}

const MARKS: readonly Mark[] = ["plain", "marked", "here"];

export function paragraphsOf(text: string, marked: Span[], here: Span | null): Run[][] {
  const all = points(text);
  const kinds = new Uint8Array(all.length);
  for (const span of marked) kinds.fill(1, ...span);
  if (here) kinds.fill(2, ...here);
  const paragraphs: Run[][] = [];
  let start = 0;
  for (let end = 0; end <= all.length; end++) {
    if (end < all.length && all[end] !== "\n") continue;
    if (end > start) paragraphs.push(runsOf(all, kinds, start, end));
    start = end + 1;
  }
  return paragraphs;
}

function runsOf(all: string[], kinds: Uint8Array, start: number, end: number): Run[] {
  const runs: Run[] = [];
  for (let from = start; from < end; ) {
    let to = from + 1;
    while (to < end && kinds[to] === kinds[from]) to++;
    runs.push({ mark: MARKS[kinds[from] ?? 0] ?? "plain", text: cut(all, from, to) });
    from = to;
  }
  return runs;
}
