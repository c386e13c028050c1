// What the pile holds: how many reports, and where the server tells them, the facets.

import { signal } from "@preact/signals";
import { optional } from "../wire/client";
import type { PileState } from "../wire/types";

export const pile = signal<PileState | null>(null);

export async function readPile(): Promise<void> {
  pile.value = await optional<PileState>("/readyz").catch(() => null); // the page says so when a question is asked
}
