// A list answer as a table: sortable, narrowed by area, year and verdict, taken away as text, CSV or Markdown.

import { useMemo, useState } from "preact/hooks";
import { listsPlaces, narrowed, rowsOf, sorted, type Narrowed, type Order, type Row } from "../text/rows";
import type { Answer } from "../wire/types";
import { words } from "../words";
import { ListHead } from "./ListHead";
import { ListRow } from "./ListRow";
import { ListTools } from "./ListTools";

// Rows of a group. Groups out of sight need no layout (table.css), so that a thousand places scroll as ten do; one that
// comes into sight is laid out within a frame, hence no more.
const GROUP = 10;

const groupsOf = (rows: Row[]): Row[][] =>
  Array.from({ length: Math.ceil(rows.length / GROUP) }, (_, at) => rows.slice(at * GROUP, (at + 1) * GROUP));

const EVERYTHING: Narrowed = { parent: "", year: "", verdict: "" };

export function ListTable({ answer }: { answer: Answer }) {
  const [order, setOrder] = useState<Order | null>(null); // null: as answered
  const [by, setBy] = useState(EVERYTHING);
  const all = useMemo(() => rowsOf(answer), [answer]);
  const shown = useMemo(() => {
    const rows = narrowed(all, by);
    return order ? sorted(rows, order) : rows;
  }, [all, by, order]);
  const sources = useMemo(() => new Map(answer.sources.map((each) => [each.n, each])), [answer]);
  const source = (n: number) => sources.get(n);
  const places = listsPlaces(answer);
  const say = words.value;
  return (
    <div class="listing-box">
      <ListTools all={all} shown={shown} by={by} setBy={setBy} question={answer.question} />
      <table class={places ? "listing" : "listing parts"} role="table" aria-label={say.listing}>
        <ListHead places={places} order={order} setOrder={setOrder} />
        {groupsOf(shown).map((rows, at, all) => (
          <tbody key={at} role="rowgroup" class={all.length > 1 ? "group" : undefined}>
            {rows.map((row) => (
              <ListRow key={`${row.parent} ${row.name} ${row.verdict}`} row={row} places={places} source={source} answer={answer} />
            ))}
          </tbody>
        ))}
      </table>
    </div>
  );
}
