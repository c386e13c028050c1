// What stands above an answer: how a follow-up was understood, how much was read, what is wrong with it.

import { FILTER_NAMES } from "../state/filters";
import type { Turn } from "../state/thread";
import type { Answer } from "../wire/types";
import { language, words } from "../words";

export function AnswerHead({ turn }: { turn: Turn }) {
  const { answer } = turn;
  if (!answer) return null;
  const say = words.value;
  const { inferred, applied } = answer.filters;
  return (
    <div class="answer-head">
      {answer.question_resolved !== answer.question && (
        <p class="resolved">
          <span class="label">{say.understoodAs}</span> {answer.question_resolved}
        </p>
      )}
      <Restrictions label={say.applied} values={applied} />
      <Restrictions label={say.inferred} values={inferred} />
      {answer.degraded && <p class="note degraded">{language.value === "en" ? answer.degraded.en : answer.degraded.zh}</p>}
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
  if (!listing) return null;
  const parts = [say.read(listing.scanned), say.found(listing.matched)];
  if (!listing.complete) parts.push(say.incomplete);
  return <p class="read-line">{parts.join(say.comma === "、" ? "，" : ", ")}</p>;
}

function Restrictions({ label, values }: { label: string; values: Answer["filters"]["applied"] }) {
  const named = FILTER_NAMES.flatMap((name) => (values[name] ? [[name, values[name]] as const] : []));
  if (!named.length) return null;
  return (
    <p class="restrictions">
      <span class="label">{label}</span>
      {named.map(([name, value]) => (
        <span class="tag" data-filter={name}>
          {words.value.filterName[name]} {value}
        </span>
      ))}
    </p>
  );
}
