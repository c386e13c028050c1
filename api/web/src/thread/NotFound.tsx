// No answer: the reason, and the nearest reports, which are not cited and do not look as if they were.

import { useEffect, useState } from "preact/hooks";
import { describe } from "../shared/describe";
import { openPanel } from "../state/route";
import { json } from "../wire/client";
import type { Answer, Hit } from "../wire/types";
import { words } from "../words";

const PASSAGES = 8; // searched; several may be of one report
const SHOWN = 3; // reports

export function NotFound({ answer }: { answer: Answer }) {
  const [nearest, setNearest] = useState<Hit[]>([]);
  useEffect(() => {
    const body = { question: answer.question_resolved, k: PASSAGES, filters: answer.filters.applied };
    json<{ items: Hit[] }>("/v1/search", { method: "POST", body })
      .then(({ items }) => setNearest(firstOfEach(items).slice(0, SHOWN)))
      .catch(() => setNearest([])); // the reason stands without them
  }, [answer.id]);
  const say = words.value;
  return (
    <div class="missing" data-status="not_found">
      <p class="missing-head">{say.notFound}</p>
      <p>{answer.reason ?? answer.text}</p>
      <p class="quiet">{say.notFoundHelp}</p>
      {nearest.length > 0 && (
        <section class="nearest" aria-label={say.nearest}>
          <h3>{say.nearest}</h3>
          <ul>
            {nearest.map((hit) => (
              <li>
                <button
                  type="button"
                  class="title"
                  onClick={() => openPanel({ report: hit.report_id, at: hit.span.join("-") })}
                >
                  {hit.title || say.untitled}
                </button>
                <p class="quiet">{describe(hit, say)}</p>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}

/** The best passage of each report. */
export function firstOfEach(hits: Hit[]): Hit[] {
  return hits.filter((hit, at) => hits.findIndex((other) => other.report_id === hit.report_id) === at);
}
