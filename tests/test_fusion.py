"""Two rankings made one."""

from __future__ import annotations

import pytest

from rag.search.fusion import DENSE_WEIGHT, fuse


def test_lexical_scores_are_scaled_by_their_best_and_cosines_weighted() -> None:
    assert fuse([(1, 10.0), (2, 5.0)], [(2, 1.0), (3, 0.5)]) == [
        (1, pytest.approx(1 + 0.5 * DENSE_WEIGHT)),
        (2, pytest.approx(0.5 + DENSE_WEIGHT)),
        (3, pytest.approx(0.5 + 0.5 * DENSE_WEIGHT)),
    ]


def test_a_leg_with_nothing_to_say_leaves_the_other_as_it_is() -> None:
    assert [item for item, _ in fuse([(7, 3.0), (8, 1.0)], [])] == [7, 8]
    assert [item for item, _ in fuse([], [(8, 0.2), (7, 0.1)])] == [8, 7]
    assert fuse([], []) == []


def test_words_that_the_pile_does_not_know_take_the_trust_from_the_lexical_leg() -> None:
    lexical, dense = [(1, 9.0), (2, 1.0)], [(2, 0.8), (1, 0.1)]
    assert fuse(lexical, dense, known=1.0)[0][0] == 1
    assert fuse(lexical, dense, known=0.1)[0][0] == 2


def test_equal_scores_come_in_order_of_id() -> None:
    assert [item for item, _ in fuse([(5, 1.0), (3, 1.0)], [])] == [3, 5]
