// One line of an answer: words as text nodes, figures marked, markers as chips.

import type { Line, Piece } from "../text/cited";
import type { Answer, Source } from "../wire/types";
import { Chip } from "./Chip";
import { Kept } from "./Kept";

interface Given {
  line: Line;
  sources: Source[];
  answer: Answer | null;
}

export function Pieces({ line, sources, answer }: Given) {
  const chip = (piece: Piece | undefined) => {
    if (piece?.kind !== "marker") return null;
    const source = sources.find((each) => each.n === piece.n);
    return <Chip n={piece.n} cite={piece.cite} source={source} answer={answer} />;
  };
  return (
    <>
      {line.map((piece, at) => {
        if (piece.kind === "figure") return <span class="figure">{piece.text}</span>;
        if (piece.kind === "marker") return line[at - 1]?.kind === "text" ? null : chip(piece); // shown with its text
        const behind = chip(line[at + 1]);
        return behind ? <Kept text={piece.text}>{behind}</Kept> : piece.text;
      })}
    </>
  );
}
