"""Which place 该镇, 该村 stands for: one that the sentences before name. Rules on shadows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from rag.language.regex import regex
from rag.language.sentences import sentence_spans
from rag.language.spans import overlaps
from rag.reports.place_words import common
from rag.search.visits import is_visit
from rag.types import Level, Place, Span

_THIS = regex(r"(?:该|这个|(?<![因由从])此)(?P<kind>乡镇|[镇乡县区市旗村]|街道|社区)(?![一-鿿]?(?:级|委会|民|域|人大))")
_LEVELS = {
    **dict.fromkeys(("乡镇", "镇", "乡", "街道"), Level.TOWN), **dict.fromkeys(("村", "社区"), Level.VILLAGE),
    **dict.fromkeys(("县", "区", "市", "旗"), Level.COUNTY),
}  # fmt: skip
_VILLAGE = regex(
    r"(?:^|(?<=[,，。;；:\n、的]))(?P<name>(?![一这那某各几两每哪该全本我此])[一-鿿]{2,3}村)(?![一-鿿]?[级民委里支干两]|组|庄)"
)
# Before a place that is not what its sentence is about: (与)邻近的A镇, (距)A镇.
_OBLIQUE = regex(
    r"(?:[与同跟和比到赴往从由距离去来]|[相邻]近的?|[毗紧相]邻|靠近|接壤|走进|考察|参观|学习|观摩|[对向在])(?:[一-鿿]{1,4}[省市县区州])*$"
)
_A_VILLAGE = regex(r"^[一这那某各几两每哪]")  # 一个大村 is no name
Named = TypeVar("Named", bound=tuple[Span, Place])


def this_level(sentence: str, end: int) -> Level | None:
    """The level of the place that 该镇, 该村 stands for, before `end`; None where neither stands there."""
    found = list(_THIS.finditer(sentence, 0, end))
    return _LEVELS[found[-1]["kind"]] if found else None


def with_villages_by_form(
    text: str, found: Sequence[tuple[Span, Place]], of_report: Sequence[Place]
) -> list[tuple[Span, Place]]:
    """The places found in a text and what only its form makes a village there (邻近的|柏树村|则不同), in order."""
    taken = [span for span, _ in found]
    within = tuple(name for place in of_report[-1:] for name in (*place.within, place.name))
    formed = [
        (match.span("name"), Place(match["name"], Level.VILLAGE, within=within))
        for match in _VILLAGE.finditer(text)
        if not common(match["name"]) and not overlaps(match.span("name"), taken)
    ]
    return sorted([*found, *formed], key=lambda item: item[0])


def antecedent(before: str, named: Sequence[Named], *, back: bool = False) -> list[Named]:
    """What 该镇 stands for behind the text `before`, of the places of its level `named` there (their spans in it).

    Of the last sentence that names any: the one visited, else the one that it is about. At most one. `back`: who had
    gone out is at home again.
    """
    real = [item for item in named if not _A_VILLAGE.match(item[1].name)]
    if not real:
        return []
    start = max(begin for begin, _ in sentence_spans(before) if begin <= real[-1][0][0])
    last = [item for item in real if item[0][0] >= start]
    if is_visit(before[start:]) and not back:
        return last[-1:]
    about = [item for item in last if not _OBLIQUE.search(before[start : item[0][0]])]
    return about[:1] or last[-1:]
