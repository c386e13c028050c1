// Texts and descriptions of reports, read once and kept for the visit; a hovered chip reads ahead of its click.

import { exactText, json } from "../wire/client";
import type { Report } from "../wire/types";

const MOST = 60; // reports kept; a page of answers cites fewer, and a text is some kilobytes

function remembering<T>(read: (id: string) => Promise<T>): (id: string) => Promise<T> {
  const held = new Map<string, Promise<T>>();
  return (id) => {
    const known = held.get(id);
    if (known) return known;
    const reading = read(id);
    held.set(id, reading);
    reading.catch(() => held.delete(id));
    const [oldest] = held.keys();
    if (held.size > MOST && oldest !== undefined) held.delete(oldest);
    return reading;
  };
}

const path = (id: string): string => `/v1/reports/${encodeURIComponent(id)}`;

export const textOf = remembering((id) => exactText(`${path(id)}/text`));
export const reportOf = remembering((id) => json<Report>(path(id)));

export function readAhead(id: string): void {
  textOf(id).catch(() => {}); // the click will tell
  reportOf(id).catch(() => {});
}
