"""Which places 该镇, 该村, 两村 stand for, and 全村 where one village is told of: those that the sentences before name.

Rules on shadows.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import TypeVar

from rag.language.regex import regex
from rag.language.sentences import sentence_spans
from rag.language.spans import overlaps
from rag.lists.whose.named_together import named_together
from rag.lists.whose.visits import is_visit
from rag.reports.place_words import common
from rag.types import Level, Place, Span

_THIS = regex(r"(?:该|这个|(?<![因由从])此)(?P<kind>乡镇|[镇乡县区市旗村]|街道|社区)(?![一-鿿]?(?:级|委会|民|域|人大))")
_LEVELS = {
    **dict.fromkeys(("乡镇", "镇", "乡", "街道"), Level.TOWN), **dict.fromkeys(("村", "社区"), Level.VILLAGE),
    **dict.fromkeys(("县", "区", "市", "旗"), Level.COUNTY),
}  # fmt: skip
_MANY = "零一两三四五六七八九"
# Several that were named before: 两村|共新建路灯102盏, (为)两个村|投入资金, 该4村|共同出资; not 有两个村, 全镇两个村.
_THESE = regex(
    r"(?:(?:^|[,;:。“]|[对为给让使])[这该]?|该|这|上述|以上)(?P<many>[2-9两三四五六七八九])个?(?:行政|贫困)?(?P<kind>乡镇|[镇乡村]|社区|街道)(?![一-鿿]?[级民委]|[庄组]|一)"
)
_VILLAGE_ITSELF = r"全村|本村|村[里内](?!的?人)|村(?:支部?)?[“\"]?两委|村支部?委会|(?:^|[,;:。“])村(?:党总?支部|集体)"
# What a place is called that was named before; what its villages do is a town's doing too.
_SPEAKS_OF_ITSELF = {
    Level.VILLAGE: regex(_VILLAGE_ITSELF),
    Level.TOWN: regex(rf"[全本][镇乡]|(?:^|[,;:。“])[镇乡](?:党委|政府|[里上])|{_VILLAGE_ITSELF}"),
}
_VILLAGE = regex(
    r"(?:^|(?<=[,，。;；:\n、的]))(?P<name>(?![一这那某各几两每哪该全本我此])[一-鿿]{2,3}村)(?![一-鿿]?[级民委里支干两]|组|庄)"
)
# Before a place that is not what its sentence is about: (与)邻近的A镇, (距)A镇.
_OBLIQUE = regex(
    r"(?:[与同跟和比到赴往从由距离去来]|[相邻]近的?|[毗紧相]邻|靠近|接壤|走进|考察|参观|学习|观摩|[对向在])(?:[一-鿿]{1,4}[省市县区州])*$"
)
_SITUATED = regex(
    r"接壤|[相毗]邻|交界|相[望连接]|毗连|[距离][^,。]{0,12}(?:公里|里|千米|米)"
)  # says where a place lies
_A_VILLAGE = regex(r"^[一这那某各几两每哪]")  # 一个大村 is no name
Named = TypeVar("Named", bound=tuple[Span, Place])


def this_level(sentence: str, end: int) -> Level | None:
    """The level of the place that 该镇, 该村 stands for, before `end`; None where neither stands there."""
    found = list(_THIS.finditer(sentence, 0, end))
    return _LEVELS[found[-1]["kind"]] if found else None


def these(sentence: str, end: int) -> tuple[int, Level] | None:
    """How many places of which level 两村, 该4村 stands for before `end`; None where nothing of the kind is said.

    >>> these("由该4村经济联合社共同出资。", 13)
    (4, <Level.VILLAGE: 'village'>)
    """
    found = list(_THESE.finditer(sentence, 0, end))
    if not found:
        return None
    many = found[-1]["many"]
    return int(many) if many.isdigit() else _MANY.index(many), _LEVELS[found[-1]["kind"]]


def those_told_of(
    text: tuple[str, str],
    asked: tuple[Level | None, Place | None],
    end: int,
    named_in: Callable[[str, Level], list[tuple[Span, Place]]],
) -> list[tuple[Span, Place]]:
    """The places that 两村 stands for in a sentence; where 全村 is told of, in a report of no village, the one that the
    paragraph names, or that the report keeps naming. `text`: what stands before the sentence, and it; `asked`: the
    level, and the report's own place of it; `named_in` gives the places of a level that a text names."""
    (before, sentence), (level, own) = text, asked
    said = these(sentence, end)
    if said is not None and level in (None, said[1]):
        return _named_as_many(before, named_in(before, said[1]), said[0])
    paragraph = before[before.rfind("\n") + 1 :]
    if own is not None or level is None or level not in _SPEAKS_OF_ITSELF:
        return []
    if not _SPEAKS_OF_ITSELF[level].search(paragraph + sentence[:end]):
        return []
    near = named_in(paragraph, level)
    if len({place.name for _, place in near}) == 1 and _SPEAKS_OF_ITSELF[level].search(sentence[:end]):
        start = len(before) - len(paragraph)
        return [((near[-1][0][0] + start, near[-1][0][1] + start), near[-1][1])]
    return _named_again(named_in(before, level)) if level is Level.VILLAGE else []


def _named_again(named: Sequence[tuple[Span, Place]]) -> list[tuple[Span, Place]]:
    """The last mention of the place that comes back where every other is named but once, or of the only one."""
    times = Counter(place.name for _, place in named)
    again = [name for name in times if times[name] > 1] or list(times)
    return [item for item in named if item[1].name == again[0]][-1:] if len(again) == 1 else []


def _named_as_many(before: str, named: Sequence[tuple[Span, Place]], many: int) -> list[tuple[Span, Place]]:
    """The last that the text `before` names together, where they are so many; else none (甲村、乙村…。|两村|…)."""
    rest = list(named)
    while rest:
        group = named_together(before, rest)
        if len({place.name for _, place in group}) == many:
            return group
        if len(group) > 1:
            return []
        rest = rest[: -len(group)]
    return []


def is_called_so(sentence: str, end: int, name: str) -> bool:
    """Whether a place of this name is what 该镇, 该乡 says before `end`: 该乡 is no 街道."""
    found = list(_THIS.finditer(sentence, 0, end))
    return bool(found) and (found[-1]["kind"] == "乡镇" or name.endswith(found[-1]["kind"]))


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

    Of the last sentence that names one it may be: the one visited, else the one that it is about. At most one; none
    where each is only said to be near, or far (这里东与A镇接壤). `back`: who had gone out is at home again.
    """
    real = [item for item in named if not _A_VILLAGE.match(item[1].name)]
    for start, end in reversed(sentence_spans(before)):
        inside = [item for item in real if start <= item[0][0] < end]
        if inside and is_visit(before[start:end]) and not back:
            return inside[-1:]
        about = [item for item in inside if not _OBLIQUE.search(before[start : item[0][0]])]
        if about or (inside and not _SITUATED.search(before[start:end])):
            return about[:1] or inside[-1:]
    return []
