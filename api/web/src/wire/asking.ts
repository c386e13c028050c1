// One question, told as it is answered: sources before their first use, whole pieces of text, the finished answer last.

import { Refused, send } from "./client";
import { eventsOf } from "./events";
import type { Answer, Filters, Inferable, Problem, Source } from "./types";

export interface Asked {
  question: string;
  filters: Filters;
  ignore_inferred: readonly Inferable[];
  history?: { role: "user" | "assistant"; content: string }[];
  conversation_id?: string;
  replaces?: string;
}

export type Told =
  | { kind: "source"; source: Source }
  | { kind: "text"; text: string }
  | { kind: "answer"; answer: Answer };

export async function* ask(asked: Asked, signal: AbortSignal): AsyncGenerator<Told> {
  const accept = "text/event-stream, application/json";
  const response = await send("/v1/answers", { method: "POST", body: { ...asked, stream: true }, signal, accept });
  if (!response.body) return;
  for await (const { name, data } of eventsOf(response.body)) {
    const told = toldBy(name, JSON.parse(data));
    if (told) yield told;
  }
}

function toldBy(name: string, data: unknown): Told | null {
  if (name === "source") return { kind: "source", source: data as Source };
  if (name === "delta") return { kind: "text", text: (data as { text: string }).text };
  if (name === "done") return { kind: "answer", answer: data as Answer };
  if (name === "error") throw new Refused(data as Problem);
  return null; // a newer server may tell more
}
