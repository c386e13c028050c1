// One conversation of the history, with what can be done with it.

import { useState } from "preact/hooks";
import { exportPath, remove, rename } from "../state/history";
import { openConversation } from "../state/opening";
import { route } from "../state/route";
import type { Conversation } from "../wire/types";
import { words } from "../words";

const MOST_TITLE = 200; // as the server takes it

export function Entry({ item, close }: { item: Conversation; close: () => void }) {
  const [renaming, setRenaming] = useState(false);
  const [sure, setSure] = useState(false);
  const say = words.value;
  const open = () => {
    close();
    void openConversation(item.id);
  };
  if (renaming) return <Renaming item={item} done={() => setRenaming(false)} />;
  return (
    <li aria-current={route.value.c === item.id}>
      <button type="button" class="title" onClick={open}>
        {item.title || say.untitled}
      </button>
      <div class="entry-tools">
        <time class="quiet" dateTime={item.updated_at}>
          {new Date(item.updated_at).toLocaleString(say.htmlLang, { dateStyle: "medium", timeStyle: "short" })}
        </time>
        <button type="button" class="tool" onClick={() => setRenaming(true)}>
          {say.rename}
        </button>
        <a class="tool" href={exportPath(item.id, "md")} download aria-label={say.exportMarkdown}>
          Markdown
        </a>
        <a class="tool" href={exportPath(item.id, "json")} download aria-label={say.exportJson}>
          JSON
        </a>
        <button type="button" class="tool" onClick={() => (sure ? void remove(item.id) : setSure(true))} onBlur={() => setSure(false)}>
          {sure ? say.deleteSure : say.delete}
        </button>
      </div>
    </li>
  );
}

function Renaming({ item, done }: { item: Conversation; done: () => void }) {
  const say = words.value;
  const save = (event: SubmitEvent & { currentTarget: HTMLFormElement }) => {
    event.preventDefault();
    const title = String(new FormData(event.currentTarget).get("title") ?? "").trim();
    if (title) void rename(item.id, title);
    done();
  };
  return (
    <li>
      <form class="renaming" onSubmit={save}>
        <input name="title" class="field" aria-label={say.newName} defaultValue={item.title} maxLength={MOST_TITLE} autoFocus />
        <button type="submit" class="tool">
          {say.save}
        </button>
        <button type="button" class="tool" onClick={done}>
          {say.cancel}
        </button>
      </form>
    </li>
  );
}
