// The address holds what is shown: which conversation, which answer, which citation or report is open beside it.
//
//   ?c=CONVERSATION&a=ANSWER&cite=3      a thread, with the fourth citation of that answer open
//   ?report=ID&at=10-20                  a report open at a span that no answer cites
//   ?place=ID  ?programme=ID             the page of a place or of a programme

import { signal } from "@preact/signals";
import { embedded } from "./embedded";

export interface Route {
  c?: string;
  a?: string;
  cite?: string;
  report?: string;
  at?: string;
  place?: string;
  programme?: string;
}

const NAMES = ["c", "a", "cite", "report", "at", "place", "programme"] as const;

function read(): Route {
  const given = new URLSearchParams(location.search);
  const found: Route = {};
  for (const name of NAMES) {
    const value = given.get(name);
    if (value) found[name] = value;
  }
  return found;
}

export const route = signal<Route>(read());

/** The address of a state: of this frame, or (`framed` false) of a window of its own, to be shared. */
export function addressOf(to: Route, framed = embedded): string {
  const query = new URLSearchParams();
  for (const name of NAMES) {
    const value = to[name];
    if (value) query.set(name, value);
  }
  if (framed) query.set("embed", "1");
  const text = query.toString();
  return text ? `/?${text}` : "/";
}

/** Go to a state of the page. `opens` marks an entry that Back leaves by closing the panel. */
export function go(to: Route, how: "push" | "replace" = "push", opens = false): void {
  if (how === "push") history.pushState({ opens }, "", addressOf(to));
  else history.replaceState(history.state, "", addressOf(to));
  route.value = read();
}

export const panelOpen = (at: Route): boolean => at.cite !== undefined || at.report !== undefined;

/** Open something in the panel: a new entry if the panel was closed, the same entry if it shows something else. */
export function openPanel(change: Route): void {
  const { cite: _cite, report: _report, at: _at, ...rest } = route.value;
  const isOpen = panelOpen(route.value);
  go({ ...rest, ...change }, isOpen ? "replace" : "push", !isOpen);
}

export function closePanel(): void {
  if (!panelOpen(route.value)) return;
  if ((history.state as { opens?: boolean } | null)?.opens) return history.back();
  const { cite: _cite, report: _report, at: _at, ...rest } = route.value;
  go(rest, "replace");
}

addEventListener("popstate", () => {
  route.value = read();
});
