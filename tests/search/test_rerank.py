"""Candidates read again: their surroundings, the match word by word, features, order, and the fit of the weights."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import pytest

from embeddings.base import TokenIds, Tokens, Vectors
from eval.retrieval.rerank_fit import Lesson, fit
from rag.index.forward import Sentences, cut
from rag.language.script import shadow
from rag.search.fusion import Said
from rag.search.maxsim import match
from rag.search.rerank import WEIGHTS, Asked, Candidate, Reader, features, rerank, weights
from rag.search.stories import repeats
from rag.search.surroundings import FAR, OPENING, REACH, read, spoken
from rag.types import Chunk, ChunkInReport

WORDS = {"": (0.0, 0.0), "水": (2.0, 0.0), "渠": (0.0, 1.0), "沟": (0.6, 0.8), "路": (-1.0, 0.0), "w": (2.0, 0.0)}


class Characters:
    """A character is a word; those not in the table are no words."""

    def tokens(self, texts: Sequence[str]) -> Tokens:
        names = list(WORDS)
        rows = [[names.index(char) for char in text if char in WORDS] for text in texts]
        ids = np.array([number for row in rows for number in row], dtype=np.int32)
        return Tokens(ids, np.cumsum([0, *map(len, rows)]))

    def token_vectors(self, ids: TokenIds) -> Vectors:
        return np.array(list(WORDS.values()), dtype=np.float32)[ids].reshape(len(ids), 2)

    def cosines(self, ids: TokenIds, vectors: Vectors) -> Vectors:
        rows = self.token_vectors(ids)
        lengths = np.outer(np.linalg.norm(rows, axis=1), np.linalg.norm(vectors, axis=1))
        products: Vectors = np.divide(rows @ vectors.T, lengths, out=np.zeros_like(lengths), where=lengths > 0)
        return products


MODEL = Characters()


def sentences_of(item: ChunkInReport) -> Sentences:
    (found,) = cut([shadow(item.report_text)], MODEL)
    return found


READER = Reader(MODEL, sentences_of)


def found(text: str, start: int, end: int, number: int = 1, report: str = "r1", body: int = 0) -> ChunkInReport:
    return ChunkInReport(Chunk(number, report, start, end, text[start:end]), text, body, report)


def asked(text: str) -> Asked:
    return Asked(text, {"水": 3.0, "沟": 1.0}, 1.0)


def candidate(text: str, number: int, said: Said = Said(0.0, 0.0)) -> Candidate:
    return Candidate(found(text, 0, len(text), number, f"r{number}"), said)


# -- the match word by word ---------------------------------------------------------------------------------------


def test_each_word_of_the_question_is_matched_by_the_nearest_word_of_a_sentence() -> None:
    matches = match("水渠", MODEL.tokens(["水路", "沟", "", "，"]), MODEL)
    assert matches.weights.tolist() == pytest.approx([2 / 3, 1 / 3])
    assert matches.best.T.tolist() == [pytest.approx([1.0, 0.6, 0.0, 0.0]), pytest.approx([0.0, 0.8, 0.0, 0.0])]
    assert matches.alone([[0, 1], [], [1]]).tolist() == pytest.approx([2 / 3, 0.0, 0.6 * 2 / 3 + 0.8 / 3])
    assert matches.together([[0, 1], [], [2]]).tolist() == pytest.approx([2 / 3 + 0.8 / 3, 0.0, 0.0])


@pytest.mark.parametrize(("question", "sentences"), [("", ["水"]), ("水", []), ("？", [""])])
def test_nothing_asked_or_nothing_told_is_no_match(question: str, sentences: list[str]) -> None:
    matches = match(question, MODEL.tokens(sentences), MODEL)
    assert matches.together([list(range(len(sentences)))]).tolist() == [0.0]
    assert matches.alone([[]]).tolist() == [0.0]


# -- surroundings -------------------------------------------------------------------------------------------------


def told(*items: ChunkInReport) -> tuple[list[list[str]], list[list[int]], list[list[int]]]:
    """The words of each sentence read, and for each candidate its own and those it is read with."""
    found_of = spoken(items, sentences_of)
    names, offsets = list(WORDS), found_of.sentences.offsets
    ids = [found_of.sentences.ids[start:end] for start, end in pairwise(offsets)]
    every = [[names[number] for number in one] for one in ids]
    return every, [list(one) for one in found_of.own], [list(one) for one in found_of.around]


def test_a_chunk_is_read_with_its_neighbours_and_knows_its_own_sentences() -> None:
    item = found("甲镇修路。乙镇開渠。丙镇有水。", 5, 10)
    assert told(item) == ([["路"], ["渠"], ["水"]], [[1]], [[0, 1, 2]])
    assert read([item]).texts == ["甲镇修路。乙镇开渠。丙镇有水。"]


def test_only_so_much_is_read_on_either_side_and_the_headline_always() -> None:
    text = "水渠通了\n作者某某\n" + "路。" * 600
    item = found(text, len(text) - 2, len(text), body=10)
    assert read([item]).texts == ["水渠通了" + "路。" * (REACH // 2 + 1)]
    words, own, around = told(item)
    assert words[0] == ["水", "渠"] and own == [[len(words) - 1]] and around == [list(range(len(words)))]
    assert read([found(text, 0, 4, body=10)]).texts == [text[: 4 + REACH]]


def test_what_a_report_opens_with_is_read_however_far_the_candidate_lies_behind() -> None:
    text = "标题\n" + "水。" * 100 + "路。" * 2_000
    for start in (5, len(text) - 2):
        assert read([found(text, start, start + 2, body=3)]).openings == {"r1": text[3 : 3 + OPENING]}


def test_chunks_side_by_side_are_read_once_and_answers_come_in_the_order_asked() -> None:
    text, far = "路。" * 50 + "渠。" * 50, "水。" * 10
    words, own, _ = told(found(text, 100, 200, 2), found(far, 0, 20, 3, "r2"), found(text, 0, 100, 1))
    assert len(words) == 110
    assert [words[one[0]] for one in own] == [["渠"], ["水"], ["路"]]


def test_a_chunk_cut_inside_a_sentence_still_has_it() -> None:
    assert told(found("很长的一句话，" * 10, 7, 21))[1] == [[0]]


# -- features and order -------------------------------------------------------------------------------------------


def test_the_features_of_a_chunk() -> None:
    rows = features(asked("水渠2012"), [candidate("水路。沟2012年", 1, Said(0.5, 0.25))], READER)
    seen = dict(zip(WEIGHTS, rows[0].tolist(), strict=True))
    assert seen == pytest.approx(
        {
            "lexical": 0.5,
            "cosine": 0.25,
            "together": 2 / 3 + 0.8 / 3,
            "alone": 2 / 3,
            "opening": 1.0,  # so it does in what the body opens with
            "pairs": 1 / 2,  # 2012 is there, 水渠 is not
            "report": 1.0,
            "length": np.log(9),
        }
    )


def test_the_chunk_that_holds_the_question_comes_first_and_equals_in_order_of_id() -> None:
    candidates = [candidate("路。", 3), candidate("路。", 2), candidate("水渠。", 9)]
    assert [chunk for chunk, _ in rerank(asked("水渠"), candidates, READER)] == [9, 2, 3]
    assert rerank(asked("水渠"), [], READER) == []
    assert rerank(asked("水渠"), [], READER, 3) == []


def test_of_many_candidates_only_the_likeliest_are_compared_word_by_word() -> None:
    candidates = [candidate("水路", 1, Said(0.9, 0.9)), candidate("水沟", 2, Said(0.8, 0.8)), candidate("水渠", 3)]
    both = dict(rerank(asked("水沟"), candidates, READER, 2))
    every = dict(rerank(asked("水沟"), candidates, READER))
    assert [both[1], both[2]] == [every[1], every[2]]
    assert both[3] < min(both[1], both[2])
    assert both[3] < every[3]


def test_what_tells_is_looked_for_in_the_whole_report_but_not_at_the_far_end_of_a_long_one() -> None:
    column = list(WEIGHTS).index("report")
    for between, share in ((REACH + 1, 1.0), (FAR, 0.75)):
        text = "水。" + "路" * between + "沟。"
        rows = features(asked("水沟"), [Candidate(found(text, 0, 2), Said(0.0, 0.0))], READER)
        assert rows[0, column] == pytest.approx(share)


def test_another_report_of_a_story_that_was_told_repeats_it() -> None:
    def told(number: int, report: str, group: str) -> ChunkInReport:
        return ChunkInReport(Chunk(number, report, 0, 1, "水"), "水", 0, group)

    ranked = [told(1, "a", "a"), told(2, "b", "b"), told(3, "c", "a"), told(4, "a", "a"), told(5, "b", "b")]
    assert repeats(ranked) == {3}
    assert repeats([ranked[2], ranked[0], ranked[3]]) == {1, 4}


def test_the_lexical_leg_weighs_as_much_as_it_is_trusted() -> None:
    lexical = list(WEIGHTS).index("lexical")
    assert weights(1.0)[lexical] == pytest.approx(WEIGHTS["lexical"][0])
    assert weights(0.0)[lexical] == pytest.approx(WEIGHTS["lexical"][1])
    assert weights(1.0)[lexical] > weights(0.0)[lexical]


# -- fitting ------------------------------------------------------------------------------------------------------


def test_the_fit_finds_the_feature_that_tells_and_only_for_the_questions_where_it_does() -> None:
    random = np.random.default_rng(3)
    size, lessons = len(WEIGHTS), []
    for number in range(80):
        rows = random.random((10, size))
        telling = rows[:, 2] if number % 2 else rows[:, 0]
        relevant = (telling == telling.max()).astype(float)
        own = float(number % 2)
        lessons.append(Lesson(np.hstack([own * rows, (1 - own) * rows]), relevant))
    for_own, for_other = fit([lessons], size)
    assert int(np.argmax(for_own)) == 2
    assert int(np.argmax(for_other)) == 0
    assert fit([[]], size) == ([0.0] * size, [0.0] * size)
