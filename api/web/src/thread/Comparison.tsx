// A comparison as a table: one row a place, in the order the question names them; what no report says is a row too.

import { linesOf, type Line } from "../text/cited";
import type { Answer } from "../wire/types";
import { words } from "../words";
import { Pieces } from "./Pieces";

interface Compared {
  name: string;
  lines: Line[];
}

const NAMED = /^([^：:\n]{1,30})[：:]\s*/; // "石漱镇：…", as the answer writes its rows

/** The rows of a comparison, or null where the answer is not written as rows. */
export function comparedRows(answer: Answer): Compared[] | null {
  const known = new Set(answer.sources.map((source) => source.n));
  const rows = new Map<string, Line[]>();
  for (const line of linesOf(answer.text, known, answer.citations, true)) {
    const [first, ...rest] = line;
    const named = first?.kind === "text" ? NAMED.exec(first.text) : null;
    if (first?.kind !== "text" || !named?.[1]) return null;
    const said: Line = [{ kind: "text", text: first.text.slice(named[0].length) }, ...rest];
    rows.set(named[1], [...(rows.get(named[1]) ?? []), said]);
  }
  return rows.size > 1 ? [...rows].map(([name, lines]) => ({ name, lines })) : null;
}

export function Comparison({ rows, answer }: { rows: Compared[]; answer: Answer }) {
  const say = words.value;
  return (
    <table class="comparison" aria-label={say.comparison}>
      <thead>
        <tr>
          <th scope="col">{say.columnPlace}</th>
          <th scope="col">{say.columnWhat}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ name, lines }) => (
          <tr>
            <th scope="row">{name}</th>
            <td>
              {lines.map((line) => (
                <p>
                  <Pieces line={line} sources={answer.sources} answer={answer} />
                </p>
              ))}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
