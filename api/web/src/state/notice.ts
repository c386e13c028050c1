// What did not work, said once, with what to do: try again, or let it be.

import { signal } from "@preact/signals";
import { asProblem } from "../wire/client";
import type { Problem } from "../wire/types";
import type { Words } from "../words/zh";

export type Failed = keyof Words["notDone"];

export interface Notice {
  what: Failed;
  problem: Problem;
  again: () => void;
}

export const notice = signal<Notice | null>(null);

/** Does it; a failure is told, with a way to do the same again. */
export async function attempt(what: Failed, act: () => Promise<void>): Promise<void> {
  try {
    await act();
    if (notice.value?.what === what) notice.value = null;
  } catch (error) {
    notice.value = { what, problem: asProblem(error), again: () => void attempt(what, act) };
  }
}
