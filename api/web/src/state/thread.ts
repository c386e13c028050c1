// The thread: questions and what became of them. A turn is replaced whole, never changed in place.

import { computed, signal } from "@preact/signals";
import type { Answer, Filters, Inferable, Problem, Source } from "../wire/types";

export type Phase = "asking" | "telling" | "done" | "stopped" | "failed";

/** What a question is restricted to, and which of its own restrictions it is not to keep. */
export interface Scope {
  filters: Filters;
  ignored: readonly Inferable[];
}

export interface Turn {
  key: number;
  question: string;
  scope: Scope;
  phase: Phase;
  text: string;
  sources: Source[];
  answer: Answer | null;
  problem: Problem | null;
}

export const turns = signal<Turn[]>([]);
export const busy = computed(() => turns.value.some((turn) => turn.phase === "asking" || turn.phase === "telling"));

let lastKey = 0;

export const fresh = (question: string, scope: Scope): Turn => ({
  key: ++lastKey,
  question,
  scope,
  phase: "asking",
  text: "",
  sources: [],
  answer: null,
  problem: null,
});

export const scopeOf = ({ filters }: Answer): Scope => ({
  filters: filters.applied,
  ignored: Object.keys(filters.ignored ?? {}) as Inferable[],
});

export const finished = (answer: Answer): Turn => ({
  ...fresh(answer.question, scopeOf(answer)),
  phase: "done",
  text: answer.text,
  sources: answer.sources,
  answer,
});

export const turnOf = (key: number): Turn | undefined => turns.value.find((turn) => turn.key === key);

export const before = (key: number): Turn[] => turns.value.slice(0, turns.value.findIndex((turn) => turn.key === key));

export function change(key: number, part: Partial<Turn>): void {
  turns.value = turns.value.map((turn) => (turn.key === key ? { ...turn, ...part } : turn));
}

export function changeAnswer(id: string, part: Partial<Answer>): void {
  turns.value = turns.value.map((turn) =>
    turn.answer?.id === id ? { ...turn, answer: { ...turn.answer, ...part } } : turn,
  );
}
