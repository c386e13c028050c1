// The conversations that the server keeps for this reader.

import { signal } from "@preact/signals";
import { json } from "../wire/client";
import type { Conversation } from "../wire/types";
import { startOver } from "./asking";
import { attempt } from "./notice";
import { route } from "./route";

/** Whether the drawer with the history is open. */
export const historyOpen = signal(false);
export const conversations = signal<Conversation[]>([]);
export const more = signal<string | null>(null);
let latest = 0; // a slow reply to an older search must not replace a newer one

interface Listed {
  items: Conversation[];
  next_cursor: string | null;
}

export async function listConversations(q: string, cursor: string | null = null): Promise<void> {
  const mine = ++latest;
  const query = new URLSearchParams({ ...(q.trim() && { q: q.trim() }), ...(cursor && { cursor }) });
  const listed = await json<Listed>(`/v1/conversations?${query}`);
  if (mine !== latest) return;
  // A conversation in which nothing was answered is nothing to go back to.
  const items = listed.items.filter((item) => item.turns > 0);
  conversations.value = cursor ? [...conversations.value, ...items] : items;
  more.value = listed.next_cursor;
}

const path = (id: string): string => `/v1/conversations/${encodeURIComponent(id)}`;

export const exportPath = (id: string, format: "md" | "json"): string => `${path(id)}/export?format=${format}`;

export function rename(id: string, title: string): Promise<void> {
  return attempt("rename", async () => {
    const changed = await json<Conversation>(path(id), { method: "PATCH", body: { title } });
    conversations.value = conversations.value.map((item) => (item.id === id ? changed : item));
  });
}

export function remove(id: string): Promise<void> {
  return attempt("remove", async () => {
    await json(path(id), { method: "DELETE" });
    conversations.value = conversations.value.filter((item) => item.id !== id);
    if (route.value.c === id) startOver();
  });
}
