// What the question is restricted to: a button that opens the fields, and a tag for each restriction that is set.

import { useState } from "preact/hooks";
import { Icon } from "../shared/Icon";
import { FILTER_NAMES, filters, setFilter } from "../state/filters";
import { words } from "../words";
import { FilterFields } from "./FilterFields";

export function Filtering() {
  const [open, setOpen] = useState(false);
  const say = words.value;
  return (
    <>
      <button type="button" class="tool" aria-expanded={open} aria-controls="filters" onClick={() => setOpen(!open)}>
        <Icon name="filter" />
        {say.filters}
      </button>
      {FILTER_NAMES.map(
        (name) =>
          filters.value[name] && (
            <button type="button" class="tag" aria-label={say.remove(filters.value[name])} onClick={() => setFilter(name, "")}>
              {say.filterName[name]} {filters.value[name]} <Icon name="close" />
            </button>
          ),
      )}
      {open && <FilterFields />}
    </>
  );
}
