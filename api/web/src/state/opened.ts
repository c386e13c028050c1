// The article that stands open in the panel, at which of its sentences, and for which answer.

import type { Answer, Span } from "../wire/types";
import type { Route } from "./route";
import { turns } from "./thread";

export interface Opened {
  report: string;
  here: Span | null;
  cite: number | null;
  answer: Answer | null;
}

/** What the address says is open. Null: nothing, or an answer that this thread does not have. */
export function opened(at: Route): Opened | null {
  if (at.report) return { report: at.report, here: spanOf(at.at), cite: null, answer: null };
  const answer = turns.value.find((turn) => turn.answer?.id === at.a)?.answer;
  const cite = answer?.citations[Number(at.cite)];
  const source = answer?.sources.find((each) => each.n === cite?.n);
  if (!answer || !cite || !source) return null;
  return { report: source.report_id, here: cite.report_span, cite: Number(at.cite), answer };
}

function spanOf(text: string | undefined): Span | null {
  const found = /^(\d{1,9})-(\d{1,9})$/.exec(text ?? "");
  return found ? [Number(found[1]), Number(found[2])] : null;
}
