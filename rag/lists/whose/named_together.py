"""Places named together (A镇、B乡等), and places that followed another one: (A镇推行P,B镇跟进).

Rules on shadows. Left out: whose doing it is (`attribution.py`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TypeVar

from rag.language.clauses import clause_span
from rag.language.regex import regex
from rag.types import Place, Span

# Between places named together, with the villages or the town of each (A镇甲村、乙村,B镇丙村).
JOINED = regex(
    r"(?:(?:[一-鿿]{2,4}[市县区旗](?=[一-鿿]{1,5}(?:镇|乡|街道)))?(?:[一-鿿]{1,5}(?:镇|乡|街道))?[一-鿿]{1,5}(?:村|社区)|(?<=、)[一-鿿]{2,3}(?=[、和与及])|\([^()]{1,20}\)|[、,和与及跟同以]|还是|联合|携手|会同|[,，](?:后|再|然后|接着|其次|随后|继而)是)*+(?:[一-鿿]{1,3}[省市县区州])?(?:[一-鿿]{1,5}(?:镇|乡|街道)的?)?"
)
# Said of a second place that did the same, with no word for what (A镇推行P,B镇也办了起来).
_DID_SO = (
    r"(?:[办做搞用推铺动建上跟干开学][一-鿿]?|开展|实施|启动|推行|试行)(?:了|起|上|开|来|下去){0,3}(?:起来|开来)?(?=[,，。;；])"
    r"|如此(?=[,，。;；])"
)
_FOLLOWS = regex(
    r"^(?:党委|政府|[、,])*(?![^,，。;；]{0,10}(?:没|未|尚|无|拟|将|计划|打算|准备))[^,，。;；]{0,4}?"
    r"(?:(?:随后|紧随|随即|紧?接着|也|亦|同样|相继|跟着|照着|不久|很快|同步)[一-鿿]{0,4}?"
    rf"(?:跟进|其后|跟上|仿效|效仿|铺开|动起来|行动|{_DID_SO})|(?:[位名]?[居列])?(?:次之|其次|第[一二三四五]|亚军|季军)(?=[,，。;；])|紧随其后|不甘[落示][后弱]"
    r"|[凭靠用以借按照依仿学沿]{0,2}[着了]?(?:同样|一样|相同|同)的?(?:办法|做法|路子|模式|机制|方式|方法|法子|思路|套路|制度))"
)
# Of A in 继A之后,B成为第二个…: it did so before.
_BEFORE_IT = regex(r"继$")
_AFTER_IT = regex(r"^(?:党委|政府)?之?后")
# Before a place that a thing has spread to: (首先在A镇试点,随后扩大到|B镇); not where it has yet to (明年扩大到B镇).
_SPREAD = regex(r"(?:扩大|推广|延伸|扩展|普及|复制|辐射|铺开|推开|拓展)(?:到了?|至|进)(?:[一-鿿]{1,4}[县市区])?$")
_THERE = regex(r"[,，;；][又还也]?在$")
_YET_TO = regex(r"将|拟|计划|明年|来年|下一步|今后|准备|打算|力争|预计")
Named = TypeVar("Named")


def named_together(
    sentence: str, named: Sequence[tuple[Span, Named]], joins: Callable[[str], object] = JOINED.fullmatch
) -> list[tuple[Span, Named]]:
    """The last of what a sentence names, and those named together with it: only what joins stands between them."""
    group = list(named[-1:])
    for item in reversed(named[:-1]):
        if not joins(sentence[item[0][1] : group[0][0][0]]):
            break
        group.insert(0, item)
    return group


def first_together(sentence: str, named: Sequence[tuple[Span, Named]]) -> list[tuple[Span, Named]]:
    """The first of what a sentence names, and those named together with it."""
    group = list(named[:1])
    for item in named[1:]:
        if not JOINED.fullmatch(sentence[group[-1][0][1] : item[0][0]]):
            break
        group.append(item)
    return group


def followers(sentence: str, named: Sequence[tuple[Span, Place]], at: Span) -> list[Place]:
    """Places said to have followed: A镇推行…;|B镇|随后跟进, or that it spread to: 随后扩大到|B镇|和|C镇;
    and the one that others followed: 继|A镇|之后,B镇….
    """
    found: list[tuple[Span, Place]] = []
    for span, place in named:
        before, behind = sentence[: span[0]], sentence[span[1] :]
        if span[0] < at[1]:
            if _BEFORE_IT.search(before) and _AFTER_IT.match(behind):
                found.append((span, place))
            continue
        with_last = found and found[-1][0][0] >= at[1] and JOINED.fullmatch(sentence[found[-1][0][1] : span[0]])
        if with_last or _FOLLOWS.match(behind) or _has_spread(sentence, span) or _goes_on(sentence, span, at):
            found.append((span, place))
    return [place for _, place in found]


def _goes_on(sentence: str, span: Span, at: Span) -> bool:
    """Whether what is said of the place is said of the topic in its own clause (P覆盖12个村,|B镇|覆盖8个村), or the
    topic did something there in turn (P在A镇解决了吃水难,在|B镇|修好了水渠).
    """
    _, end = clause_span(sentence, at)
    if _THERE.search(sentence[: span[0]]) and sentence[at[1] : end].find("在") >= 0:
        return True
    said = sentence[span[1] : span[1] + 2]
    return span[0] >= end and re.fullmatch("[一-鿿]{2}", said) is not None and said in sentence[at[1] : end]


def _has_spread(sentence: str, span: Span) -> bool:
    before = sentence[clause_span(sentence, span)[0] : span[0]]
    return _SPREAD.search(before) is not None and _YET_TO.search(before) is None
