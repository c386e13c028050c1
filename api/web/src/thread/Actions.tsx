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
  return (
    <>
      <div class="actions">
        {turn.answer && <WithAnswer answer={turn.answer} />}
        <button type="button" class="tool" disabled={busy.value} onClick={() => regenerate(turn.key)}>
          {say.regenerate}
        </button>
        <button type="button" class="tool" disabled={busy.value} onClick={() => edit(turn.key)}>
          {say.edit}
        </button>
        {turn.answer && <Thumbs answer={turn.answer} />}
      </div>
      {turn.answer && <Why answer={turn.answer} />}
    </>
  );
}

function WithAnswer({ answer }: { answer: Answer }) {
  const say = words.value;
  return (
    <>
      <CopyButton label={say.copy} content={() => answerAsText(answer, say)} />
      <CopyButton label={say.link} content={() => location.origin + addressOf({ a: answer.id })} />
    </>
  );
}

function Why({ answer }: { answer: Answer }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <button type="button" class="tool why" aria-expanded={open} onClick={() => setOpen(!open)}>
        {words.value.why}
      </button>
      {open && <Explained answer={answer} />}
    </>
  );
}
