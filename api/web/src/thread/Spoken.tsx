// For screen readers: the answer sentence by sentence, each said once, when it is whole.

import { useMemo } from "preact/hooks";
import { turns } from "../state/thread";
import { words } from "../words";

const SENTENCE = /[^。！？!?\n]*[。！？!?\n]+(?:\[\d+\])*/g;

export function Spoken() {
  const turn = turns.value.at(-1);
  const done = turn?.phase === "done";
  const sentences = useMemo(() => {
    const text = turn?.text ?? "";
    const whole = text.match(SENTENCE) ?? [];
    const rest = done ? text.slice(whole.join("").length) : "";
    return (rest ? [...whole, rest] : whole).filter((sentence) => sentence.trim());
  }, [turn?.text, done]);
  const missing = turn?.answer?.status === "not_found";
  return (
    <div class="unseen" role="log" aria-live="polite" key={turn?.key}>
      {turn?.phase === "asking" && <p>{words.value.asking}</p>}
      {missing && <p>{words.value.notFound}</p>}
      {sentences.map((sentence) => (
        <p>{sentence}</p>
      ))}
    </div>
  );
}
