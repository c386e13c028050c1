"""Villages that no list knows, where a clause is about one: 东林村的收入达到2284万元, 城西村位于海游街道.

Rules on shadows. Left out: villages in a row (`enumerated.py`), and what only 该村 stands for (`antecedents.py`).
"""

from __future__ import annotations

from collections.abc import Sequence

from rag.language.rarity import is_doing, rarity
from rag.language.regex import regex
from rag.language.spans import overlaps
from rag.reports.place_words import common
from rag.types import Level, Place, Span

# A clause opens with the name; what stands behind says that it is one (位于), or tells something of it.
_SUBJECT = regex(
    r"(?:^|(?<=[,;:。!?“(]))(?:[今去前]年|目前|如今|其中|同样)?(?P<name>(?![全各该本我此这那每某有两几多些个一在])"
    r"(?:(?![镇乡县区市村的])[一-鿿]){2,3}村)"
    r"(?:(?P<lies>位于|地处|坐落[于在]|隶属|距离?|东[临邻与]|共有|辖)|(?=的(?![人民])|[通依以把将利探采成实累已现]|达|年|集体|全村|\d))"
)
_OF_NO_WORD = 0.8  # rarity of a stem that is rather a name than a word of the language (东林; but 城西)


def with_told_villages(
    sentence: str, found: Sequence[tuple[Span, Place]], of_report: Sequence[Place]
) -> list[tuple[Span, Place]]:
    """The places found in a sentence (a shadow) and the villages that its clauses are about, in order; they lie in the
    smallest place of their report."""
    taken = [span for span, _ in found]
    above = [place for place in of_report if place.level is not Level.VILLAGE][-1:]
    within = tuple(name for place in above for name in (*place.within, place.name))
    told = [
        (match.span("name"), Place(match["name"], Level.VILLAGE, within=within))
        for match in _SUBJECT.finditer(sentence)
        if not overlaps(match.span("name"), taken) and _is_name(match["name"], is_sure=match["lies"] is not None)
    ]
    return sorted([*found, *told], key=lambda item: item[0])


def _is_name(name: str, *, is_sure: bool) -> bool:
    stem = name[:-1]
    return not common(name) and not is_doing(stem[:2]) and (is_sure or rarity(stem) >= _OF_NO_WORD)
