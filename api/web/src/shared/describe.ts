// One line about a report, as chips, tables and lists show it.

import type { Words } from "../words/zh";

interface Described {
  publisher: string | null;
  published: string | null;
  author?: string | null;
  places?: string[];
}

export function describe(source: Described, say: Words): string {
  const parts = [source.publisher, source.author, source.published ?? say.undated, source.places?.join(" ")];
  return parts.filter(Boolean).join(" · ");
}
