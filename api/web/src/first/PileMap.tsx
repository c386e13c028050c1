// The places and programmes of the pile, each a way to its own page.

import { useState } from "preact/hooks";
import { facets } from "../state/pile";
import { Link } from "../shared/Link";
import type { PlaceNode } from "../wire/archive";
import { words } from "../words";

const AT_FIRST = 12; // counties, and towns of one; the rest is a click away
const PROGRAMMES = 24;

export function PileMap() {
  const held = facets.value;
  if (!held?.reports) return null;
  const rooted = held.places.filter((node) => node.children.length);
  const bare = held.places.filter((node) => !node.children.length);
  return (
    <div class="pile-map">
      {held.places.length > 0 && <Counties rooted={rooted} bare={bare} />}
      {held.programmes.length > 0 && <Programmes />}
    </div>
  );
}

function Counties({ rooted, bare }: { rooted: PlaceNode[]; bare: PlaceNode[] }) {
  const say = words.value;
  const [all, setAll] = useState(false);
  const hidden = !all && rooted.length + bare.length > AT_FIRST;
  return (
    <section>
      <h3>{say.placesHeading}</h3>
      <ul class="tree">
        {(hidden ? rooted.slice(0, AT_FIRST) : rooted).map((node) => (
          <li>
            <Counted node={node} />
            <span class="branch">
              {(hidden ? node.children.slice(0, AT_FIRST) : node.children).map((child) => (
                <Counted node={child} />
              ))}
            </span>
          </li>
        ))}
        {!hidden && bare.length > 0 && (
          <li>
            {rooted.length > 0 && <span class="quiet">{say.placesWithout}</span>}
            <span class="branch">
              {bare.map((node) => (
                <Counted node={node} />
              ))}
            </span>
          </li>
        )}
      </ul>
      {hidden && <All count={rooted.length + bare.length} show={() => setAll(true)} />}
    </section>
  );
}

function Programmes() {
  const say = words.value;
  const [all, setAll] = useState(false);
  const programmes = facets.value?.programmes ?? [];
  const hidden = !all && programmes.length > PROGRAMMES;
  return (
    <section>
      <h3>{say.programmesHeading}</h3>
      <p class="branch">
        {(hidden ? programmes.slice(0, PROGRAMMES) : programmes).map(({ id, name, reports }) => (
          <Link to={{ programme: id }}>
            {name} <small>{reports}</small>
          </Link>
        ))}
      </p>
      {hidden && <All count={programmes.length} show={() => setAll(true)} />}
    </section>
  );
}

function All({ count, show }: { count: number; show: () => void }) {
  return (
    <button type="button" class="tool all" onClick={show}>
      {words.value.allOf(count)}
    </button>
  );
}

function Counted({ node: { place, reports } }: { node: PlaceNode }) {
  return (
    <Link to={{ place: place.id }}>
      {place.name} <small>{reports}</small>
    </Link>
  );
}
