// Thumbs, and behind the lower one a reason.

import { useState } from "preact/hooks";
import { Icon } from "../shared/Icon";
import { sayOf } from "../state/feedback";
import type { Answer } from "../wire/types";
import { words } from "../words";

export function Thumbs({ answer }: { answer: Answer }) {
  const [asking, setAsking] = useState(false);
  const say = words.value;
  const rating = answer.feedback?.rating ?? null;
  const up = () => {
    setAsking(false);
    void sayOf(answer, { rating: rating === "up" ? null : "up", reason: null });
  };
  const down = () => {
    setAsking(rating !== "down");
    void sayOf(answer, { rating: rating === "down" ? null : "down" });
  };
  return (
    <>
      <button type="button" class="tool icon-only" aria-pressed={rating === "up"} aria-label={say.good} title={say.good} onClick={up}>
        <Icon name="up" />
      </button>
      <button type="button" class="tool icon-only" aria-pressed={rating === "down"} aria-label={say.bad} title={say.bad} onClick={down}>
        <Icon name="down" />
      </button>
      {answer.feedback && !asking && (
        <span class="quiet" role="status">
          {say.thanks}
        </span>
      )}
      {asking && <Reason answer={answer} done={() => setAsking(false)} />}
    </>
  );
}

const MOST_WORDS = 1900; // characters; the server takes 2,000 with the reason

function Reason({ answer, done }: { answer: Answer; done: () => void }) {
  const say = words.value;
  const send = (event: SubmitEvent & { currentTarget: HTMLFormElement }) => {
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    const reason = [given.get("why"), given.get("more")].map((part) => String(part ?? "").trim()).filter(Boolean).join(say.colon);
    void sayOf(answer, { rating: "down", reason: reason || null });
    done();
  };
  return (
    <form class="reason" onSubmit={send}>
      <fieldset>
        <legend>{say.whatIsWrong}</legend>
        {Object.values(say.reasons).map((why) => (
          <label>
            <input type="radio" name="why" value={why} /> {why}
          </label>
        ))}
      </fieldset>
      <input name="more" class="field" aria-label={say.moreWords} placeholder={say.moreWords} maxLength={MOST_WORDS} />
      <button type="submit" class="go">
        {say.sendFeedback}
      </button>
      <button type="button" class="tool" onClick={done}>
        {say.cancel}
      </button>
    </form>
  );
}
