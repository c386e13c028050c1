// “This does not say it”: the reader's word on the citation that is open.

import { saidUnsupported, sayUnsupported } from "../state/feedback";
import type { Answer } from "../wire/types";
import { words } from "../words";

export function Unsupported({ answer, n }: { answer: Answer; n: number }) {
  const said = saidUnsupported(answer, n);
  return (
    <button type="button" class="tool" aria-pressed={said} onClick={() => void sayUnsupported(answer, n, !said)}>
      {said ? words.value.markedWrong : words.value.doesNotSay}
    </button>
  );
}
