"""Two rankings made one."""

from __future__ import annotations

from rag.search.fusion import fuse


def test_scores_are_brought_to_the_scale_of_their_own_best() -> None:
    fused = fuse([(1, 10.0), (2, 5.0)], [(2, 0.9), (3, 0.3)], dense_weight=1.0)
    assert [item for item, _ in fused] == [2, 1, 3]
    assert fused[0][1] == 1.5


def test_a_leg_with_nothing_to_say_leaves_the_other_as_it_is() -> None:
    assert [item for item, _ in fuse([(7, 3.0), (8, 1.0)], [])] == [7, 8]
    assert [item for item, _ in fuse([], [(8, 0.2), (7, 0.1)])] == [8, 7]
    assert [item for item, _ in fuse([(7, 3.0)], [(9, 0.0)])] == [7]
    assert fuse([], []) == []


def test_equal_scores_come_in_order_of_id() -> None:
    assert [item for item, _ in fuse([(5, 1.0), (3, 1.0)], [])] == [3, 5]
