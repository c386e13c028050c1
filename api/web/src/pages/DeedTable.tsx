// Who did what and when, each row with its sentence.

import { Link } from "../shared/Link";
import type { Deed } from "../wire/archive";
import { words } from "../words";
import { Quoted } from "./Quoted";

interface Given {
  heading: string;
  deeds: Deed[];
  by: "place" | "programme";
}

export function DeedTable({ heading, deeds, by }: Given) {
  const say = words.value;
  return (
    <section>
      <h3>{heading}</h3>
      <table class="rows" aria-label={heading}>
        <thead>
          <tr>
            <th scope="col">{by === "place" ? say.columnPlace : say.programmePage}</th>
            <th scope="col">{say.columnVerdict}</th>
            <th scope="col">{say.timeline}</th>
            <th scope="col">{say.columnSentence}</th>
          </tr>
        </thead>
        <tbody>
          {deeds.map((deed) => (
            <tr>
              <th scope="row">
                {by === "place" ? (
                  <Link to={{ place: deed.place.id }}>{deed.place.name}</Link>
                ) : (
                  <Link to={{ programme: deed.programme }}>{deed.name}</Link>
                )}
              </th>
              <td>
                <span class={`verdict ${deed.verdict}`}>{say.verdicts[deed.verdict]}</span>
              </td>
              <td>{deed.year ?? "—"}</td>
              <td>
                <Quoted line={deed.line} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
