// The shapes of the archive: places, programmes, facets, explanations. See docs/api.md, “Archive”.

import type { Kind, Span, Verdict } from "./types";

export interface Line {
  report_id: string;
  span: Span;
  quote: string;
  title: string;
  publisher: string | null;
  published: string | null;
}

export interface PlaceRef {
  id: string;
  name: string;
  level: string;
  code: string | null;
}

export interface PlaceNode {
  place: PlaceRef;
  reports: number;
  children: PlaceNode[];
}

export interface Tally {
  value: string;
  reports: number;
}

export interface ProgrammeCount {
  id: string;
  name: string;
  reports: number;
}

export interface Facets {
  reports: number;
  places: PlaceNode[];
  publishers: Tally[];
  years: Tally[];
  programmes: ProgrammeCount[];
  examples: string[];
}

export interface Deed {
  programme: string;
  name: string;
  place: PlaceRef;
  verdict: Verdict;
  year: number | null;
  line: Line;
}

export interface Figure {
  value: number;
  unit: string;
  written: string;
  what: string;
  place: PlaceRef;
  first: string | null;
  last: string | null;
  line: Line;
}

export interface PlacePage {
  place: PlaceRef;
  aliases: string[];
  parents: PlaceRef[];
  children: { place: PlaceRef; reports: number }[];
  report_count: number;
  reports: { id: string; title: string; publisher: string | null; published: string | null }[];
  programmes: Deed[];
  figure_count: number;
  figures: Figure[];
}

export interface ProgrammePage {
  id: string;
  name: string;
  spellings: Tally[];
  definition: Line | null;
  report_count: number;
  deeds: Deed[];
  counties: { place: PlaceRef | null; places: PlaceRef[] }[];
  years: Tally[];
}

export interface Stage {
  name: string;
  passed: boolean;
  zh: string;
  en: string;
  detail: Record<string, string | number | null>;
}

export interface Explanation {
  question_resolved: string;
  kind: Kind;
  report_id: string;
  cited: boolean;
  dropped_at: string | null;
  stages: Stage[];
}
