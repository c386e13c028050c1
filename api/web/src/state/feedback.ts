// What the reader says of an answer. The server keeps the last that was said, so each saying holds all of it.

import { json } from "../wire/client";
import type { Answer, Feedback } from "../wire/types";
import { attempt } from "./notice";
import { changeAnswer } from "./thread";

export async function sayOf(answer: Answer, part: Partial<Feedback>): Promise<void> {
  const { rating = null, reason = null, citations = [] } = answer.feedback ?? {};
  const body = { rating, reason, citations, ...part };
  const path = `/v1/answers/${encodeURIComponent(answer.id)}/feedback`;
  await attempt("feedback", async () => {
    const feedback = await json<Feedback>(path, { method: "PUT", body });
    changeAnswer(answer.id, { feedback });
  });
}

export const saidUnsupported = (answer: Answer, n: number): boolean =>
  answer.feedback?.citations.some((each) => each.n === n && each.verdict === "unsupported") ?? false;

export async function sayUnsupported(answer: Answer, n: number, unsupported: boolean): Promise<void> {
  const others = (answer.feedback?.citations ?? []).filter((each) => each.n !== n);
  const citations = unsupported ? [...others, { n, verdict: "unsupported" as const }] : others;
  await sayOf(answer, { citations });
}
