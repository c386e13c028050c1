// A citation marker as a button: hover or focus previews the quote, click or Enter opens the article at it.

import { hidePreview, showPreview } from "../state/preview";
import { openPanel } from "../state/route";
import { readAhead } from "../state/texts";
import type { Answer, Source } from "../wire/types";
import { words } from "../words";

interface Cited {
  n: number;
  cite: number | null;
  source: Source | undefined;
  answer: Answer | null;
}

export function Chip({ n, cite, source, answer }: Cited) {
  if (!source) return <span class="chip">{n}</span>;
  const quote = cite === null ? null : (answer?.citations[cite]?.quote ?? null);
  const look = (event: Event, atOnce: boolean) => {
    readAhead(source.report_id);
    showPreview({ chip: event.currentTarget as HTMLElement, source, quote }, atOnce);
  };
  const open = () => {
    hidePreview(true);
    if (answer && cite !== null) openPanel({ a: answer.id, cite: String(cite) });
    else openPanel({ report: source.report_id });
  };
  return (
    <button
      type="button"
      class="chip"
      data-chip={answer && cite !== null ? `${answer.id} ${cite}` : source.report_id}
      aria-label={words.value.citation(n)}
      onClick={open}
      onPointerDown={() => readAhead(source.report_id)} // a finger does not hover
      onMouseEnter={(event) => look(event, false)}
      onMouseLeave={() => hidePreview()}
      onFocus={(event) => event.currentTarget.matches(":focus-visible") && look(event, true)}
      onBlur={() => hidePreview()}
    >
      {n}
    </button>
  );
}
