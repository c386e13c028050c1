// The cited reports, numbered as in the text.

import { describe } from "../shared/describe";
import { openPanel } from "../state/route";
import type { Answer } from "../wire/types";
import { words } from "../words";

export function Sources({ answer }: { answer: Answer }) {
  const say = words.value;
  const open = (n: number, report: string) => {
    const cite = answer.citations.findIndex((each) => each.n === n);
    openPanel(cite < 0 ? { report } : { a: answer.id, cite: String(cite) });
  };
  return (
    <section class="sources" aria-label={say.sources}>
      <h3>{say.sources}</h3>
      <ol>
        {answer.sources.map((source) => (
          <li value={source.n}>
            <button type="button" class="title" onClick={() => open(source.n, source.report_id)}>
              {source.title || source.page || say.untitled}
            </button>
            <p class="quiet">{describe(source, say)}</p>
            {source.also_reported_by.length > 0 && (
              <p class="quiet">
                {say.also}
                {say.colon}
                {source.also_reported_by.join(say.comma)}
              </p>
            )}
            <p class="print-only">{source.url ?? source.page}</p>
          </li>
        ))}
      </ol>
    </section>
  );
}
