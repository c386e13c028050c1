"""Questions for plans, openly asked (下一步有什么打算, 接下来怎么做): only what is told as a plan answers them.

Rules on shadows. Left out: whether one thing is planned (`whether.py`), which places plan it (`lists.py`).
"""

from __future__ import annotations

from rag.language.plan_words import COMING, MEANT
from rag.language.regex import regex
from rag.questions.query import Query
from rag.types import Kind

_AHEAD = rf"(?:{COMING}|接下来|下步|未来|以后|下一阶段|往后|后续)"
_ASKED = regex(
    rf"{_AHEAD}(?![^?]*[做干建办]了)[^,。?]{{0,12}}?(?:怎么[做办干走打]|怎样做|如何[做打]|[做干](?:什么|些什么|哪些|啥)|什么|哪些)(?:的)?"
    r"[^,。?]{0,6}[?。]*$"
    r"|(?:什么|哪些|啥)(?:新的?|具体的?)?(?:打算|计划|规划|安排|设想)[?。]*$|(?:打算|计划|准备)(?:怎么|怎样|如何)[做办干][?。]*$"
)
_TOLD = regex(
    rf"{_AHEAD}|将(?=[会要于在把]|继续|进一步|逐步|陆续|持续|全面|积极|大力|以)|{MEANT}|计划(?!生育)|规划(?!局|师|图)|准备"
    r"|目标是|筹备|谋划"
)


def asks_plans(query: Query) -> bool:
    """Whether an open question asks what is planned.

    >>> _ASKED.search("石桥镇下一步怎么做?") is not None, _ASKED.search("石桥镇怎么做?") is not None
    (True, False)
    """
    return query.kind is Kind.OPEN and _ASKED.search(query.shadow) is not None


def tells_plan(text: str) -> bool:
    """Whether a sentence tells what is to be done."""
    return _TOLD.search(text) is not None
