"""Two rankings made one."""

from __future__ import annotations

import pytest

from rag.search.fusion import DENSE_WEIGHT, Said, fuse, said_of, trust_in


def test_lexical_scores_are_scaled_by_their_best_and_cosines_weighted() -> None:
    assert fuse(said_of([(1, 10.0), (2, 5.0)], [(2, 1.0), (3, 0.5)])) == [
        (1, pytest.approx(1 + 0.5 * DENSE_WEIGHT)),
        (2, pytest.approx(0.5 + DENSE_WEIGHT)),
        (3, pytest.approx(0.5 + 0.5 * DENSE_WEIGHT)),
    ]


def test_what_a_leg_did_not_find_gets_its_lowest_score() -> None:
    assert said_of([(1, 10.0), (2, 5.0)], [(2, 0.9), (3, -0.3)], trust=0.5) == {
        1: Said(0.5, 0.0),
        2: Said(0.25, 0.9),
        3: Said(0.25, 0.0),
    }


def test_a_leg_with_nothing_to_say_leaves_the_other_as_it_is() -> None:
    assert [item for item, _ in fuse(said_of([(7, 3.0), (8, 1.0)], []))] == [7, 8]
    assert [item for item, _ in fuse(said_of([], [(8, 0.2), (7, 0.1)]))] == [8, 7]
    assert fuse(said_of([], [])) == []


def test_words_that_the_pile_does_not_know_take_the_trust_from_the_lexical_leg() -> None:
    lexical, dense = [(1, 9.0), (2, 1.0)], [(2, 0.8), (1, 0.1)]
    assert fuse(said_of(lexical, dense, trust_in(1.0)))[0][0] == 1
    assert fuse(said_of(lexical, dense, trust_in(0.1)))[0][0] == 2


def test_equal_scores_come_in_order_of_id() -> None:
    assert [item for item, _ in fuse(said_of([(5, 1.0), (3, 1.0)], []))] == [3, 5]
