// A list answer as a table: sortable, narrowed by area, year and verdict, taken away as text, CSV or Markdown.

import { useMemo, useState } from "preact/hooks";
import { narrowed, rowsOf, sorted, type Column, type Narrowed } from "../text/rows";
import type { Answer } from "../wire/types";
import { words } from "../words";
import { ListHead } from "./ListHead";
import { ListRow } from "./ListRow";
import { ListTools } from "./ListTools";

export interface Order {
  column: Column;
  descending: boolean;
}

const EVERYTHING: Narrowed = { parent: "", year: "", verdict: "" };

export function ListTable({ answer }: { answer: Answer }) {
  const [order, setOrder] = useState<Order | null>(null); // null: as answered
  const [by, setBy] = useState(EVERYTHING);
  const all = useMemo(() => rowsOf(answer), [answer]);
  const shown = useMemo(() => {
    const rows = narrowed(all, by);
    return order ? sorted(rows, order.column, order.descending) : rows;
  }, [all, by, order]);
  const say = words.value;
  return (
    <div class="listing-box">
      <ListTools all={all} shown={shown} by={by} setBy={setBy} question={answer.question} />
      <table class="listing" role="table" aria-label={say.listing}>
        <ListHead order={order} setOrder={setOrder} />
        <tbody role="rowgroup">
          {shown.map((row) => (
            <ListRow key={`${row.parent} ${row.name} ${row.verdict}`} row={row} answer={answer} />
          ))}
        </tbody>
      </table>
    </div>
  );
}
