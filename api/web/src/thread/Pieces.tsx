// One line of an answer: words as text nodes, figures marked, markers as chips.

import type { Line } from "../text/cited";
import type { Answer, Source } from "../wire/types";
import { Chip } from "./Chip";

interface Given {
  line: Line;
  sources: Source[];
  answer: Answer | null;
}

export function Pieces({ line, sources, answer }: Given) {
  return (
    <>
      {line.map((piece) => {
        if (piece.kind === "text") return piece.text;
        if (piece.kind === "figure") return <span class="figure">{piece.text}</span>;
        const source = sources.find((each) => each.n === piece.n);
        return <Chip n={piece.n} cite={piece.cite} source={source} answer={answer} />;
      })}
    </>
  );
}
