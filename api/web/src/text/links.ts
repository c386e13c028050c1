// Links that leave the page: only http(s), and with a text fragment that takes the reader to the quoted sentence.

import { cut, points } from "./points";

const EDGE = 16; // code points of each end of a long quote: enough to be unique on a page, short enough to match

export function originalLink(url: string | null, quote: string | null): string | null {
  if (!url || !/^https?:\/\//i.test(url)) return null;
  const [sentence = ""] = (quote ?? "").split("\n");
  const all = points(sentence.trim());
  if (!all.length || url.includes("#")) return url;
  const whole = all.length <= 2 * EDGE;
  const parts = whole ? [all.join("")] : [cut(all, 0, EDGE), cut(all, all.length - EDGE, all.length)];
  return `${url}#:~:text=${parts.map(escapePart).join(",")}`;
}

// In a fragment directive "-", "," and "&" have a meaning of their own.
const escapePart = (part: string): string => encodeURIComponent(part).replaceAll("-", "%2D");
