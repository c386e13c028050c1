// “Why not this report?”: the stages it passed, and the one that dropped it.

import { useState } from "preact/hooks";
import type { Explanation } from "../wire/archive";
import { asProblem, json } from "../wire/client";
import type { Answer, Problem } from "../wire/types";
import { language, problemIn, words } from "../words";

export function WhyNot({ answer, report }: { answer: Answer; report: string }) {
  const [told, setTold] = useState<Explanation | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const ask = () => {
    const body = { question: answer.question_resolved, report_id: report, filters: answer.filters.applied };
    json<Explanation>("/v1/explain", { method: "POST", body }).then(setTold, (error: unknown) => setProblem(asProblem(error)));
  };
  const english = language.value === "en";
  if (problem) return <p class="quiet">{problemIn(problem)}</p>;
  if (!told) {
    return (
      <button type="button" class="tool" onClick={ask}>
        {words.value.whyNot}
      </button>
    );
  }
  return (
    <ol class="stages">
      {told.stages.map((stage) => (
        <li data-passed={stage.passed}>
          <span aria-hidden="true">{stage.passed ? "✓" : "✕"}</span> {english ? stage.en : stage.zh}
        </li>
      ))}
    </ol>
  );
}
