// The first screen: what this is, what the pile holds, what could be asked, how to add reports.

import { ask } from "../state/asking";
import { missing } from "../state/opening";
import { embedded } from "../state/embedded";
import { facets, pile, places, years } from "../state/pile";
import { words } from "../words";
import { Adding } from "./Adding";
import { PileMap } from "./PileMap";

export function Welcome() {
  const say = words.value;
  return (
    <section class="welcome">
      {missing.value && <p class="note">{say.missingAnswer}</p>}
      <h2>{say.welcome}</h2>
      <p class="lead">{say.welcomeMore}</p>
      <Facts />
      <Examples />
      {!embedded && <Adding />}
      {!embedded && <PileMap />}
    </section>
  );
}

function Facts() {
  const say = words.value;
  const held = pile.value;
  if (!held) return null;
  if (!held.reports) return <p class="facts">{say.emptyPile}</p>;
  const facts = [say.reports(held.reports)];
  if (places.value.length) facts.push(say.places(places.value.length));
  if (years.value) facts.push(say.between(...years.value));
  if (held.pending) facts.push(say.behind(held.pending));
  return (
    <ul class="facts">
      {facts.map((fact) => (
        <li>{fact}</li>
      ))}
    </ul>
  );
}

/** Questions that the server has found this pile to answer. */
function Examples() {
  const questions = facets.value?.examples ?? [];
  if (!facets.value && pile.value?.reports) return <div class="examples expected" aria-hidden="true" />; // keeps their room
  if (!questions.length) return null;
  return (
    <div class="examples">
      <h3>{words.value.tryThese}</h3>
      <ul>
        {questions.map((question) => (
          <li>
            <button type="button" lang="zh-CN" onClick={() => ask(question)}>
              {question}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
