// What can be done with an answer.

import { useState } from "preact/hooks";
import { CopyButton } from "../shared/CopyButton";
import { edit, regenerate } from "../state/asking";
import { addressOf } from "../state/route";
import { busy, type Turn } from "../state/thread";
import { answerAsText } from "../text/copied";
import type { Answer } from "../wire/types";
import { words } from "../words";
import { Explained } from "./Explained";
import { Thumbs } from "./Thumbs";

export function Actions({ turn }: { turn: Turn }) {
  const say = words.value;
  const { answer } = turn;
  const [why, setWhy] = useState(false);
  return (
    <>
      <div class="actions">
        {answer && <WithAnswer answer={answer} />}
        <button type="button" class="tool" disabled={busy.value} onClick={() => regenerate(turn.key)}>
          {say.regenerate}
        </button>
        <button type="button" class="tool" disabled={busy.value} onClick={() => edit(turn.key)}>
          {say.edit}
        </button>
        {answer && (
          <button type="button" class="tool why" aria-expanded={why} onClick={() => setWhy(!why)}>
            {say.why}
          </button>
        )}
        {answer && <Thumbs answer={answer} />}
      </div>
      {answer && why && <Explained answer={answer} />}
    </>
  );
}

function WithAnswer({ answer }: { answer: Answer }) {
  const say = words.value;
  return (
    <>
      <CopyButton label={say.copy} content={() => answerAsText(answer, say)} />
      <CopyButton label={say.link} content={() => location.origin + addressOf({ a: answer.id }, false)} />
    </>
  );
}
