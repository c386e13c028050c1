// Four questions made from the pile itself, a list question first: only such as its own programme pages answer.

import type { Facets, ProgrammePage } from "../wire/archive";
import { optional } from "../wire/client";
import type { Words } from "../words/zh";

const SEVERAL = 2; // reports: a programme told of once makes a dull list
const READ = 4; // programme pages looked at, the best attested ones

export async function bestProgrammes(facets: Facets): Promise<ProgrammePage[]> {
  const best = facets.programmes.filter((programme) => programme.reports >= SEVERAL).slice(0, READ);
  const pages = await Promise.all(best.map(({ id }) => optional<ProgrammePage>(`/v1/programmes/${encodeURIComponent(id)}`)));
  return pages.filter((page): page is ProgrammePage => page !== null && page.deeds.some((deed) => deed.verdict === "did"));
}

export function examplesOf([first, second, third, ...rest]: ProgrammePage[], say: Words): string[] {
  const last = rest[0] ?? third;
  const defined = [second, third, first, last].find((page) => page?.definition);
  const questions = [
    first && say.askList(first.id),
    defined && say.askDefinition(defined.id),
    second && inOneCounty(second, say),
    last && say.askList(last.id),
  ];
  return questions.filter((question): question is string => Boolean(question));
}

function inOneCounty({ id, counties, deeds }: ProgrammePage, say: Words): string {
  const did = new Set(deeds.filter((deed) => deed.verdict === "did").map((deed) => deed.place.id));
  const county = counties.find(({ place, places }) => place && places.some((each) => did.has(each.id)));
  return county?.place ? say.askListIn(county.place.name, id) : say.askList(id);
}
