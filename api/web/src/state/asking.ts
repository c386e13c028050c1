// Asking: a question is put to the server and told into the thread; it can be stopped, asked again, edited.

import { signal } from "@preact/signals";
import { ask as askServer, type Asked, type Told } from "../wire/asking";
import { asProblem, json } from "../wire/client";
import type { Answer, Conversation, Source } from "../wire/types";
import { filters } from "./filters";
import { go, panelOpen, route } from "./route";
import { readAhead } from "./texts";
import { before, busy, change, fresh, turnOf, turns, type Scope, type Turn } from "./thread";

export const draft = signal("");
/** The turn whose question is being edited: asking replaces it and what follows. */
export const editing = signal<number | null>(null);

const MOST_HISTORY = 50; // turns, as the server takes them
const MOST_TOLD = 8000; // code points of one of them
const READ_AHEAD = 4; // articles, which most readers open first
const SETTLED = 150; // ms: first the answer is painted
const SHOWN_EVERY = 40; // ms; the eye takes it for at once

let running: AbortController | null = null;

export async function ask(question: string): Promise<void> {
  const asked = question.trim();
  if (!asked || busy.value) return;
  const replaced = editing.value === null ? undefined : turnOf(editing.value);
  const kept = replaced ? before(replaced.key) : turns.value;
  editing.value = null;
  draft.value = "";
  await put(fresh(asked, { filters: filters.value, ignored: [] }), kept, replaced);
}

/** Ask the same question anew, perhaps in another scope; what followed it goes. */
export async function regenerate(key: number, scope?: Scope): Promise<void> {
  const old = turnOf(key);
  if (!old || busy.value) return;
  await put({ ...fresh(old.question, scope ?? old.scope), key }, before(key), old);
}

export function edit(key: number): void {
  editing.value = key;
  draft.value = turnOf(key)?.question ?? "";
}

export function stop(): void {
  running?.abort();
}

export function startOver(): void {
  stop();
  turns.value = [];
  editing.value = null;
  draft.value = "";
  go({});
}

async function put(turn: Turn, kept: Turn[], replaced: Turn | undefined): Promise<void> {
  turns.value = [...kept, turn];
  const mine = new AbortController();
  running = mine;
  try {
    const asked = await asking(turn, kept, replaced);
    await hear(turn.key, askServer(asked, mine.signal));
    if (turnOf(turn.key)?.phase !== "done") change(turn.key, { phase: "stopped" });
  } catch (error) {
    if (mine.signal.aborted) change(turn.key, { phase: "stopped" });
    else change(turn.key, { phase: "failed", problem: asProblem(error) });
  }
}

/** A thread that began here is a conversation, which the server keeps; one that began from a link carries its history. */
async function asking({ question, scope }: Turn, kept: Turn[], replaced: Turn | undefined): Promise<Asked> {
  const asked: Asked = { question, filters: scope.filters, ignore_inferred: scope.ignored };
  if (!route.value.c && kept.length > 0) return { ...asked, history: historyOf(kept) };
  const { c } = route.value;
  if (c) return { ...asked, conversation_id: c, ...(replaced?.answer && { replaces: replaced.answer.id }) };
  const begun = await json<Conversation>("/v1/conversations", { method: "POST", body: {} });
  go({ c: begun.id }, "replace");
  return { ...asked, conversation_id: begun.id };
}

function historyOf(kept: Turn[]): NonNullable<Asked["history"]> {
  const told = kept.flatMap(({ question, answer }) => [
    { role: "user" as const, content: question },
    ...(answer?.text ? [{ role: "assistant" as const, content: [...answer.text].slice(0, MOST_TOLD).join("") }] : []),
  ]);
  return told.slice(-MOST_HISTORY);
}

/** What is told is shown a few times a second: a list of a thousand places comes as two thousand events at once. */
async function hear(key: number, telling: AsyncIterable<Told>): Promise<void> {
  let [text, sources] = ["", [] as Source[]];
  let timer = 0;
  const show = () => {
    timer = 0;
    change(key, { text, sources: [...sources], ...(text && { phase: "telling" }) });
  };
  try {
    for await (const told of telling) {
      if (told.kind === "answer") {
        clearTimeout(timer);
        timer = 0;
        finish(key, told.answer);
        continue;
      }
      if (told.kind === "text") text += told.text;
      else sources.push(told.source);
      timer ||= window.setTimeout(show, SHOWN_EVERY);
    }
  } finally {
    if (timer) clearTimeout(timer), show(); // what came before it was stopped
  }
}

function finish(key: number, answer: Answer): void {
  if (!turnOf(key)) return;
  change(key, { phase: "done", text: answer.text, sources: answer.sources, answer });
  const { c } = route.value;
  if (!panelOpen(route.value)) go({ ...(c && { c }), a: answer.id }, "replace");
  setTimeout(() => answer.sources.slice(0, READ_AHEAD).forEach((source) => readAhead(source.report_id)), SETTLED);
}
