// The fields of the filters: places as a tree with counts, days, publishers with counts.

import { filters, setFilter } from "../state/filters";
import { facets, places, type FlatPlace } from "../state/pile";
import { words } from "../words";

const INDENT = "\u3000"; // an ideographic space for each level of the tree

export function FilterFields() {
  const say = words.value;
  const publishers = (facets.value?.publishers ?? []).map(({ value, reports }) => ({ value, label: `${value}（${reports}）` }));
  const tree = places.value.map((place) => ({ value: place.node.place.name, label: labelOf(place) }));
  return (
    <div id="filters" class="fields">
      <Choice name="place" every={say.anyPlace} options={unique(tree)} />
      {(["since", "until"] as const).map((name) => (
        <label>
          {say[name]}
          <input type="date" name={name} value={filters.value[name] ?? ""} onChange={(event) => setFilter(name, event.currentTarget.value)} />
        </label>
      ))}
      <Choice name="source" every={say.anySource} options={publishers} />
    </div>
  );
}

interface Option {
  value: string;
  label: string;
}

function Choice({ name, every, options }: { name: "place" | "source"; every: string; options: Option[] }) {
  const value = filters.value[name] ?? "";
  const known = !value || options.some((option) => option.value === value);
  return (
    <label>
      {words.value[name]}
      <select name={name} value={value} onChange={(event) => setFilter(name, event.currentTarget.value)}>
        <option value="">{every}</option>
        {!known && <option value={value}>{value}</option>}
        {options.map((option) => (
          <option value={option.value}>{option.label}</option>
        ))}
      </select>
    </label>
  );
}

const labelOf = ({ node, depth }: FlatPlace): string => `${INDENT.repeat(depth)}${node.place.name}（${node.reports}）`;

/** Two places of one name are one filter: the server takes names, and narrows to all of that name. */
function unique(options: Option[]): Option[] {
  return options.filter((option, at) => options.findIndex((other) => other.value === option.value) === at);
}
