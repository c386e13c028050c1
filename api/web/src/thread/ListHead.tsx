// The head of the list table: a click sorts upward, the next downward, the third as answered.

import { Icon } from "../shared/Icon";
import type { Column } from "../text/rows";
import { words } from "../words";
import type { Order } from "./ListTable";

const COLUMNS = [
  ["name", "columnPlace"],
  ["parent", "columnParent"],
  ["verdict", "columnVerdict"],
  ["date", "columnDate"],
  ["quote", "columnSentence"],
] as const;

interface Given {
  order: Order | null;
  setOrder: (order: Order | null) => void;
}

export function ListHead({ order, setOrder }: Given) {
  const next = (column: Column) => {
    if (order?.column !== column) setOrder({ column, descending: false });
    else setOrder(order.descending ? null : { column, descending: true });
  };
  const state = (column: Column) => (order?.column !== column ? "none" : order.descending ? "descending" : "ascending");
  return (
    <thead role="rowgroup">
      <tr role="row">
        {COLUMNS.map(([column, label]) => (
          <th role="columnheader" scope="col" class={`col-${column}`} aria-sort={state(column)}>
            <button type="button" onClick={() => next(column)}>
              {words.value[label]}
              {order?.column === column && <Icon name={order.descending ? "sortDown" : "sortUp"} />}
            </button>
          </th>
        ))}
      </tr>
    </thead>
  );
}
