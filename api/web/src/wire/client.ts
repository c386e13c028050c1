// JSON over HTTP to our own origin. A problem of the server becomes `Refused`; an address that this server does not have
// becomes `null` where the caller asked for it (`optional`), so that the page hides what cannot be done.

import type { Problem } from "./types";

const OFFLINE: Problem = {
  code: "offline",
  zh: "连不上服务，请确认它在运行。",
  en: "The service cannot be reached. Is it running?",
};

export class Refused extends Error {
  constructor(readonly problem: Problem) {
    super(problem.code);
  }
}

export interface Sent {
  method?: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  body?: unknown;
  signal?: AbortSignal;
  accept?: string;
}

export async function send(path: string, sent: Sent = {}): Promise<Response> {
  const headers: Record<string, string> = { Accept: sent.accept ?? "application/json" };
  const form = sent.body instanceof FormData;
  if (sent.body !== undefined && !form) headers["Content-Type"] = "application/json";
  const body = sent.body === undefined ? null : form ? (sent.body as FormData) : JSON.stringify(sent.body);
  let response: Response;
  try {
    response = await fetch(path, { method: sent.method ?? "GET", headers, body, signal: sent.signal ?? null });
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw new Refused(OFFLINE);
  }
  if (!response.ok) throw new Refused(await problemOf(response));
  return response;
}

async function problemOf(response: Response): Promise<Problem> {
  const code = `http_${response.status}`;
  const plain = { code, zh: `服务器答复 ${response.status}`, en: `The server answered ${response.status}` };
  if (!response.headers.get("content-type")?.includes("json")) return plain;
  return { ...plain, ...((await response.json()) as Partial<Problem>) };
}

export async function json<T>(path: string, sent: Sent = {}): Promise<T> {
  const response = await send(path, sent);
  return (response.status === 204 ? null : await response.json()) as T;
}

/** The same, or null where this server has no such address or no such thing. */
export async function optional<T>(path: string, sent: Sent = {}): Promise<T | null> {
  try {
    return await json<T>(path, sent);
  } catch (error) {
    if (error instanceof Refused && ABSENT.has(error.problem.code)) return null;
    throw error;
  }
}

const ABSENT = new Set(["not_found", "method_not_allowed", "unknown_report", "unknown_answer", "unknown_conversation", "unknown_place", "unknown_programme", "http_404"]);

/** Text exactly as stored: `response.text()` would drop a leading byte order mark and shift every span. */
export async function exactText(path: string): Promise<string> {
  const response = await send(path, { accept: "text/plain" });
  return new TextDecoder("utf-8", { ignoreBOM: true }).decode(await response.arrayBuffer());
}

export function asProblem(error: unknown): Problem {
  if (error instanceof Refused) return error.problem;
  const told = error instanceof Error ? error.message : String(error);
  return { code: "page_error", zh: `网页出错：${told}`, en: `The page failed: ${told}` };
}
