"""Where training pairs come from: each source draws a batch of (query, document) rows, noise included.

The noise is the teaching: words are dropped so that no single word carries a match, sentences are taken out of the
document so that meaning must do it, and Chinese sentences are glossed word by word into "English", because there is far
more Chinese text than translated text. All drawing is vectorised over the batch and depends on the generator alone.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from embeddings.train import pairs
from embeddings.train.corpus import Corpus, PairRows
from embeddings.train.ragged import Mask, Offsets, Ragged, beside, from_lengths, slices

_WINDOW = (30, 130)  # tokens of a document: chunks of the product have 60 to 240 characters, at 1.9 characters a token
NEAR = 150  # tokens; windows of one article that lie further apart do not overlap
_HELD = 40  # one row in so many is never trained on, and measured for the curve
_TOGETHER = 4
_CONTAINED = 0.5  # share of documents that still hold the sentence they are asked with
_DROPPED = 0.2  # share of query tokens dropped
_DOCUMENT_DROPPED = 0.1  # share of document tokens dropped
_GRAMMAR_DROPPED = 0.7  # share of the most frequent Chinese words left without a gloss
_PLAIN = 0.5  # share of glosses in their base form
_RUNNING = 0.35  # English tokens of running text strewn in for each gloss: questions are full of "the" and "did"
_ASKED = 2  # question words at most
_SPELLED = 0.3  # share of dictionary pairs cut into characters and short pieces
_FIRST_SENSE = 2.0  # power of the uniform draw among senses: the first of four is drawn every second time


@dataclass(frozen=True, slots=True)
class Batch:
    """Row `i` of queries belongs to row `i` of documents. Rows whose places are closer than `NEAR` may tell of the same
    and are no negatives of one another."""

    queries: Ragged
    documents: Ragged
    places: Offsets


Draw = Callable[[np.random.Generator, Offsets], Batch]


@dataclass(frozen=True, slots=True)
class Source:
    """A way of drawing pairs, its share of the batches, and how many rows it draws from."""

    name: str
    share: float
    size: int
    draw: Draw
    together: int = (
        1  # rows drawn from one stretch of `_HELD`: of one article or statute, so that they are hard to tell
    )

    def sample(self, rng: np.random.Generator, count: int, held: bool = False) -> Batch:
        """`count` pairs, from the rows held back or from the others."""
        drawn = rng.integers(0, max(self.size // _HELD, 1), -(-count // self.together))
        numbers = np.repeat(drawn, self.together)[:count]
        if held:
            return self.draw(rng, np.minimum(numbers * _HELD, self.size - 1))
        spread = rng.integers(1, _HELD, count)
        batch = self.draw(rng, np.minimum(numbers * _HELD + spread, self.size - 1))
        return Batch(batch.queries, _dropped(rng, batch.documents, _DOCUMENT_DROPPED), batch.places)


def make_sources(corpus: Corpus) -> list[Source]:
    """All sources with their shares, which add up to 1. The shares were tuned on the questions of even hash."""
    count = len(corpus.articles.sentences)
    named = corpus.pairs
    sampler = Sampler(corpus)
    made = [
        Source("context", 0.21, count, sampler.context, _TOGETHER),
        Source("glossed-context", 0.24, count, sampler.glossed_context, _TOGETHER),
        Source("glossed-sentence", 0.14, count, sampler.glossed_sentence, _TOGETHER),
        Source("dictionary", 0.14, len(corpus.dictionary_words), sampler.dictionary),
    ]
    shares = {
        pairs.PARALLEL: 0.06,
        pairs.HEADLINES[0]: 0.07,
        pairs.HEADLINES[1]: 0.01,
        pairs.NEWS: 0.05,
        pairs.LAW_CHAPTERS: 0.03,
        pairs.LAW_TITLES: 0.01,
    }
    for name, share in shares.items():
        together = _TOGETHER if name == pairs.LAW_CHAPTERS else 1
        made.append(Source(name, share, len(named[name].queries), sampler.pairs(name), together))
    headlines = named[pairs.HEADLINES[0]]
    made.append(Source("glossed-headline", 0.04, len(headlines.queries), sampler.glossed_pairs(headlines)))
    return [source for source in made if source.size]


class Sampler:
    """The draws, over one corpus."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus

    def context(self, rng: np.random.Generator, rows: Offsets) -> Batch:
        """Part of a sentence → the text around it, half the time without the sentence."""
        sentences = self._corpus.articles.sentences
        starts, ends = _part(rng, sentences.offsets[rows], sentences.offsets[rows + 1])
        queries = _dropped(rng, slices(sentences.ids, starts, ends), _DROPPED)
        queries = beside([queries, self._asked(rng, len(rows))])
        return Batch(queries, self._around(rng, rows, _CONTAINED), sentences.offsets[rows])

    def glossed_context(self, rng: np.random.Generator, rows: Offsets) -> Batch:
        """Part of a sentence, glossed → the text around and with it."""
        words = self._corpus.articles.words
        starts, ends = _part(rng, words.offsets[rows], words.offsets[rows + 1])
        queries = self._glossed(rng, slices(words.ids, starts, ends))
        return Batch(queries, self._around(rng, rows, 0.85), self._corpus.articles.sentences.offsets[rows])

    def glossed_sentence(self, rng: np.random.Generator, rows: Offsets) -> Batch:
        """A sentence, glossed → the sentence."""
        articles = self._corpus.articles
        queries = self._glossed(rng, articles.words.take(rows))
        return Batch(queries, _dropped(rng, articles.sentences.take(rows), 0.1), rows * NEAR)

    def dictionary(self, rng: np.random.Generator, rows: Offsets) -> Batch:
        """A sense of a dictionary word → the word; sometimes both in pieces, so that names learn their sounds."""
        corpus = self._corpus
        forms = self._forms(rng, corpus.dictionary_words[rows])
        spelled = rng.random(len(rows)) < _SPELLED
        queries = _either(spelled, corpus.glosses.pieces.take(forms), corpus.glosses.rows.take(forms))
        spelled = rng.random(len(rows)) < _SPELLED
        named = corpus.dictionary
        return Batch(queries, _either(spelled, named.positives.take(rows), named.queries.take(rows)), rows * NEAR)

    def pairs(self, name: str) -> Draw:
        """A query of the named source → a window of its text."""
        named = self._corpus.pairs[name]

        def draw(rng: np.random.Generator, rows: Offsets) -> Batch:
            queries = _dropped(rng, named.queries.take(rows), 0.1)
            return Batch(queries, _window(rng, named, rows), named.groups[rows] * NEAR)

        return draw

    def glossed_pairs(self, named: PairRows) -> Draw:
        """The same with the query glossed."""

        def draw(rng: np.random.Generator, rows: Offsets) -> Batch:
            queries = self._glossed(rng, named.words.take(rows))
            return Batch(queries, _window(rng, named, rows), named.groups[rows] * NEAR)

        return draw

    def _around(self, rng: np.random.Generator, rows: Offsets, contained: float) -> Ragged:
        articles = self._corpus.articles
        ids, offsets = articles.sentences.ids, articles.sentences.offsets
        starts, ends = offsets[rows], offsets[rows + 1]
        room = np.maximum(rng.integers(*_WINDOW, len(rows)) - (ends - starts), 8)
        left = (rng.random(len(rows)) * (room + 1)).astype(np.int64)
        first = np.maximum(articles.first[rows], starts - left)
        last = np.minimum(articles.last[rows], ends + room - left)
        without = rng.random(len(rows)) >= contained
        without &= (starts - first) + (last - ends) >= 10  # tokens; less says nothing about the sentence taken out
        before = slices(ids, first, np.where(without, starts, last))
        after = slices(ids, ends, np.where(without, last, ends))
        return beside([before, after])

    def _asked(self, rng: np.random.Generator, count: int) -> Ragged:
        """Up to two question words for each query, since questions about a sentence are never cut from it whole."""
        words = self._corpus.question_words
        lengths = rng.integers(0, _ASKED + 1, count) if len(words) else np.zeros(count, dtype=np.int64)
        return from_lengths(words[rng.integers(0, max(len(words), 1), int(lengths.sum()))], lengths)

    def _glossed(self, rng: np.random.Generator, words: Ragged) -> Ragged:
        glosses = self._corpus.glosses
        chance = np.where(glosses.frequent[words.ids], _GRAMMAR_DROPPED, _DROPPED)
        has = glosses.first[words.ids + 1] > glosses.first[words.ids]
        words = words.keep(has & (rng.random(len(words.ids)) >= chance))
        drawn = glosses.rows.take(self._forms(rng, words.ids.astype(np.int64)))
        lengths = np.bincount(words.row_of, weights=drawn.lengths, minlength=len(words)).astype(np.int64)
        noise = rng.poisson(_RUNNING * words.lengths)
        strewn = glosses.noise[rng.integers(0, len(glosses.noise), int(noise.sum()))]
        return beside([from_lengths(drawn.ids, lengths), from_lengths(strewn, noise)])

    def _forms(self, rng: np.random.Generator, words: Offsets) -> Offsets:
        """For each dictionary word the number of a form of one of its senses."""
        glosses = self._corpus.glosses
        first = glosses.first[words]
        senses = first + _below(rng.random(len(words)) ** _FIRST_SENSE, glosses.first[words + 1] - first)
        form = glosses.forms[senses]
        other = form + _below(rng.random(len(words)), glosses.forms[senses + 1] - form)
        drawn: Offsets = np.where(rng.random(len(words)) < _PLAIN, form, other)
        return drawn


def _below(uniform: NDArray[np.float64], size: Offsets) -> Offsets:
    return (uniform * size).astype(np.int64)


def _part(rng: np.random.Generator, starts: Offsets, ends: Offsets) -> tuple[Offsets, Offsets]:
    """A stretch of 30 % to all of each row, of 3 tokens at least."""
    lengths = ends - starts
    kept = np.minimum(np.maximum((lengths * rng.uniform(0.3, 1.0, len(starts))).astype(np.int64), 3), lengths)
    begins = starts + _below(rng.random(len(starts)), lengths - kept + 1)
    return begins, begins + kept


def _dropped(rng: np.random.Generator, rows: Ragged, share: float) -> Ragged:
    return rows.keep(rng.random(len(rows.ids)) >= share)


def _either(which: Mask, yes: Ragged, no: Ragged) -> Ragged:
    return beside([yes.keep(which[yes.row_of]), no.keep(~which[no.row_of])])


def _window(rng: np.random.Generator, named: PairRows, rows: Offsets) -> Ragged:
    starts, ends = named.positives.offsets[rows], named.positives.offsets[rows + 1]
    size = rng.integers(*_WINDOW, len(rows))
    begins = starts + _below(rng.random(len(rows)) ** 2, np.maximum(ends - starts - size, 0) + 1)
    return slices(named.positives.ids, begins, np.minimum(begins + size, ends))
