// The shapes on the wire, as docs/design and `/openapi.json` name them. Spans are half-open and count code points.

export type Span = [number, number];
export type Kind = "list" | "figure" | "who" | "when" | "definition" | "compare" | "open";
export type Status = "answered" | "partial" | "not_found";
export type Verdict = "did" | "planned" | "mentioned";
export type FilterName = "place" | "since" | "until" | "source";
export type Filters = Partial<Record<FilterName, string>>;
/** What a question can name itself; told as `filters.inferred`, and switched off by name. */
export type Inferable = Exclude<FilterName, "source">;

export interface Source {
  n: number;
  report_id: string;
  title: string;
  publisher: string | null;
  author: string | null;
  published: string | null;
  url: string | null;
  page: string;
  places: string[];
  text_sha256: string;
  also_reported_by: string[];
  withdrawn?: boolean;
}

export interface Citation {
  n: number;
  answer_span: Span;
  report_span: Span;
  quote: string;
}

export interface ListingItem {
  name: string;
  parent: string | null;
  paraphrase?: boolean;
  verdict: Verdict;
  citations: number[];
}

export interface Listing {
  items: ListingItem[];
  scanned: number;
  matched: number;
  complete: boolean;
}

export interface Answer {
  id: string;
  question: string;
  question_resolved: string;
  kind: Kind;
  status: Status;
  reason: string | null;
  mode: "extractive" | "llm";
  lang: string;
  text: string;
  sources: Source[];
  citations: Citation[];
  listing?: Listing;
  filters: { applied: Filters; inferred: Filters; ignored?: Filters };
  index_version: string;
  timings_ms: Record<string, number>;
  asked_at?: string;
  conversation_id?: string;
  feedback?: Feedback;
  model?: string;
  degraded?: { code: string; zh: string; en: string };
}

export interface Feedback {
  rating: "up" | "down" | null;
  reason: string | null;
  citations: { n: number; verdict: "supported" | "unsupported" }[];
}

export interface Conversation {
  id: string;
  title: string;
  updated_at: string;
  turns: number;
}

export interface WholeConversation extends Conversation {
  answers: Answer[];
}

export interface Place {
  name: string;
  code: string | null;
  level: string;
}

export interface Report {
  id: string;
  title: string;
  authors: string[];
  editor: string | null;
  publisher: string | null;
  published: string | null;
  url: string | null;
  page: string;
  places: Place[];
  length: number;
  text_sha256: string;
  group: string;
}

export interface Hit {
  rank: number;
  report_id: string;
  title: string;
  publisher: string | null;
  published: string | null;
  span: Span;
  text: string;
  score: number;
  lexical_rank: number | null;
  dense_rank: number | null;
}

export interface Problem {
  code: string;
  zh: string;
  en: string;
  request_id?: string;
  errors?: { field: string; type: string; en: string }[];
}

export interface PileState {
  reports: number;
  pages: number;
  pending: number;
  model: string;
}
