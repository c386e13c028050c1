// One question and what became of it.

import { regenerate } from "../state/asking";
import type { Turn } from "../state/thread";
import { problemIn, words } from "../words";
import { Actions } from "./Actions";
import { AnswerHead } from "./AnswerHead";
import { AnswerText } from "./AnswerText";
import { comparedIn, Comparison } from "./Comparison";
import { ListTable } from "./ListTable";
import { NotFound } from "./NotFound";
import { Sources } from "./Sources";

export function TurnView({ turn }: { turn: Turn }) {
  const say = words.value;
  const working = turn.phase === "asking" || turn.phase === "telling";
  return (
    <article class="turn" data-phase={turn.phase} aria-busy={working} aria-label={say.answerTo(turn.question)}>
      <h2 class="asked">{turn.question}</h2>
      {turn.phase === "asking" && <p class="quiet waiting">{say.asking}</p>}
      <AnswerHead turn={turn} />
      <Body turn={turn} />
      {turn.phase === "stopped" && <p class="note">{say.stopped}</p>}
      {turn.phase === "failed" && <Failure turn={turn} />}
      {!working && turn.phase !== "failed" && <Actions turn={turn} />}
    </article>
  );
}

function Body({ turn }: { turn: Turn }) {
  const { answer } = turn;
  if (!answer) return turn.text ? <AnswerText turn={turn} /> : null;
  if (answer.status === "not_found") return <NotFound answer={answer} />;
  const compared = answer.kind === "compare" ? comparedIn(answer) : null;
  const isList = answer.listing !== undefined && answer.listing.items.length > 0;
  return (
    <>
      {(answer.mode === "llm" || !(isList || compared)) && <AnswerText turn={turn} />}
      {isList && <ListTable answer={answer} />}
      {compared && <Comparison compared={compared} answer={answer} />}
      <Sources answer={answer} />
    </>
  );
}

function Failure({ turn }: { turn: Turn }) {
  const say = words.value;
  const { problem } = turn;
  return (
    <div class="note failed" role="alert">
      <strong>{say.failed}</strong>
      <p>{problem && (problemIn(problem))}</p>
      <button type="button" class="tool" onClick={() => regenerate(turn.key)}>
        {say.retry}
      </button>
    </div>
  );
}
