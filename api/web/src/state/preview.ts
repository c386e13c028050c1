// The chip whose citation is previewed: on hover after a moment, on focus at once.

import { signal } from "@preact/signals";
import type { Source } from "../wire/types";

export interface Preview {
  chip: HTMLElement;
  source: Source;
  quote: string | null;
}

const SHOW_AFTER = 120; // ms: a pointer that only passes shows nothing
const HIDE_AFTER = 180; // ms: time to move the pointer onto the preview

export const preview = signal<Preview | null>(null);
let timer = 0;

export function showPreview(what: Preview, atOnce: boolean): void {
  clearTimeout(timer);
  timer = window.setTimeout(() => (preview.value = what), atOnce || preview.value ? 0 : SHOW_AFTER);
}

export function keepPreview(): void {
  clearTimeout(timer);
}

export function hidePreview(atOnce = false): void {
  clearTimeout(timer);
  timer = window.setTimeout(() => (preview.value = null), atOnce ? 0 : HIDE_AFTER);
}
