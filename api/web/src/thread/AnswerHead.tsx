// What stands above an answer: how a follow-up was understood, how much was read, what is wrong with it.

import type { Turn } from "../state/thread";
import { listsPlaces } from "../text/rows";
import type { Answer } from "../wire/types";
import { problemIn, words } from "../words";
import { Restrictions } from "./Restrictions";

export function AnswerHead({ turn }: { turn: Turn }) {
  const { answer } = turn;
  if (!answer) return null;
  const say = words.value;
  return (
    <div class="answer-head">
      {answer.question_resolved !== answer.question && (
        <p class="resolved">
          <span class="label">{say.understoodAs}</span> {answer.question_resolved}
        </p>
      )}
      <Restrictions turn={turn} answer={answer} />
      {answer.degraded && <p class="note degraded">{problemIn(answer.degraded)}</p>}
      {answer.listing && <ReadLine answer={answer} />}
      {answer.status === "partial" && (
        <p class="note partial">
          {say.partial}
          {answer.reason && `${say.colon}${answer.reason}`}
        </p>
      )}
    </div>
  );
}

function ReadLine({ answer }: { answer: Answer }) {
  const say = words.value;
  const { listing } = answer;
  if (!listing || answer.status === "not_found") return null; // the reason says it
  const parts = [say.read(listing.scanned), listsPlaces(answer) ? say.found(listing.matched) : say.parts(listing.matched)];
  if (!listing.complete) parts.push(say.incomplete);
  return <p class="read-line">{parts.join(say.comma === "、" ? "，" : ", ")}</p>;
}
