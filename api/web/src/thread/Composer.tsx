// Where a question is written. Enter asks; Shift+Enter makes a line; Enter that ends an input method's word does neither.

import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { Filtering } from "./Filtering";
import { Icon } from "../shared/Icon";
import { ask, draft, editing, stop } from "../state/asking";
import { busy } from "../state/thread";
import { words } from "../words";

const MAX_QUESTION = 2000; // as the server takes it
const COMPOSING = 229; // keyCode of a key that the input method has taken; Safari says so only here

export function Composer() {
  const area = useRef<HTMLTextAreaElement>(null);
  const say = words.value;
  useLayoutEffect(() => {
    if (area.current) grow(area.current);
  }, [draft.value]);
  useEffect(() => area.current?.focus(), [editing.value]);
  const submit = (event?: Event) => {
    event?.preventDefault();
    void ask(draft.value);
  };
  const key = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.keyCode === COMPOSING) return;
    submit(event);
  };
  return (
    <form class="composer" role="search" onSubmit={submit}>
      {editing.value !== null && (
        <p class="editing">
          {say.editing}
          <button type="button" class="tool" onClick={cancel}>
            {say.cancel}
          </button>
        </p>
      )}
      <label class="unseen" for="question">
        {say.question}
      </label>
      <textarea
        id="question"
        ref={area}
        rows={1}
        maxLength={MAX_QUESTION}
        placeholder={say.placeholder}
        value={draft.value}
        onInput={(event) => (draft.value = event.currentTarget.value)}
        onKeyDown={key}
      />
      <div class="composer-bar">
        <Filtering />
        <span class="spring" />
        <span class="hint quiet">{say.hint}</span>
        {busy.value ? (
          <button type="button" class="go" onClick={stop}>
            <Icon name="stop" />
            {say.stop}
          </button>
        ) : (
          <button type="submit" class="go" disabled={!draft.value.trim()}>
            <Icon name="send" />
            {say.ask}
          </button>
        )}
      </div>
    </form>
  );
}

function cancel(): void {
  editing.value = null;
  draft.value = "";
}

function grow(area: HTMLTextAreaElement): void {
  area.style.height = "auto";
  area.style.height = `${area.scrollHeight}px`;
}
