"""The reports that a list reads as a whole: those that hold the most telling word of its topic."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet

from rag.questions.words.terms import Term
from rag.search.pile import Passage, Pile


def reports_on(topic: Sequence[Term], pile: Pile, allowed: AbstractSet[str] | None) -> Iterator[Passage]:
    """Each of them once, of those `allowed` (None: all); `topic` has one term at least."""
    telling = max(topic, key=lambda term: term.weight)
    chunks = pile.store.chunks(pile.index.with_any([telling.looked_for], allowed))
    return map(pile.passage, dict.fromkeys(chunk.report_id for chunk in chunks))
