// What an answer was restricted to, by the reader or by the question's own words. A click takes a restriction off and asks
// again without it; what was taken off from the question's own stays in sight, and a click puts it back.

import { Icon } from "../shared/Icon";
import { regenerate } from "../state/asking";
import { FILTER_NAMES, filters, setFilter } from "../state/filters";
import { busy, scopeOf, type Turn } from "../state/thread";
import type { Answer, FilterName, Filters, Inferable } from "../wire/types";
import { words } from "../words";

export function Restrictions({ turn, answer }: { turn: Turn; answer: Answer }) {
  const say = words.value;
  const scope = scopeOf(answer);
  const { applied, inferred, ignored = {} } = answer.filters;
  const lift = (name: FilterName) => {
    const { [name]: lifted, ...rest } = scope.filters;
    if (filters.value[name] === lifted) setFilter(name, ""); // nor for the next question
    void regenerate(turn.key, { ...scope, filters: rest });
  };
  const ignore = (name: FilterName) => void regenerate(turn.key, { ...scope, ignored: [...scope.ignored, name as Inferable] });
  const keep = (name: FilterName) => void regenerate(turn.key, { ...scope, ignored: scope.ignored.filter((each) => each !== name) });
  return (
    <>
      <Tags label={say.applied} values={applied} act={lift} deed={say.remove} kind="applied" />
      <Tags label={say.inferred} values={inferred} act={ignore} deed={say.remove} kind="inferred" />
      <Tags label={say.ignored} values={ignored} act={keep} deed={say.restore} kind="ignored" />
    </>
  );
}

interface Given {
  label: string;
  values: Filters;
  act: (name: FilterName) => void;
  deed: (what: string) => string;
  kind: "applied" | "inferred" | "ignored";
}

function Tags({ label, values, act, deed, kind }: Given) {
  const named = FILTER_NAMES.flatMap((name) => (values[name] ? [[name, values[name]] as const] : []));
  if (!named.length) return null;
  return (
    <p class="restrictions" data-kind={kind}>
      <span class="label">{label}</span>
      {named.map(([name, value]) => (
        <button type="button" class="tag" data-filter={name} disabled={busy.value} title={deed(value)} aria-label={deed(value)} onClick={() => act(name)}>
          <span>
            {words.value.filterName[name]} {value}
          </span>
          <Icon name={kind === "ignored" ? "add" : "close"} />
        </button>
      ))}
    </p>
  );
}
