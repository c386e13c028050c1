"""Figures that are aimed at (力争到年底达到500户), told apart from those that are reached. Rules on shadows.

Left out: figures that are expected by their nature, as a forecast of the weather.
"""

from __future__ import annotations

from collections.abc import Sequence

from rag.answers.evidence import Sentence
from rag.answers.patterns import figures
from rag.language.regex import regex
from rag.search.interrogatives import PLAN_ASKED, RATIO_ASKED
from rag.search.query import Query
from rag.types import Kind, Span

_AS_FULL = 0.35  # covered share that a figure reached may lack, beside one that is only aimed at
_AIM = regex(
    r"力争|争取(?!了)|(?<![按照原依年初])计划(?!生育|内|外)|(?<!市)规划(?=到|在|面积|建|总|投|用地)|拟(?!定)|打算|预计|有望|目标(?:是|为|,|:)"
    r"|即将|将(?=要|达|建|实|完|新|投|发展|种|再|继续|全面|在|于|扩|增|突破|超)|下一步|今后|明年|来年|未来|到(?:今|明|本)?年底"
)
_REACHED = regex(r"已经?|目前|现有|如今|截至|累计|去年|完成了|建成了|达到了|实现了|发展了")
_TO_COME = regex(r"(?<!主|需)[要将会能](?!求)[一-鿿]{1,3}?(?:多少|几)|到20\d\d年(?:底|末)?[一-鿿]{0,6}?[要将达]")
_STOP = regex(r"[。;；!?]")


def reached_first(query: Query, answering: Sequence[Sentence]) -> list[Sentence]:
    """Of sentences that answer a question for a figure, best first, those that tell what is reached, where there is one
    that holds about as much of the question; else all of them as they are."""
    if not _wants_reached(query) or not answering:
        return list(answering)
    reached = [one for one in answering if not only_aims(query, one)]
    best = max((one.covered for one in reached), default=-1.0)
    return reached if best >= answering[0].covered - _AS_FULL else list(answering)


def only_aims(query: Query, sentence: Sentence) -> bool:
    """Whether every figure that may be the one asked for is only aimed at, and the question asks for no plan."""
    if not _wants_reached(query):
        return False
    ratios = bool(RATIO_ASKED.search(query.shadow))
    told = list(figures(sentence.shadow, query.measure, ratios=ratios))
    return bool(told) and all(_is_aim(sentence.shadow, at) for at in told)


def _wants_reached(query: Query) -> bool:
    asks_plan = PLAN_ASKED.search(query.shadow) or _TO_COME.search(query.shadow)
    return query.kind is Kind.FIGURE and not asks_plan


def _is_aim(text: str, figure: Span) -> bool:
    """Whether a word of aiming stands before the figure in its part of the sentence, and none of having reached."""
    start = max((found.end() for found in _STOP.finditer(text, 0, figure[0])), default=0)
    aims = [found.end() for found in _AIM.finditer(text, start, figure[0])]
    return bool(aims) and _REACHED.search(text, aims[-1], figure[0]) is None
