// What can be done with an answer.

import { CopyButton } from "../shared/CopyButton";
import { addressOf } from "../state/route";
import { edit, regenerate } from "../state/asking";
import { busy, type Turn } from "../state/thread";
import { answerAsText } from "../text/copied";
import { words } from "../words";

export function Actions({ turn }: { turn: Turn }) {
  const say = words.value;
  const { answer } = turn;
  return (
    <div class="actions">
      {answer && <CopyButton label={say.copy} content={() => answerAsText(answer, say)} />}
      {answer && <CopyButton label={say.link} content={() => location.origin + addressOf({ a: answer.id })} />}
      <button type="button" class="tool" disabled={busy.value} onClick={() => regenerate(turn.key)}>
        {say.regenerate}
      </button>
      <button type="button" class="tool" disabled={busy.value} onClick={() => edit(turn.key)}>
        {say.edit}
      </button>
    </div>
  );
}
