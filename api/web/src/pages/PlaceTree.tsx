// Where a programme was carried out: places under their counties, drawn as a tree, each marked by its verdict.

import { Link } from "../shared/Link";
import type { Deed, ProgrammePage } from "../wire/archive";
import { words } from "../words";

const ROW = 30; // units a place takes
const TRUNK = 10; // x of the trunk
const BRANCH = 30; // x of the dots

interface Given {
  counties: ProgrammePage["counties"];
  deeds: Deed[];
}

export function PlaceTree({ counties, deeds }: Given) {
  const say = words.value;
  const verdicts = new Map(deeds.toReversed().map((deed) => [deed.place.id, deed.verdict]));
  if (!counties.length) return null;
  return (
    <section class="place-tree" aria-label={say.placesOfProgramme}>
      {counties.map(({ place, places }) => (
        <div class="county">
          <h3>{place ? <Link to={{ place: place.id }}>{place.name}</Link> : say.placesHeading}</h3>
          <div class="county-places">
            <Branches verdicts={places.map((each) => verdicts.get(each.id) ?? "mentioned")} />
            <ul>
              {places.map((each) => (
                <li>
                  <Link to={{ place: each.id }}>{each.name}</Link>
                  <span class={`verdict ${verdicts.get(each.id) ?? "mentioned"}`}>{say.verdicts[verdicts.get(each.id) ?? "mentioned"]}</span>
                </li>
              ))}
            </ul>
          </div>
        </div>
      ))}
    </section>
  );
}

/** The lines from the trunk to each place. The list beside it says the same in words. */
function Branches({ verdicts }: { verdicts: Deed["verdict"][] }) {
  const height = verdicts.length * ROW;
  return (
    <svg width={BRANCH + 8} height={height} viewBox={`0 0 ${BRANCH + 8} ${height}`} aria-hidden="true">
      <path d={`M${TRUNK} 0V${height - ROW / 2}`} />
      {verdicts.map((verdict, at) => {
        const y = at * ROW + ROW / 2;
        return (
          <g class={verdict}>
            <path d={`M${TRUNK} ${y}H${BRANCH - 5}`} />
            <circle cx={BRANCH} cy={y} r="4.5" />
          </g>
        );
      })}
    </svg>
  );
}
