// What the next question is restricted to.

import { signal } from "@preact/signals";
import type { FilterName, Filters } from "../wire/types";

export const FILTER_NAMES: readonly FilterName[] = ["place", "since", "until", "source"];

export const filters = signal<Filters>({});

export function setFilter(name: FilterName, value: string): void {
  const { [name]: _, ...rest } = filters.value;
  filters.value = value.trim() ? { ...rest, [name]: value.trim() } : rest;
}
