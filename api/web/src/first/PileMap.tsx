// The places and programmes of the pile, each a way to its own page.

import { facets } from "../state/pile";
import { Link } from "../shared/Link";
import type { PlaceNode } from "../wire/archive";
import { words } from "../words";

const MOST = 24; // programmes, and places of one level: more is a directory, and the filter has all

export function PileMap() {
  const say = words.value;
  const held = facets.value;
  if (!held?.reports) return null;
  return (
    <div class="pile-map">
      {held.places.length > 0 && (
        <section>
          <h3>{say.placesHeading}</h3>
          <ul class="tree">
            {held.places.slice(0, MOST).map((node) => (
              <li>
                <Counted node={node} />
                <span class="branch">
                  {node.children.slice(0, MOST).map((child) => (
                    <Counted node={child} />
                  ))}
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
      {held.programmes.length > 0 && (
        <section>
          <h3>{say.programmesHeading}</h3>
          <p class="branch">
            {held.programmes.slice(0, MOST).map(({ id, name, reports }) => (
              <Link to={{ programme: id }}>
                {name} <small>{reports}</small>
              </Link>
            ))}
          </p>
        </section>
      )}
    </div>
  );
}

function Counted({ node: { place, reports } }: { node: PlaceNode }) {
  return (
    <Link to={{ place: place.id }}>
      {place.name} <small>{reports}</small>
    </Link>
  );
}
