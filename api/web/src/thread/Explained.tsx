// “Why”: how the question was understood, what was found by which leg, and why a passage is not in the answer.

import { useEffect, useState } from "preact/hooks";
import { openPanel } from "../state/route";
import { asProblem, json } from "../wire/client";
import type { Answer, Hit, Problem } from "../wire/types";
import { problemIn, words } from "../words";
import { firstOfEach } from "./NotFound";
import { WhyNot } from "./WhyNot";

const CANDIDATES = 30; // passages; the reports of an answer are nearly always among them

export function Explained({ answer }: { answer: Answer }) {
  const [hits, setHits] = useState<Hit[]>([]);
  const [problem, setProblem] = useState<Problem | null>(null);
  useEffect(() => {
    const body = { question: answer.question_resolved, k: CANDIDATES, filters: answer.filters.applied };
    json<{ items: Hit[] }>("/v1/search", { method: "POST", body }).then(
      ({ items }) => setHits(firstOfEach(items)),
      (error: unknown) => setProblem(asProblem(error)),
    );
  }, [answer.id]);
  const say = words.value;
  return (
    <section class="explained" aria-label={say.explainHeading}>
      <h3>{say.explainHeading}</h3>
      <Understood answer={answer} />
      {problem && <p class="note failed">{problemIn(problem)}</p>}
      {hits.length > 0 && <Candidates hits={hits} answer={answer} />}
    </section>
  );
}

function Understood({ answer }: { answer: Answer }) {
  const say = words.value;
  const times = Object.entries(answer.timings_ms).map(([stage, ms]) => `${stage} ${say.seconds(ms)}`);
  const facts: [string, string][] = [
    [say.understood, `${say.kinds[answer.kind]} · ${answer.question_resolved}`],
    [say.index, answer.index_version],
    [say.timings, times.join(" · ")],
  ];
  return (
    <dl class="about">
      {facts.map(([label, value]) => (
        <div>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function Candidates({ hits, answer }: { hits: Hit[]; answer: Answer }) {
  const say = words.value;
  const cited = new Set(answer.sources.map((source) => source.report_id));
  return (
    <table class="candidates" aria-label={say.candidates}>
      <thead>
        <tr>
          <th scope="col">{say.rank}</th>
          <th scope="col">{say.lexical}</th>
          <th scope="col">{say.dense}</th>
          <th scope="col">{say.candidates}</th>
        </tr>
      </thead>
      <tbody>
        {hits.map((hit) => (
          <tr data-cited={cited.has(hit.report_id)}>
            <td>{hit.rank}</td>
            <td>{hit.lexical_rank ?? "—"}</td>
            <td>{hit.dense_rank ?? "—"}</td>
            <td>
              <button type="button" class="title" onClick={() => openPanel({ report: hit.report_id, at: hit.span.join("-") })}>
                {hit.title || say.untitled}
              </button>
              {cited.has(hit.report_id) ? <span class="tag">{say.kept}</span> : <WhyNot answer={answer} report={hit.report_id} />}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
