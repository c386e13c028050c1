// The cited reports, numbered as in the text. Of many only the first are shown until all are wanted; print shows all.

import { useState } from "preact/hooks";
import { describe } from "../shared/describe";
import { openPanel } from "../state/route";
import type { Answer, Source } from "../wire/types";
import { words } from "../words";

const AT_FIRST = 8; // reports: what fits under an answer without pushing the next question out of sight

export function Sources({ answer }: { answer: Answer }) {
  const say = words.value;
  const [all, setAll] = useState(false);
  const folded = !all && answer.sources.length > AT_FIRST;
  return (
    <section class="sources" aria-label={say.sources}>
      <h3>
        {say.sources} <small>{answer.sources.length}</small>
      </h3>
      <ol class={folded ? "folded" : undefined}>
        {answer.sources.map((source, at) => (
          <Line key={source.n} source={source} answer={answer} late={at >= AT_FIRST} />
        ))}
      </ol>
      {folded && (
        <button type="button" class="tool" onClick={() => setAll(true)}>
          {say.allSources(answer.sources.length)}
        </button>
      )}
    </section>
  );
}

function Line({ source, answer, late }: { source: Source; answer: Answer; late: boolean }) {
  const say = words.value;
  const open = () => {
    const cite = answer.citations.findIndex((each) => each.n === source.n);
    openPanel(cite < 0 ? { report: source.report_id } : { a: answer.id, cite: String(cite) });
  };
  return (
    <li value={source.n} class={late ? "late" : undefined}>
      <button type="button" class="title" onClick={open}>
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
  );
}
