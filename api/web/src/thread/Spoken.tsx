// For screen readers: the answer sentence by sentence, each said once, when it is whole.

import { useMemo } from "preact/hooks";
import { turns } from "../state/thread";
import { words } from "../words";

const SENTENCE = /[^。！？!?\n]*[。！？!?\n]+(?:\[\d+\])*/g;

const MOST_ROWS = 12;
const MOST_WORDS = 1500; // characters: five minutes of speech

export function Spoken() {
  const turn = turns.value.at(-1);
  const done = turn?.phase === "done";
  // A long list is read where it stands, in its table; here it would be said for an hour.
  const listed = (turn?.answer?.listing?.items.length ?? 0) > MOST_ROWS;
  const sentences = useMemo(() => {
    const text = listed ? "" : (turn?.text ?? "").slice(0, MOST_WORDS);
    const whole = text.match(SENTENCE) ?? [];
    const rest = done ? text.slice(whole.join("").length) : "";
    return (rest ? [...whole, rest] : whole).filter((sentence) => sentence.trim());
  }, [listed, turn?.text, done]);
  const say = words.value;
  const missing = turn?.answer?.status === "not_found";
  return (
    <div class="unseen" role="log" aria-live="polite" key={turn?.key}>
      {turn?.phase === "asking" && <p>{say.asking}</p>}
      {missing && <p>{say.notFound}</p>}
      {listed && <p>{say.found(turn?.answer?.listing?.matched ?? 0)}</p>}
      {sentences.map((sentence) => (
        <p>{sentence}</p>
      ))}
    </div>
  );
}
