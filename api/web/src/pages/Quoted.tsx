// A sentence of a report as the archive shows it; the title opens the article at it.

import { describe } from "../shared/describe";
import { openPanel } from "../state/route";
import type { Line } from "../wire/archive";
import { words } from "../words";

export function Quoted({ line }: { line: Line }) {
  return (
    <div class="quoted">
      <p>{line.quote}</p>
      <p class="quiet">
        <button type="button" class="as-link" onClick={() => openPanel({ report: line.report_id, at: line.span.join("-") })}>
          {line.title || words.value.untitled}
        </button>{" "}
        {describe({ publisher: line.publisher, published: line.published }, words.value)}
      </p>
    </div>
  );
}
