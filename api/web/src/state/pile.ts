// What the pile holds: how many reports, from when to when, which places and programmes.

import { computed, signal } from "@preact/signals";
import type { Facets, PlaceNode } from "../wire/archive";
import { optional } from "../wire/client";
import type { PileState } from "../wire/types";

export const pile = signal<PileState | null>(null);
export const facets = signal<Facets | null>(null);

/** What cannot be read stays unknown here; the first question will tell what is wrong. */
export async function readPile(): Promise<void> {
  const quiet = <T>(reading: Promise<T | null>) => reading.catch(() => null);
  void quiet(optional<PileState>("/readyz")).then((state) => (pile.value = state));
  facets.value = await quiet(optional<Facets>("/v1/facets"));
}

export interface FlatPlace {
  node: PlaceNode;
  depth: number;
  parents: string[];
}

function flatten(nodes: PlaceNode[], parents: string[]): FlatPlace[] {
  return nodes.flatMap((node) => [
    { node, depth: parents.length, parents },
    ...flatten(node.children, [...parents, node.place.name]),
  ]);
}

/** Every place of the pile, each behind the place it lies in. */
export const places = computed<FlatPlace[]>(() => flatten(facets.value?.places ?? [], []));

export const years = computed<[string, string] | null>(() => {
  const all = (facets.value?.years ?? []).map((year) => year.value).sort();
  const [first] = all;
  const last = all.at(-1);
  return first && last ? [first, last] : null;
});
