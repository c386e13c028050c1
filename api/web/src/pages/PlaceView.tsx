// The page of a place: where it lies, what it did, when, with which figures, and its reports.

import { describe } from "../shared/describe";
import { Link } from "../shared/Link";
import { openPanel } from "../state/route";
import type { PlacePage, PlaceRef, Tally } from "../wire/archive";
import { words } from "../words";
import { DeedTable } from "./DeedTable";
import { FigureTable } from "./FigureTable";
import { Frame } from "./Frame";
import { Timeline } from "./Timeline";
import { usePage } from "./usePage";

export function PlaceView({ id }: { id: string }) {
  const { page, problem } = usePage<PlacePage>(`/v1/places/${encodeURIComponent(id)}`);
  const say = words.value;
  const name = page && page.place.name;
  return (
    <Frame kind={say.placePage} name={name} problem={problem} question={name ? say.askPlace(name) : ""}>
      {page && <PlaceBody page={page} />}
    </Frame>
  );
}

function PlaceBody({ page }: { page: PlacePage }) {
  const say = words.value;
  return (
    <>
      <Lineage label={say.within} places={page.parents} />
      {page.aliases.length > 0 && (
        <p class="quiet">
          {say.otherNames}
          {say.colon}
          {page.aliases.join(say.comma)}
        </p>
      )}
      <Lineage label={say.contains} places={page.children.map((child) => child.place)} />
      <Timeline years={yearsOf(page)} />
      {page.programmes.length > 0 && <DeedTable heading={say.programmesOfPlace} deeds={page.programmes} by="programme" />}
      {page.figures.length > 0 && <FigureTable figures={page.figures} />}
      <section class="archive-reports">
        <h3>
          {say.reportsHeading} <small>{page.report_count}</small>
        </h3>
        <ul>
          {page.reports.map((report) => (
            <li>
              <button type="button" class="title" onClick={() => openPanel({ report: report.id })}>
                {report.title || say.untitled}
              </button>
              <p class="quiet">{describe(report, say)}</p>
            </li>
          ))}
        </ul>
      </section>
    </>
  );
}

function Lineage({ label, places }: { label: string; places: PlaceRef[] }) {
  if (!places.length) return null;
  return (
    <p class="branch">
      <span class="label">{label}</span>
      {places.map((place) => (
        <Link to={{ place: place.id }}>{place.name}</Link>
      ))}
    </p>
  );
}

function yearsOf(page: PlacePage): Tally[] {
  const counts = new Map<string, number>();
  for (const { published } of page.reports) {
    if (published) counts.set(published.slice(0, 4), (counts.get(published.slice(0, 4)) ?? 0) + 1);
  }
  return [...counts].map(([value, reports]) => ({ value, reports }));
}
