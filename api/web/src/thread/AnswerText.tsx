// The text of an answer, also while it is being told.

import { linesOf } from "../text/cited";
import type { Turn } from "../state/thread";
import { Pieces } from "./Pieces";

const WITH_FIGURES = new Set(["figure", "compare"]);

export function AnswerText({ turn }: { turn: Turn }) {
  const { text, sources, answer } = turn;
  const known = new Set(sources.map((source) => source.n));
  const lines = linesOf(text, known, answer?.citations ?? [], WITH_FIGURES.has(answer?.kind ?? ""));
  return (
    <div class="text">
      {lines.map((line) => (
        <p>
          <Pieces line={line} sources={sources} answer={answer} />
        </p>
      ))}
    </div>
  );
}
