"""Training texts as token ids: everything the sources sample from, computed once.

Articles become one long row of ids with the bounds of their sentences; pairs become two rows each; the dictionary
becomes a table of glosses. Left out: sampling (`sources.py`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from embeddings.matching import UNKNOWN, Matcher
from embeddings.train import pairs
from embeddings.train.glosses import Sense, gloss_table
from embeddings.train.pairs import Pair, read_pairs
from embeddings.train.ragged import Ids, Offsets, Ragged, from_lengths
from embeddings.train.vocabulary import Texts, choose_words

_SENTENCE = re.compile(r"[^。！？!?；;\n]+[。！？!?；;]*[”」』）)]*")
_SHORTEST = 6  # characters; a shorter sentence ("会上，") says nothing to learn from
_QUESTION_WORDS = (
    *("什么", "哪", "哪个", "哪些", "哪里", "哪儿", "谁", "几", "多少", "多大", "多长", "多久", "怎么", "怎样", "如何"),
    *("为什么", "为何", "何时", "何地", "是否", "吗", "呢", "有没有", "是不是", "哪年", "哪一年", "什么时候", "什么样"),
)
_BATCH = 512
_GRAMMAR_WORDS = 60  # the most frequent dictionary words; the next ones (工作, 发展) mean something
_SMALL_PIECE = 3  # letters; how the second reading of a dictionary word is cut, so that pieces of names learn sounds


@dataclass(frozen=True, slots=True)
class Articles:
    """Sentences of continuous texts. Sentence `i` has the ids `[offsets[i], offsets[i + 1])` of `sentences`."""

    sentences: Ragged
    words: Ragged  # the same sentences as dictionary words, for glossing
    first: Offsets  # for each sentence where its article begins, as a place in `sentences.ids`
    last: Offsets  # and where it ends
    article: Offsets  # and the article's number


@dataclass(frozen=True, slots=True)
class PairRows:
    """Pairs of one kind. Pairs of one group (articles of one chapter) are no negatives of one another."""

    queries: Ragged
    positives: Ragged
    groups: Offsets
    words: Ragged  # the queries as dictionary words; empty rows where the queries are English


@dataclass(frozen=True, slots=True)
class Glosses:
    """Dictionary word → senses → forms → ids. Word `w` has senses `first[w] … first[w + 1] - 1`, and so on down."""

    first: Offsets
    forms: Offsets
    rows: Ragged
    pieces: Ragged  # the forms cut into short pieces
    frequent: NDArray[np.bool_]  # the grammar words of the text: their glosses are the least use
    noise: NDArray[np.int32]  # ids of English tokens in the frequency of running text


@dataclass(frozen=True, slots=True)
class Corpus:
    """All of it, with the vocabulary the ids speak of."""

    words: tuple[str, ...]
    shares: NDArray[np.float64]  # how large a part of the running text of its language each word is
    articles: Articles
    pairs: dict[str, PairRows]
    dictionary: PairRows  # each dictionary word as a query, and its characters one by one as the positive
    dictionary_words: Offsets  # the number, in `glosses`, of each row of `dictionary`
    glosses: Glosses
    question_words: Ids


def build_corpus(folder: Path, size: int, seed: int, limit: int | None = None) -> Corpus:
    """Reads all sources below `folder` (`limit` pairs of each), chooses `size` words, and cuts the texts into them."""
    read = {source: list(read_pairs(folder, source, limit)) for source in pairs.SOURCES}
    table = gloss_table(read[pairs.DICTIONARY], seed)
    words = choose_words(_texts(read, table), size)
    known = set(words)
    entries = sorted(word for word in table if len(word) > 1 and all(char in known for char in word))
    chars = sorted(word for word in known if len(word) == 1)
    dictionary = [UNKNOWN, *chars, *entries]
    cut = _Cutter(Matcher(words), Matcher(dictionary))
    articles = _articles(_running(read), cut)
    rows = {source: _pair_rows(read[source], cut) for source in pairs.SOURCES if source != pairs.DICTIONARY}
    glosses = _glosses(dictionary, table, words, (articles, rows[pairs.PARALLEL]))
    explained = np.flatnonzero(np.diff(glosses.first) > 0)
    named = _named([dictionary[number] for number in explained], words, cut)
    shares = np.maximum(_shares(articles.sentences, words), _shares(rows[pairs.PARALLEL].queries, words))
    return Corpus(tuple(words), shares, articles, rows, named, explained, glosses, question_words(words))


def question_words(words: Sequence[str]) -> Ids:
    """The ids of the words that only questions have, of those in the vocabulary."""
    place = {word: number for number, word in enumerate(words)}
    return np.array([place[word] for word in _QUESTION_WORDS if word in place], dtype=np.int32)


def text_corpus(words: Sequence[str], texts: Sequence[str], named: Mapping[str, Sequence[Pair]]) -> Corpus:
    """Continuous texts and named pairs of them, cut into a vocabulary that is given; without dictionary or glosses."""
    matcher = Matcher(words)
    cut = _Cutter(matcher, matcher)
    articles = _articles(texts, cut)
    none = from_lengths(np.zeros(0, dtype=np.int32), np.zeros(0, dtype=np.int64))
    zeros = np.zeros(1, dtype=np.int64)
    return Corpus(
        words=tuple(words),
        shares=_shares(articles.sentences, words),
        articles=articles,
        pairs={name: _pair_rows(read, cut) for name, read in named.items()},
        dictionary=PairRows(none, none, zeros[:0], none),
        dictionary_words=zeros[:0],
        glosses=Glosses(zeros, zeros, none, none, np.zeros(0, dtype=np.bool_), none.ids),
        question_words=question_words(words),
    )


def _named(entries: Sequence[str], words: Sequence[str], cut: _Cutter) -> PairRows:
    """Dictionary words as the model cuts them, and character by character."""
    whole = _cut_all(cut.tokens, entries)
    spelled = _cut_by(words, [len(word) == 1 for word in words], entries)
    return PairRows(whole, spelled, np.arange(len(entries)), whole)


def _cut_by(words: Sequence[str], chosen: Sequence[bool], texts: Sequence[str]) -> Ragged:
    """The texts cut by some of the words only; the ids are those of all words."""
    numbers = [number for number, yes in enumerate(chosen) if yes and number]
    rows = _cut_all(Matcher([UNKNOWN, *(words[number] for number in numbers)]), texts)
    return Ragged(np.array([0, *numbers], dtype=np.int32)[rows.ids], rows.offsets)


def _shares(rows: Ragged, words: Sequence[str]) -> NDArray[np.float64]:
    counts = np.bincount(rows.ids, minlength=len(words))
    return counts / max(len(rows.ids), 1)


@dataclass(frozen=True, slots=True)
class _Cutter:
    tokens: Matcher
    dictionary: Matcher


def _running(read: dict[str, list[Pair]]) -> list[str]:
    """Continuous texts: whole articles, news items and statutes."""
    news = [f"{pair.query}\n{pair.positive}" for pair in read[pairs.NEWS]]
    others = [pair.positive for source in (*pairs.HEADLINES, pairs.LAW_TITLES) for pair in read[source]]
    return news + others


def _texts(read: dict[str, list[Pair]], table: dict[str, list[Sense]]) -> Texts:
    headlines = [pair.query for source in pairs.HEADLINES for pair in read[source]]
    parallel = read[pairs.PARALLEL]
    glosses = [sense.forms[0] for senses in table.values() for sense in senses]
    return Texts(
        [*_running(read), *headlines, *(pair.positive for pair in parallel), *table],
        [*glosses, *(pair.query for pair in parallel)],
        frozenset(word for word in table if not word.isascii()),
    )


def _cut_all(matcher: Matcher, texts: Sequence[str]) -> Ragged:
    parts = [matcher.tokens(texts[at : at + _BATCH]) for at in range(0, len(texts), _BATCH)]
    ids = np.concatenate([part.ids for part in parts]) if parts else np.zeros(0, dtype=np.int32)
    lengths = np.concatenate([np.diff(part.offsets) for part in parts]) if parts else np.zeros(0, dtype=np.int64)
    return from_lengths(ids, lengths)


def _articles(texts: Sequence[str], cut: _Cutter) -> Articles:
    sentences: list[str] = []
    numbers: list[int] = []
    for number, text in enumerate(texts):
        found = [sentence for sentence in _SENTENCE.findall(text) if len(sentence) >= _SHORTEST]
        sentences += found
        numbers += [number] * len(found)
    rows = _cut_all(cut.tokens, sentences)
    article = np.array(numbers, dtype=np.int64)
    begins = rows.offsets[np.searchsorted(article, article, side="left")]
    ends = rows.offsets[np.searchsorted(article, article, side="right")]
    return Articles(rows, _cut_all(cut.dictionary, sentences), begins, ends, article)


def _pair_rows(read: Sequence[Pair], cut: _Cutter) -> PairRows:
    queries = [pair.query for pair in read]
    groups: dict[str, int] = {}
    numbers = [groups.setdefault(query, len(groups)) for query in queries]
    return PairRows(
        _cut_all(cut.tokens, queries),
        _cut_all(cut.tokens, [pair.positive for pair in read]),
        np.array(numbers, dtype=np.int64),
        _cut_all(cut.dictionary, queries),
    )


def _glosses(
    dictionary: Sequence[str],
    table: dict[str, list[Sense]],
    words: Sequence[str],
    texts: tuple[Articles, PairRows],
) -> Glosses:
    senses = [[] if word.isascii() else table.get(word, []) for word in dictionary]
    forms = [sense.forms for group in senses for sense in group]
    spelled = [form for group in forms for form in group]
    articles, parallel = texts
    counts = np.bincount(articles.words.ids, minlength=len(dictionary))
    threshold = np.sort(counts)[-min(_GRAMMAR_WORDS, len(counts))]
    short = [not word.isascii() or len(word) <= _SMALL_PIECE for word in words]
    return Glosses(
        np.append(0, np.cumsum([len(group) for group in senses])).astype(np.int64),
        np.append(0, np.cumsum([len(group) for group in forms])).astype(np.int64),
        _cut_all(Matcher(words), spelled),
        _cut_by(words, short, spelled),
        counts >= max(threshold, 1),
        parallel.queries.ids,
    )
