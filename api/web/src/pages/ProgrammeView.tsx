// The page of a programme: what it is, its years on a line, its places on a tree, who did it.

import type { ProgrammePage } from "../wire/archive";
import { words } from "../words";
import { DeedTable } from "./DeedTable";
import { Frame } from "./Frame";
import { PlaceTree } from "./PlaceTree";
import { Quoted } from "./Quoted";
import { Timeline } from "./Timeline";
import { usePage } from "./usePage";

export function ProgrammeView({ id }: { id: string }) {
  const { page, problem } = usePage<ProgrammePage>(`/v1/programmes/${encodeURIComponent(id)}`);
  const say = words.value;
  const name = page && page.name;
  return (
    <Frame kind={say.programmePage} name={name} problem={problem} question={page ? say.askList(page.id) : ""}>
      {page && (
        <>
          {page.definition && <Quoted line={page.definition} />}
          {page.spellings.length > 1 && (
            <p class="quiet">
              {say.otherNames}
              {say.colon}
              {page.spellings.map(({ value, reports }) => `${value}（${reports}）`).join(say.comma)}
            </p>
          )}
          <Timeline years={page.years} />
          <PlaceTree counties={page.counties} deeds={page.deeds} />
          <DeedTable heading={say.placesOfProgramme} deeds={page.deeds} by="place" />
        </>
      )}
    </Frame>
  );
}
