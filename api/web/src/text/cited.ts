// An answer's text cut into lines and pieces: plain words, figures, citation markers.

import type { Citation } from "../wire/types";
import { points } from "./points";

export type Piece =
  | { kind: "text"; text: string }
  | { kind: "figure"; text: string }
  | { kind: "marker"; n: number; cite: number | null };

export type Line = Piece[];

const MARKER = /^\[([0-9]{1,6})\]/;
const LONGEST_MARKER = 8; // "[999999]"

// A number with what it counts: 1.2万亩, 147条, 96%, 3 200 户. A year or a day is not a figure.
const FIGURE =
  /(?:[0-9０-９][0-9０-９,，.．]*|[一二三四五六七八九十百千两兩]+)\s?(?:余|餘|多)?(?:[十百千万亿萬億]+)?(?:余|餘|多)?(?:公顷|公頃|平方公里|平方米|立方米|公里|公斤|千克|千瓦|[万萬]元|[亩畝]|元|人次|人|[户戶]|名|[个個]|[条條]|件|[吨噸]|斤|[头頭]|[只隻]|羽|米|[项項]|次|[处處]|家|座|口|棵|株|支|所|眼|[台臺]|套|[场場]|期|篇|村|%|％|percent|mu\b|hectares|tonnes|households|people|yuan)/gu;

/** The text as lines; `known` are the source numbers, anything else in brackets stays text. */
export function linesOf(text: string, known: ReadonlySet<number>, cites: Citation[], figures: boolean): Line[] {
  const all = points(text);
  const lines: Line[] = [];
  let line: Line = [];
  let plain = "";
  const flush = () => {
    if (plain) line.push(...(figures ? figuresIn(plain) : [{ kind: "text", text: plain } as Piece]));
    plain = "";
  };
  for (let at = 0; at < all.length; at++) {
    const marker = all[at] === "[" ? MARKER.exec(all.slice(at, at + LONGEST_MARKER).join("")) : null;
    const n = Number(marker?.[1]);
    if (marker && known.has(n)) {
      flush();
      line.push({ kind: "marker", n, cite: citedAt(cites, n, at) });
      at += marker[0].length - 1;
    } else if (all[at] === "\n") {
      flush();
      lines.push(line);
      line = [];
    } else plain += all[at];
  }
  flush();
  return [...lines, line].filter((each) => each.length > 0);
}

function figuresIn(text: string): Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  for (const found of text.matchAll(FIGURE)) {
    if (found.index > from) pieces.push({ kind: "text", text: text.slice(from, found.index) });
    pieces.push({ kind: "figure", text: found[0] });
    from = found.index + found[0].length;
  }
  if (from < text.length) pieces.push({ kind: "text", text: text.slice(from) });
  return pieces;
}

/** Which citation a marker stands for: among those of its number, the one whose statement ends last before it. */
export function citedAt(cites: Citation[], n: number, position: number): number | null {
  let best: number | null = null;
  let bestEnd = -1;
  cites.forEach((cite, index) => {
    const [start, end] = cite.answer_span;
    if (cite.n !== n || start > position || end < bestEnd) return;
    best = index;
    bestEnd = end;
  });
  return best ?? indexOrNull(cites.findIndex((cite) => cite.n === n));
}

const indexOrNull = (index: number): number | null => (index < 0 ? null : index);

export const isMarker = (piece: Piece): piece is Extract<Piece, { kind: "marker" }> => piece.kind === "marker";
