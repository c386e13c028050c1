"""The lexical index: BM25 over words and character pairs, and exact phrases without a limit. The only tantivy importer.

One document per chunk. `words` are those of the chunk and of its neighbours in the report, because what is asked is
often spread over paragraphs; `grams`, the character pairs, are of the chunk alone and tell neighbours apart.
`title_words` and `title_grams` hold the title of its report, so that a chunk is found by the headline it stands under.
All fields receive finished tokens (`Tokens`), joined by spaces.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import tantivy

from rag.index.drafts import report_number
from rag.index.tokenizing import Tokens, bigrams, chain, words

_TOKENIZER = "spaces"
# tantivy writes a segment when this is full, takes no more of it than it needs, and cannot be told to merge. Every
# segment is searched from nothing: with four a question over 240,000 chunks takes the lexical leg twice as long as with
# the one that they fit into.
_HEAP_BYTES = 1_000_000_000
# A token of more chunks than this share is not looked up: it tells next to nothing, and its list is the longest. With
# 1, .2, .1 and .05 of the chunks, 69,331 news and the even half of crud-title: 2.0, 1.2, 1.0 and .8 ms, R@10 .920,
# .920, .925 and .925, hit@1 .715, .715, .715 and .695.
_COMMON = 0.1
_FEW = 1_000  # chunks from which that is worth while
_TOKENS_KEPT = 65_536  # tokens whose numbers of chunks are remembered: a question asks for each of its own three times
_MOST_QUERY_TERMS = 200  # distinct tokens of one field; a pasted page would otherwise be one slow query
# Words tell more than character pairs; a title is short, so the length norm already favours it. Tuned on the even
# half of drcd, xquad-zh and cmrc2018: against equal weights +.002, +.002 and +.001 nDCG@10.
_FIELDS = (("words", 1.0), ("grams", 0.5), ("title_words", 0.5), ("title_grams", 0.25))


@dataclass(frozen=True, slots=True)
class LexicalItem:
    """A chunk to be indexed. `around` are the words of the chunk and of its neighbours in the report."""

    chunk_id: int
    report_id: str
    text: Tokens
    around: str
    title: Tokens


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_unsigned_field("chunk", fast=True)
    builder.add_unsigned_field("report", indexed=True)
    builder.add_text_field("words", tokenizer_name=_TOKENIZER, index_option="freq")
    builder.add_text_field("grams", tokenizer_name=_TOKENIZER, index_option="position")
    builder.add_text_field("title_words", tokenizer_name=_TOKENIZER, index_option="freq")
    builder.add_text_field("title_grams", tokenizer_name=_TOKENIZER, index_option="freq")
    return builder.build()


def _open(folder: Path) -> tantivy.Index:
    """Raises ValueError for what is not an index of ours."""
    index = tantivy.Index(_schema(), str(folder))
    # No filter after the split: a long token must stay findable.
    index.register_tokenizer(_TOKENIZER, tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build())
    return index


class LexicalWriter:
    """Changes the index in a folder; nothing is seen, or kept, before `finish`."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        index = _open(folder)
        self._schema = index.schema
        self._writer = index.writer(heap_size=_HEAP_BYTES, num_threads=1)

    def remove(self, report_ids: Iterable[str]) -> None:
        for report_id in report_ids:
            # By query: `delete_documents_by_term` deletes nothing from a field of numbers (tantivy 0.27).
            of_report = tantivy.Query.term_query(self._schema, "report", report_number(report_id))
            self._writer.delete_documents_by_query(of_report)

    def add(self, items: Iterable[LexicalItem]) -> None:
        for item in items:
            document = tantivy.Document()
            document.add_unsigned("chunk", item.chunk_id)
            document.add_unsigned("report", report_number(item.report_id))
            document.add_text("words", item.around)
            document.add_text("grams", item.text.chain)
            document.add_text("title_words", item.title.words)
            document.add_text("title_grams", item.title.chain)
            self._writer.add_document(document)

    def finish(self) -> None:
        self._writer.commit()
        self._writer.wait_merging_threads()
        # Lock files have no content and would only differ between equal indexes.
        for lock in self._folder.glob(".tantivy-*.lock"):
            lock.unlink()


class LexicalIndex:
    """Reads the index in a folder. Raises ValueError when it is damaged."""

    def __init__(self, folder: Path) -> None:
        index = _open(folder)
        self._schema = index.schema
        self._searcher = index.searcher()
        self._frequency = lru_cache(maxsize=_TOKENS_KEPT)(self._searcher.doc_freq)

    def __len__(self) -> int:
        return int(self._searcher.num_docs)

    def search(self, text: str, k: int, allowed: AbstractSet[str] | None = None) -> list[tuple[int, float]]:
        """The `k` best chunk ids by BM25 (higher is better); fewer when fewer share a token with the text."""
        terms = {"words": Counter(words(text)), "grams": Counter(bigrams(text))}
        kept = {field: self._telling_tokens(field, counts) for field, counts in terms.items()}
        scored = [
            (tantivy.Occur.Should, tantivy.Query.boost_query(self._term(field, token), boost * count))
            for field, boost in _FIELDS
            for token, count in kept[field.removeprefix("title_")]
        ]
        if not scored or k <= 0 or not len(self):
            return []
        query = self._restricted(tantivy.Query.boolean_query(scored), allowed)
        hits = self._searcher.search(query, min(k, len(self)), count=False).hits
        chunk_ids = self._searcher.fast_field_values("chunk", [address for _, address in hits])
        return [(int(chunk_id), score) for chunk_id, (score, _) in zip(chunk_ids, hits, strict=True)]

    def _telling_tokens(self, field: str, counts: Counter[str]) -> list[tuple[str, int]]:
        """The tokens of a query with their counts, without those that stand nearly everywhere; all, where all do."""
        every = counts.most_common(_MOST_QUERY_TERMS)
        most = max(_COMMON * len(self), _FEW)
        return [one for one in every if self._frequency(field, one[0]) <= most] or every

    def known_share(self, text: str) -> float:
        """The share of the text's distinct words that stand in the index, 0–1; 1 for a text without words."""
        distinct = set(words(text))
        known = sum(self._frequency("words", word) > 0 for word in distinct)
        return known / len(distinct) if distinct else 1.0

    def telling(self, text: str) -> dict[str, float]:
        """The text's distinct words and character pairs, each with what it tells: its idf, as BM25 takes it, times the
        weight of its field."""
        found: dict[str, float] = {}
        for (field, boost), cut in zip(_FIELDS[:2], (words, bigrams), strict=True):
            for token in list(dict.fromkeys(cut(text)))[:_MOST_QUERY_TERMS]:
                holding = min(self._frequency(field, token), len(self))  # it counts what has been taken out
                idf = math.log1p((len(self) - holding + 0.5) / (holding + 0.5))
                found[token] = found.get(token, 0.0) + boost * idf
        return found

    def containing(self, phrase: str, allowed: AbstractSet[str] | None = None) -> list[int]:
        """Every chunk whose letters, digits and characters hold those of the phrase in a row; ids ascending."""
        return self.with_terms([phrase], allowed)

    def with_terms(self, terms: Sequence[str], allowed: AbstractSet[str] | None = None) -> list[int]:
        """Every chunk that holds all the terms, each as a phrase. A term without a word asks for nothing."""
        phrases = [self._phrase(pairs) for pairs in map(chain, terms) if pairs]
        if not phrases or not len(self):
            return []
        query = self._restricted(
            tantivy.Query.boolean_query([(tantivy.Occur.Must, phrase) for phrase in phrases]), allowed
        )
        return self._every(query)

    def with_any(self, groups: Sequence[Sequence[str]], allowed: AbstractSet[str] | None = None) -> list[int]:
        """Every chunk that holds, of each group of terms, at least one as a phrase; ids ascending."""
        wanted = [[self._phrase(pairs) for pairs in map(chain, group) if pairs] for group in groups]
        if not wanted or not all(wanted) or not len(self):
            return []
        musts = [tantivy.Query.boolean_query([(tantivy.Occur.Should, phrase) for phrase in group]) for group in wanted]
        query = self._restricted(tantivy.Query.boolean_query([(tantivy.Occur.Must, one) for one in musts]), allowed)
        return self._every(query)

    def _every(self, query: tantivy.Query) -> list[int]:
        # Ordered by the fast field, tantivy gives its value in place of a score and computes none.
        found = self._searcher.search(query, len(self), count=False, order_by_field="chunk", order=tantivy.Order.Asc)
        return [int(chunk_id) for chunk_id, _ in found.hits]

    def _term(self, field: str, token: str) -> tantivy.Query:
        return tantivy.Query.term_query(self._schema, field, token, "freq")

    def _phrase(self, pairs: list[str]) -> tantivy.Query:
        if len(pairs) > 1:
            return tantivy.Query.phrase_query(self._schema, "grams", list(pairs))
        if len(pairs[0]) > 1:
            return self._term("grams", pairs[0])
        # One character stands first or last in some pair, or alone. It is a letter or digit: nothing to escape.
        return tantivy.Query.regex_query(self._schema, "grams", f"{pairs[0]}.?|.{pairs[0]}")

    def _restricted(self, query: tantivy.Query, allowed: AbstractSet[str] | None) -> tantivy.Query:
        if allowed is None:
            return query
        numbers = [report_number(report_id) for report_id in allowed]
        only = tantivy.Query.const_score_query(tantivy.Query.term_set_query(self._schema, "report", numbers), 0.0)
        return tantivy.Query.boolean_query([(tantivy.Occur.Must, query), (tantivy.Occur.Must, only)])
