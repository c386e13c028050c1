"""Whether a statement turns around what its text says."""

from __future__ import annotations

from rag.answers.gate.polarity import turned

TOLD = "懂法的当调解员,学农的当技术员,一人可以兼两员,不搞平均分摊。"


def test_the_clauses_of_a_text_in_another_order_turn_nothing() -> None:
    assert not list(turned("懂法的当调解员,学农的当技术员,不搞平均分摊,一人可以兼两员。", TOLD))


def test_a_denial_that_is_left_out_of_its_clause_is_seen() -> None:
    assert list(turned("懂法的当调解员,学农的当技术员,一人可以兼两员,搞平均分摊。", TOLD))
