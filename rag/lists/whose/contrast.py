"""Of clauses that give their places different values (A镇、B乡风险等级为Ⅰ级,C镇风险等级为Ⅱ级), the one asked for.

Rules on shadows. Left out: figures that are counted or compared (`least_amount.py`).
"""

from __future__ import annotations

from collections.abc import Sequence

from rag.language.clauses import clause_span
from rag.language.regex import regex
from rag.types import Span

# A value at the end of what is asked: …为Ⅰ级?, …评为优秀的有哪些乡镇?
_ASKED = regex(
    r"(?P<link>[评定列升降]?为|(?<![还就也都])是|属于?)(?P<value>[^,。?哪为是属]{1,6}?)"
    r"(?:的(?:都?有|是)?[^,。]{0,8})?[?]*$"
)


def of_value(question: str, sentence: str, topics: Sequence[Span]) -> list[Span]:
    """The stretches of `topics` in a sentence whose clause gives the value that the question ends with; all of them
    where the question ends with none, or no clause gives it so.

    >>> said = "甲镇、乙镇风险等级为一级,丙镇风险等级为二级。"
    >>> of_value("哪些乡镇风险等级为二级?", said, [(5, 7), (16, 18)])
    [(16, 18)]
    """
    asked = _ASKED.search(question)
    if asked is None or len(topics) < 2:
        return list(topics)
    given = asked["link"] + asked["value"]
    saying = [at for at in topics if given in sentence[slice(*clause_span(sentence, at))]]
    return saying or list(topics)
