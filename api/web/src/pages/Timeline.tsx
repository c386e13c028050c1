// Years on a line: a bar for each, as high as its count; the same numbers are read out as a list.

import { words } from "../words";
import type { Tally } from "../wire/archive";

const WIDTH = 40; // units a year takes
const BAR = 18;
const HEIGHT = 64; // units of the highest bar
const ABOVE = 18; // for the count
const BELOW = 22; // for the year
const MOST_YEARS = 60; // a longer span is a misread date, not a history

/** Every year from first to last, those without reports too: a gap in time should look like one. */
function filled(years: Tally[]): Tally[] {
  const counts = new Map(years.map(({ value, reports }) => [Number(value), reports]));
  const known = [...counts.keys()].filter(Number.isFinite);
  const [first, last] = [Math.min(...known), Math.max(...known)];
  if (!known.length || last - first >= MOST_YEARS) return years;
  return Array.from({ length: last - first + 1 }, (_, at) => ({
    value: String(first + at),
    reports: counts.get(first + at) ?? 0,
  }));
}

export function Timeline({ years }: { years: Tally[] }) {
  const say = words.value;
  const all = filled(years);
  if (!all.length) return null;
  const most = Math.max(...all.map((year) => year.reports), 1);
  const label = all.filter((year) => year.reports).map((year) => say.inYear(year.value, year.reports)).join(say.comma);
  const base = ABOVE + HEIGHT;
  return (
    <div class="timeline">
      <svg role="img" aria-label={label} width={all.length * WIDTH} height={base + BELOW} viewBox={`0 0 ${all.length * WIDTH} ${base + BELOW}`}>
        <line x1="0" x2={all.length * WIDTH} y1={base} y2={base} class="axis" />
        {all.map(({ value, reports }, at) => {
          const height = (reports / most) * HEIGHT;
          const middle = at * WIDTH + WIDTH / 2;
          return (
            <g>
              {reports > 0 && <rect x={middle - BAR / 2} y={base - height} width={BAR} height={height} rx="3" />}
              {reports > 0 && (
                <text x={middle} y={base - height - 5} class="value">
                  {reports}
                </text>
              )}
              <text x={middle} y={base + 16}>
                {value}
              </text>
            </g>
          );
        })}
      </svg>
    </div>
  );
}
