// What every page of the archive has: the way back, its kind and name, or why it cannot be shown.

import type { ComponentChildren } from "preact";
import { Icon } from "../shared/Icon";
import { Link } from "../shared/Link";
import { draft } from "../state/asking";
import { go, route } from "../state/route";
import type { Problem } from "../wire/types";
import { problemIn, words } from "../words";

interface Given {
  kind: string;
  name: string | null | undefined;
  problem: Problem | null;
  question: string;
  children: ComponentChildren;
}

export function Frame({ kind, name, problem, question, children }: Given) {
  const say = words.value;
  const { c, a } = route.value;
  const back = { ...(c && { c }), ...(a && { a }) };
  const askAbout = () => {
    draft.value = question;
    go(back);
  };
  return (
    <div class="archive">
      <p>
        <Link to={back}>
          <Icon name="previous" /> {say.backToThread}
        </Link>
      </p>
      {problem && <p class="note failed">{problemIn(problem)}</p>}
      {!problem && name === undefined && <p class="quiet waiting">{say.loading}</p>}
      {name === null && <p class="note">{say.missingPage}</p>}
      {name && (
        <>
          <header class="archive-head">
            <p class="quiet">{kind}</p>
            <h2>{name}</h2>
            <button type="button" class="tool" onClick={askAbout}>
              {say.askAbout}
            </button>
          </header>
          {children}
        </>
      )}
    </div>
  );
}
