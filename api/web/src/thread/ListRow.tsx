// One place of a list answer.

import type { Row } from "../text/rows";
import type { Answer, Source } from "../wire/types";
import { words } from "../words";
import { Chip } from "./Chip";
import { Kept } from "./Kept";

interface Given {
  row: Row;
  places: boolean;
  source: (n: number) => Source | undefined;
  answer: Answer;
}

export function ListRow({ row, places, source, answer }: Given) {
  const say = words.value;
  return (
    <tr role="row">
      <th role="rowheader" scope="row" class="col-name">
        {row.name}
      </th>
      {places && (
        <>
          <td role="cell" class="col-parent">
            {row.parent || <span class="none">—</span>}
          </td>
          <td role="cell" class="col-verdict">
            <span class={`verdict ${row.verdict}`}>{say.verdicts[row.verdict]}</span>
            {row.otherwise && <div class="otherwise">{say.otherwise}</div>}
          </td>
        </>
      )}
      <td role="cell" class="col-date">
        {row.date || <span class="quiet">{say.undated}</span>}
      </td>
      <td role="cell" class="col-quote">
        {row.proofs.map(({ quote, n, cite }) => (
          <p>
            <Kept text={quote}>
              <Chip n={n} cite={cite} source={source(n)} answer={answer} />
            </Kept>
          </p>
        ))}
      </td>
    </tr>
  );
}
