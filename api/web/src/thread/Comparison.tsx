// A comparison as a table: one row a place, in the order the question names them; what no report says is a row too. Which
// figure is the larger, where the answer says it, stands under the table.

import { linesOf, type Line } from "../text/cited";
import type { Answer } from "../wire/types";
import { words } from "../words";
import { Pieces } from "./Pieces";

export interface Compared {
  rows: Row[];
  verdict: Line | null;
}

interface Row {
  name: string;
  lines: Line[];
}

const NAMED = /^([^：:\n]{1,30})[：:]\s*/; // "石漱镇：…", as the answer writes its rows

const VERDICT = new Set(["比较", "比較", "Compared"]); // what the answer puts before its last line

/** A comparison, or null where the answer is not written as rows. */
export function comparedIn(answer: Answer): Compared | null {
  const known = new Set(answer.sources.map((source) => source.n));
  const rows = new Map<string, Line[]>();
  let verdict: Line | null = null;
  for (const line of linesOf(answer.text, known, answer.citations, true)) {
    const [first, ...rest] = line;
    const named = first?.kind === "text" ? NAMED.exec(first.text) : null;
    if (first?.kind !== "text" || !named?.[1]) return null;
    const said: Line = [{ kind: "text", text: first.text.slice(named[0].length) }, ...rest];
    if (VERDICT.has(named[1])) verdict = said;
    else rows.set(named[1], [...(rows.get(named[1]) ?? []), said]);
  }
  return rows.size > 1 ? { rows: [...rows].map(([name, lines]) => ({ name, lines })), verdict } : null;
}

export function Comparison({ compared: { rows, verdict }, answer }: { compared: Compared; answer: Answer }) {
  const say = words.value;
  const told = (line: Line) => (
    <p>
      <Pieces line={line} sources={answer.sources} answer={answer} />
    </p>
  );
  return (
    <>
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
              <td>{lines.map(told)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {verdict && <div class="text verdict-line">{told(verdict)}</div>}
    </>
  );
}
