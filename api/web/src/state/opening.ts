// What an address opens: the conversation it names, or the one answer that a shared link means.

import { signal } from "@preact/signals";
import { optional } from "../wire/client";
import type { Answer, WholeConversation } from "../wire/types";
import { go, route } from "./route";
import { finished, turns } from "./thread";

/** The address named an answer that is not kept here any more. */
export const missing = signal(false);

const kept = (id: string) => optional<Answer>(`/v1/answers/${encodeURIComponent(id)}`);
const whole = (id: string) => optional<WholeConversation>(`/v1/conversations/${encodeURIComponent(id)}`);

export async function openAddress(): Promise<void> {
  const { c, a } = route.value;
  missing.value = false;
  if (!c && !a) turns.value = [];
  const conversation = c ? await whole(c) : null;
  if (conversation) {
    turns.value = conversation.answers.map(finished);
    if (!a || conversation.answers.some((answer) => answer.id === a)) return;
  }
  const answer = a ? await kept(a) : null;
  if (answer) {
    // Somebody else's conversation, or an answer that was replaced in it: shown by itself.
    turns.value = [finished(answer)];
    const { c: _, ...rest } = route.value;
    go(rest, "replace");
  } else if (a || (c && !conversation)) {
    missing.value = true;
    // What is asked next is not asked in a conversation that is not there.
    go(c && conversation ? { c } : {}, "replace");
  }
}

export async function openConversation(id: string): Promise<void> {
  go({ c: id });
  turns.value = [];
  await openAddress();
}

/** Back and Forward: the thread follows when the address means another one. */
export function followAddress(): void {
  addEventListener("popstate", () => {
    const { a } = route.value;
    const same = a ? turns.value.some((turn) => turn.answer?.id === a) : turns.value.length === 0;
    if (!same) void openAddress();
  });
}
