// The figures of a place, as written, with what they count and when.

import type { Figure } from "../wire/archive";
import { words } from "../words";
import { Quoted } from "./Quoted";

const WHOLE_YEAR = /^(\d{4})-01-01 \1-12-31$/;

function period({ first, last }: Figure): string {
  if (!first && !last) return "—";
  const year = WHOLE_YEAR.exec(`${first} ${last}`)?.[1];
  if (year) return year;
  return first && last && first !== last ? `${first} – ${last}` : (last ?? first ?? "—");
}

export function FigureTable({ figures }: { figures: Figure[] }) {
  const say = words.value;
  return (
    <section>
      <h3>{say.figuresHeading}</h3>
      <table class="rows" aria-label={say.figuresHeading}>
        <thead>
          <tr>
            <th scope="col">{say.columnWhatCounted}</th>
            <th scope="col">{say.kinds.figure}</th>
            <th scope="col">{say.timeline}</th>
            <th scope="col">{say.columnSentence}</th>
          </tr>
        </thead>
        <tbody>
          {figures.map((figure) => (
            <tr>
              <th scope="row">{figure.what || "—"}</th>
              <td>
                <span class="figure">{figure.written}</span>
              </td>
              <td>{period(figure)}</td>
              <td>
                <Quoted line={figure.line} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
