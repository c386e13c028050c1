// The questions and answers, newest at the bottom, and the place to ask.

import { useEffect, useRef } from "preact/hooks";
import { Welcome } from "../first/Welcome";
import { turns } from "../state/thread";
import { Composer } from "./Composer";
import { Spoken } from "./Spoken";
import { TurnView } from "./TurnView";

export function Thread() {
  const last = useRef<HTMLDivElement>(null);
  const count = turns.value.length;
  useEffect(() => {
    if (count > 1) last.current?.lastElementChild?.scrollIntoView({ block: "start" });
  }, [count]);
  return (
    <div class="thread">
      <div class="turns" ref={last}>
        {count === 0 ? <Welcome /> : turns.value.map((turn) => <TurnView key={turn.key} turn={turn} />)}
      </div>
      <Spoken />
      <Composer />
    </div>
  );
}
