// The first screen: what this is, what the pile holds, what could be asked.

import { missing } from "../state/opening";
import { pile } from "../state/pile";
import { words } from "../words";

export function Welcome() {
  const say = words.value;
  const held = pile.value;
  return (
    <section class="welcome">
      {missing.value && <p class="note">{say.missingAnswer}</p>}
      <h2>{say.welcome}</h2>
      <p class="lead">{say.welcomeMore}</p>
      {held && <p class="facts">{held.reports ? say.reports(held.reports) : say.emptyPile}</p>}
    </section>
  );
}
