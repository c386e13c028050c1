"""Questions about an invented pile as gold questions, so that the checks and measures of `eval.run` apply to them.

Left out: sources and evidence. The pile says of each town in many sentences what it did, and any of them will do.
"""

from __future__ import annotations

from collections.abc import Iterable

from eval.gold.questions import LIST, GoldQuestion
from eval.townships.questions import OTHERWISE, Question
from rag.types import Verdict


def gold_questions(asked: Iterable[Question]) -> list[GoldQuestion]:
    """Each question of those who did it once, in order; a town is wanted under its county's name.

    Questions in other words than the reports' are left out: they test the wording, not the list.
    """
    texts = {one.text: one for one in asked if one.wanted is Verdict.DID and one.kind != OTHERWISE}
    return [_gold(f"towns-{number:03}", one) for number, one in enumerate(texts.values(), 1)]


def _gold(name: str, asked: Question) -> GoldQuestion:
    others = {county + town: verdict.value for (county, town), verdict in asked.truth.items()}
    return GoldQuestion(
        id=name,
        kind=LIST,
        lang="zh",
        question=asked.text,
        answers=tuple((county + town,) for county, town in sorted(asked.gold)),
        sources=(),
        evidence=(),
        not_answers=tuple(name for name, verdict in others.items() if verdict != Verdict.DID),
        verdicts=tuple(others.items()),
    )
