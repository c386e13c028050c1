// The fields of the filters: places as a tree with counts, days, publishers with counts.

import { filters, setFilter } from "../state/filters";
import { facets, places, type FlatPlace } from "../state/pile";
import { words } from "../words";

const INDENT = "\u3000"; // an ideographic space for each level of the tree
const MOST_CHOICES = 300; // places in a tree to choose from; of more, the name is typed and completed

export function FilterFields() {
  const say = words.value;
  const publishers = (facets.value?.publishers ?? []).map(({ value, reports }) => ({ value, label: `${value}（${reports}）` }));
  const tree = options(places.value);
  return (
    <div id="filters" class="fields">
      {tree.length > MOST_CHOICES ? <Typed options={tree} /> : <Choice name="place" every={say.anyPlace} options={tree} />}
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

function Typed({ options }: { options: Option[] }) {
  return (
    <label>
      {words.value.place}
      <input
        name="place"
        list="places"
        value={filters.value.place ?? ""}
        placeholder={words.value.searchPlaces}
        onChange={(event) => setFilter("place", event.currentTarget.value)}
      />
      <datalist id="places">
        {options.map((option) => (
          <option value={option.value} />
        ))}
      </datalist>
    </label>
  );
}

/** A place is called by its name; where two have it, by the path that leads to it. */
function options(all: FlatPlace[]): Option[] {
  const times = new Map<string, number>();
  for (const { node } of all) times.set(node.place.name, (times.get(node.place.name) ?? 0) + 1);
  return all.map(({ node, depth, parents }) => {
    const { name } = node.place;
    const path = (times.get(name) ?? 0) > 1 ? [...parents, name].join("/") : name;
    return { value: path, label: `${INDENT.repeat(depth)}${name}（${node.reports}）` };
  });
}
