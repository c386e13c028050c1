// The head of the list table: a click sorts upward, the next downward, the third as answered.

import { Icon } from "../shared/Icon";
import type { Column, Order } from "../text/rows";
import { words } from "../words";

const COLUMNS = [
  ["name", "columnPlace"],
  ["parent", "columnParent"],
  ["verdict", "columnVerdict"],
  ["date", "columnDate"],
  ["quote", "columnSentence"],
] as const;

/** The parts of something lie in no county and are not carried out or planned. */
const OF_PLACES: ReadonlySet<Column> = new Set(["parent", "verdict"]);

interface Given {
  places: boolean;
  order: Order | null;
  setOrder: (order: Order | null) => void;
}

export function ListHead({ places, order, setOrder }: Given) {
  const next = (column: Column) => {
    if (order?.column !== column) setOrder({ column, descending: false });
    else setOrder(order.descending ? null : { column, descending: true });
  };
  const columns = places ? COLUMNS : COLUMNS.filter(([column]) => !OF_PLACES.has(column));
  const state = (column: Column) => (order?.column !== column ? "none" : order.descending ? "descending" : "ascending");
  return (
    <thead role="rowgroup">
      <tr role="row">
        {columns.map(([column, label]) => (
          <th role="columnheader" scope="col" class={`col-${column}`} aria-sort={state(column)}>
            <button type="button" onClick={() => next(column)}>
              {words.value[column === "name" && !places ? "columnItem" : label]}
              {order?.column === column && <Icon name={order.descending ? "sortDown" : "sortUp"} />}
            </button>
          </th>
        ))}
      </tr>
    </thead>
  );
}
