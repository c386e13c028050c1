"""Villages that no list knows, read where their name is sure to begin: |柳溪村李某不收彩礼, 在|双坪村文化广场.

A name begins where a clause does, behind another place or a kind (贫困村|石岭村), and behind a word that governs a
place (在, 对, 走进). It ends in 村, 社区 or 嘎查 where these make no other word (村民, 村级). Rules on shadows. Left
out: villages in a row (`enumerated.py`), and what only 该村 stands for (`antecedents.py`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from rag.language.rarity import count, is_doing, is_grammar, is_placename, is_quality, is_verb, rarity
from rag.language.regex import regex
from rag.language.spans import overlaps
from rag.reports.name_starts import stems
from rag.reports.place_words import common
from rag.types import Level, Place, Span

# Where a village's name may end: what follows makes no other word of its ending.
_ENDING = regex(
    r"(?<!嘎查)村(?![庄落寨民务级里内外上口头尾边屯域镇居规情风貌容史医校晚超长官部企b]"
    r"|组(?!织)|道(?!路)|下(?![辖设属])|中(?![心学央])|小(?!学)|办(?![起了公])|街道)"
    r"|社区(?![化级里内外型])|嘎查(?![级长达民村])"
)
# An office, a house or the lie of a village, which say that its name stood before them.
_VOUCHES = regex(
    r"村?[“\"]?(?:党[支总委群]|支部|支书|两委|委会|居委|集体|合作社|互助社|幸福院|文化|卫生室|村[民委支]|位于|地处|坐落|隶属|共有|辖|距)"
)
_NO_FIRST = frozenset(
    "全该各本我此这那每某有两几多些个名在到对把给由被让从是的了至赴据等但而就却也又再还已因其且若则仅只都们"
)
_NO_LAST = _NO_FIRST | frozenset("与为向及或并要想以于按归任属出回兼称叫")  # 收益由|村集体, 学校与|社区
_INSIDE = frozenset("镇乡县区市村的了在是把被给着等")  # no name of a village holds them
# What governs a place, or opens the clause before it.
_LEADS = regex(
    r"(?:[在到对把给由被让从是的了至赴]|[此全该我本][镇乡县区]|[走挺][进访]|来到|深入|前往|抵达|位于|地处|苏木|如今|其中|同样|另外|此外|比如|例如|分别|也是"
    r"|[今去前明]年|近[日年]|日前|目前|眼下|随后|以及|我们|\d[日月])$"
)
_KIND_BEFORE = frozenset("村镇乡县区市")  # (贫困村|罗山村)
_SOFT = frozenset("和与及为以将向同跟于原像如")  # they begin names as well: 和平村, 将军村, 向阳村
_OF_NO_WORD = 0.8  # rarity of a stem that is rather a name than a word of the language (东林; but 城西)
_VOUCHED = 0.75  # the same where what follows says that it is one (双桥 .79; but 时任 .72, 模范 .6)
_EVERYDAY = 1_000  # times in the dictionary's corpus from which on the tail of a stem is a word: 广大|社区, 军人|社区
_HAN = regex("[一-鿿]+")
_STEM = (3, 2)  # Han characters before the ending, likelier first


def with_told_villages(
    sentence: str, found: Sequence[tuple[Span, Place]], of_report: Sequence[Place]
) -> list[tuple[Span, Place]]:
    """The places found in a sentence (a shadow) and the villages that only their form tells, in order; they lie in the
    town named before them, else in the smallest larger place of their report."""
    taken = [span for span, _ in found]
    told: list[tuple[Span, Place]] = []
    for ending in _ENDING.finditer(sentence):
        span = _span(sentence, taken, ending)
        if span is None or overlaps(span, taken):
            continue
        taken.append(span)
        towns = [place for where, place in found if place.level is Level.TOWN and where[1] <= span[0]]
        above = [place for place in (*of_report, *towns) if place.level is not Level.VILLAGE][-1:]
        within = tuple(name for place in above for name in (*place.within, place.name))
        told.append((span, Place(sentence[slice(*span)], Level.VILLAGE, within=within)))
    return sorted([*found, *told], key=lambda item: item[0])


def _span(sentence: str, taken: Sequence[Span], ending: re.Match[str]) -> Span | None:
    """Where the name stands that has this ending; None where none is sure to."""
    kind, end = ending.group(), ending.start()
    low = max((stop for _, stop in taken if stop <= end), default=0)
    if kind == "嘎查":
        return next(((start, ending.end()) for start in stems(sentence, low, end)), None)
    for length in _STEM:
        at = end - length
        if at < low or not _begins(sentence, at, low, is_weak=kind == "社区"):
            continue
        is_vouched = _VOUCHES.match(sentence, ending.end()) is not None
        if _is_name(sentence[at:end], kind, is_vouched=is_vouched):
            return at, ending.end()
    return None


def _begins(text: str, at: int, low: int, *, is_weak: bool) -> bool:
    """Whether a name that starts at `at` is sure to; a place ends at `low`. `is_weak`: a verb before it is no proof."""
    before = text[at - 1] if at > low else ""
    if not _HAN.fullmatch(before):
        return not before.isdigit()  # 11|日闭村, 8|名优秀嘎查
    if count(text[at - 1 : at + 1]):  # 对|阵, 从|化: a word goes on there
        return False
    if before in _KIND_BEFORE or _LEADS.search(text, max(low, at - 2), at):
        return True
    if before in _SOFT:
        return at - 1 == low or not count(text[at - 2 : at])
    return not is_weak and at - 2 >= low and is_verb(text[at - 2 : at])


def _is_name(stem: str, kind: str, *, is_vouched: bool) -> bool:
    """Whether a stem that begins as a name does is one, and no words of the language."""
    is_cut = stem[0] in _NO_FIRST or stem[-1] in _NO_LAST or not _INSIDE.isdisjoint(stem)
    if is_cut or not _HAN.fullmatch(stem) or common(stem + kind):
        return False
    words = {stem, stem[:2], stem[-2:]}
    if any(is_doing(word) or is_grammar(word) or is_quality(word) for word in words):
        return False
    if len(stem) == _STEM[0] and _is_joined(stem, kind):
        return False
    if is_placename(stem):
        return True
    if kind == "社区":
        return not count(stem)
    return rarity(stem) >= (_VOUCHED if is_vouched else _OF_NO_WORD)


def _is_joined(stem: str, kind: str) -> bool:
    """Whether a stem of three is a word and what joins it to another (和|高图, 代表|和), or ends in an everyday one."""
    joins = stem[0] in _SOFT and not count(stem[:2])
    is_joined = stem[2] == "和" and count(stem[:2]) > 0
    return joins or is_joined or (kind == "社区" and count(stem[1:]) >= _EVERYDAY)
