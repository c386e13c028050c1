// What the question is restricted to: a button that opens the fields, and a tag for each restriction that is set.

import { useState } from "preact/hooks";
import { Icon } from "../shared/Icon";
import { FILTER_NAMES, filters, setFilter } from "../state/filters";
import type { FilterName } from "../wire/types";
import { words } from "../words";

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
      {open && <Fields />}
    </>
  );
}

function Fields() {
  const say = words.value;
  return (
    <div id="filters" class="fields">
      {FILTER_NAMES.map((name) => (
        <label>
          {say[name]}
          {isDay(name) ? (
            <input type="date" name={name} value={filters.value[name] ?? ""} onChange={(event) => setFilter(name, event.currentTarget.value)} />
          ) : (
            <input name={name} value={filters.value[name] ?? ""} onChange={(event) => setFilter(name, event.currentTarget.value)} />
          )}
        </label>
      ))}
    </div>
  );
}

const isDay = (name: FilterName): boolean => name === "since" || name === "until";
