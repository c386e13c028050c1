// An answer as text to take elsewhere: every marker keeps its source.

import { describe } from "../shared/describe";
import type { Answer } from "../wire/types";
import type { Words } from "../words/zh";

export function answerAsText(answer: Answer, say: Words): string {
  const sources = answer.sources.map((source) => {
    const quotes = answer.citations.filter((cite) => cite.n === source.n).map((cite) => `    > ${cite.quote.replace(/\n/g, " ")}`);
    const address = source.url ?? source.page;
    return [`[${source.n}] ${source.title || say.untitled} · ${describe(source, say)} · ${address}`, ...quotes].join("\n");
  });
  return [answer.question, "", answer.text || answer.reason || "", "", ...sources].join("\n").trim() + "\n";
}
