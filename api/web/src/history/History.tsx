// The drawer of earlier conversations: find, open, rename, export, delete.

import { useEffect, useRef, useState } from "preact/hooks";
import { Icon } from "../shared/Icon";
import { Told } from "../shared/Told";
import { conversations, historyOpen, listConversations, more } from "../state/history";
import { asProblem } from "../wire/client";
import type { Problem } from "../wire/types";
import { problemIn, words } from "../words";
import { Entry } from "./Entry";

export function History() {
  const dialog = useRef<HTMLDialogElement>(null);
  const [wanted, setWanted] = useState("");
  const [problem, setProblem] = useState<Problem | null>(null);
  const list = (cursor: string | null) => {
    listConversations(wanted, cursor).then(
      () => setProblem(null),
      (error: unknown) => setProblem(asProblem(error)),
    );
  };
  useEffect(() => dialog.current?.showModal(), []);
  useEffect(() => list(null), [wanted]);
  const say = words.value;
  const close = () => (historyOpen.value = false);
  const outside = (event: MouseEvent) => event.target === dialog.current && close();
  return (
    <dialog ref={dialog} class="drawer" aria-label={say.history} onClose={close} onClick={outside}>
      <div class="drawer-body">
        <div class="drawer-bar">
          <h2>{say.history}</h2>
          <button type="button" class="tool icon-only" aria-label={say.close} onClick={close}>
            <Icon name="close" />
          </button>
        </div>
        <Told inDialog />
        <input
          type="search"
          class="field"
          aria-label={say.searchHistory}
          placeholder={say.searchHistory}
          value={wanted}
          onInput={(event) => setWanted(event.currentTarget.value)}
        />
        {problem && <p class="note failed">{problemIn(problem)}</p>}
        {!problem && !conversations.value.length && <p class="quiet">{wanted ? say.noMatch : say.noHistory}</p>}
        <ul class="entries">
          {conversations.value.map((item) => (
            <Entry key={item.id} item={item} close={close} />
          ))}
        </ul>
        {more.value && (
          <button type="button" class="tool" onClick={() => list(more.value)}>
            {say.earlier}
          </button>
        )}
      </div>
    </dialog>
  );
}
