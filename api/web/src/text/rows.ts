// A list answer as rows of a table: each place with its verdict, date, sentences and the citations that prove them.

import type { Answer, Citation, ListingItem, Verdict } from "../wire/types";
import { cut, points } from "./points";

export interface Proof {
  cite: number;
  n: number;
  quote: string;
}

export interface Row {
  name: string;
  parent: string;
  verdict: Verdict;
  otherwise: boolean; // its sentence says it in other words
  date: string;
  proofs: Proof[];
}

export type Column = "name" | "parent" | "verdict" | "date" | "quote";

export interface Order {
  column: Column;
  descending: boolean;
}

export interface Narrowed {
  parent: string;
  year: string;
  verdict: string;
}

const ORDER: Record<Verdict, number> = { did: 0, planned: 1, mentioned: 2 };

const PLACE = /(?:[省市州盟县區区旗镇鎮乡鄉村寨屯]|街道|社区|社區)$/;

/** Whether a list is of places, and not of the parts of something (五大工程包括哪些). */
export function listsPlaces(answer: Answer): boolean {
  const items = answer.listing?.items ?? [];
  return items.some((item) => item.parent) || items.every((item) => PLACE.test(item.name));
}

export function rowsOf(answer: Answer): Row[] {
  const statements = statementsOf(answer);
  const dates = new Map(answer.sources.map((source) => [source.n, source.published ?? ""]));
  return (answer.listing?.items ?? []).map((item) => {
    const proofs = proofsOf(item, answer.citations, statements);
    const date = proofs.map((proof) => dates.get(proof.n) ?? "").filter(Boolean).sort()[0] ?? "";
    return { name: item.name, parent: item.parent ?? "", verdict: item.verdict, otherwise: item.paraphrase ?? false, date, proofs };
  });
}

function statementsOf(answer: Answer): string[] {
  const all = points(answer.text);
  return answer.citations.map((cite) => cut(all, ...cite.answer_span));
}

/** The citations of an item. One source may tell of several places: those whose statement opens with its name count first. */
function proofsOf(item: ListingItem, cites: Citation[], statements: string[]): Proof[] {
  const own = cites.flatMap((cite, index) => (item.citations.includes(cite.n) ? [index] : []));
  const label = item.parent ? `${item.name}（${item.parent}）` : item.name;
  const tests = [(text: string) => text.startsWith(label), (text: string) => text.includes(item.name)];
  const chosen = tests.map((test) => own.filter((index) => test(statements[index] ?? ""))).find((some) => some.length) ?? own;
  return chosen.flatMap((index) => {
    const cite = cites[index];
    return cite ? [{ cite: index, n: cite.n, quote: cite.quote }] : [];
  });
}

const CELLS: Record<Column, (row: Row) => string | number> = {
  name: (row) => row.name,
  parent: (row) => row.parent,
  verdict: (row) => ORDER[row.verdict],
  date: (row) => row.date || "9999", // the undated last
  quote: (row) => row.proofs[0]?.quote ?? "",
};

const collator = new Intl.Collator("zh-CN");

export function sorted(rows: Row[], { column, descending }: Order): Row[] {
  const cell = CELLS[column];
  const sign = descending ? -1 : 1;
  return rows.toSorted((a, b) => {
    const [left, right] = [cell(a), cell(b)];
    return sign * (typeof left === "number" ? left - Number(right) : collator.compare(left, String(right)));
  });
}

export function narrowed(rows: Row[], by: Narrowed): Row[] {
  return rows.filter(
    (row) =>
      (!by.parent || row.parent === by.parent) &&
      (!by.year || row.date.startsWith(by.year)) &&
      (!by.verdict || row.verdict === by.verdict),
  );
}

export const different = (values: string[]): string[] => [...new Set(values)].filter(Boolean).sort(collator.compare);
