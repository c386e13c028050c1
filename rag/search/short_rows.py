"""Rows of short names closed by what they are: 黄泥、文明等8个村, 大坪和小坪两村, 城关、东川、南沟三个乡镇.

The noun that closes a row vouches for its names, whatever words they are, where the row's own number fits. Left out: a
first name that nothing known parts from what stands before it, and rows of full names (`enumerated.py`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rag.language.numerals import han_value
from rag.language.rarity import rarity
from rag.language.regex import regex
from rag.language.spans import overlaps
from rag.types import Level, Place, Span

_NUMBER = r"(?:\d+|[一二两三四五六七八九十]+)"
# What closes a row, and what makes another word of it (村民, 村干部, 镇政府).
_KINDS = {
    "行政村": "村", "自然村": "村", "贫困村": "村", "村": "村", "社区": "社区",
    "乡镇": "", "镇街": "", "乡镇街道": "", "镇": "镇", "乡": "乡", "街道": "街道",
}  # fmt: skip
_TOWN_ENDINGS = ("镇", "乡", "街道")
_KIND = rf"(?P<kind>{'|'.join(sorted(_KINDS, key=len, reverse=True))})(?![民委务级里长支党庄容貌落干政])"
_JOINS = "、和与及"
_NAME = rf"(?![的在了是于把等{_JOINS}])(?:(?!等)[一-鿿]){{2,3}}"
# Verbs right behind which a row begins.
_LEADS = "|".join(
    f"(?<={lead})" for lead in "覆盖 惠及 涉及 包括 带动 辐射 走访 推动 联合 选取 确定 组织 分布在 服务 联系".split()
)
_ROW = regex(
    rf"(?:(?<=^)|{_LEADS}|(?<=[\s,，。;；:：、“(（的在以为有向由从及和与将把对给到于是让镇乡县市区]))"
    rf"(?P<names>{_NAME}(?:[{_JOINS}]{_NAME})*)(?:(?P<etc>等)(?P<many>{_NUMBER})|(?P<all>{_NUMBER}))[个座]?{_KIND}"
)
_ONE_NAME = regex(rf"(?:^|(?<=[{_JOINS}]))[一-鿿]{{2,3}}(?=[{_JOINS}]|$)")
_OF_MANY = regex(rf"[一-鿿、]{{2,40}}?等{_NUMBER}(?:多|余)?[个座]{_KIND}")
# Rarity under which a word is rather what the places of a row have or did (产业 .35, 党建 .87) than a name (东川 .92);
# one name above it vouches for the others (黄泥、文明).
_EVERYDAY = 0.9
_LEVELS = {"村": Level.VILLAGE, "社区": Level.VILLAGE}
_ORDER = (Level.PROVINCE, Level.CITY, Level.COUNTY, Level.TOWN, Level.VILLAGE)


def with_short_names(
    sentence: str,
    found: Sequence[tuple[Span, Place]],
    of_report: Sequence[Place],
    attested: Callable[[str], bool],
) -> list[tuple[Span, Place]]:
    """The places found in a sentence (a shadow) and those of its rows of short names, in order. They lie in what the
    sentence names before the row, else in what their report is of; `attested` says whether some report has a name."""
    more: list[tuple[Span, Place]] = []
    taken = [span for span, _ in found]
    for row in _ROW.finditer(sentence):
        names = [one.span() for one in _ONE_NAME.finditer(row["names"])]
        if not _fits(sentence, row.start(), row["all"] or row["many"], len(names), whole=row["all"] is not None):
            continue
        ending = _KINDS[row["kind"]]
        shorts = [row["names"][slice(*name)] for name in names]
        if sentence[row.start() - 1 : row.start()] == "、":  # what parts no name from the words before it
            shorts.append(sentence[max(row.start() - 3, 0) : row.start() - 1])
        if not any(_is_name(short, ending, attested) for short in shorts):
            continue
        level = _LEVELS.get(ending, Level.TOWN)
        before = [place for span, place in found if span[1] <= row.start()]
        above = [place for place in (*of_report, *before) if _ORDER.index(place.level) < _ORDER.index(level)][-1:]
        within = tuple(name for place in above for name in (*place.within, place.name))
        for start, end in names:
            span = (row.start("names") + start, row.start("names") + end)
            if not overlaps(span, taken):
                more.append((span, Place(_full(sentence[slice(*span)], ending, attested), level, within=within)))
    return sorted([*found, *more], key=lambda item: item[0])


def row_of_many(sentence: str, name: str) -> Span | None:
    """From where a sentence (a shadow) names a place as one of more than it names to the end of that row
    (黄泥、文明等8个村); None where it does not.

    >>> row_of_many("石泉镇的黄泥、文明等8个村先行。", "黄泥村")
    (4, 13)
    """
    stem = name.rstrip("村镇乡")
    for found in _OF_MANY.finditer(sentence):
        at = found.group().find(stem)
        if at >= 0 and found.group()[at + len(stem) : at + len(stem) + 1] in ("、", "等", name[-1]):
            return found.start() + at, found.end()
    return None


def _fits(sentence: str, start: int, written: str, names: int, *, whole: bool) -> bool:
    """Whether a row has as many names as it says: all of them (两村), or fewer (等8个村)."""
    number = int(written) if written.isdigit() else han_value(written)
    joined = sentence[start - 1 : start] == "、"
    if number is None or (names < 2 and not joined):
        return False
    return number == names if whole else number >= names


def _is_name(short: str, ending: str, attested: Callable[[str], bool]) -> bool:
    """Whether a word is no everyday one, or some report writes it with the ending of a place."""
    return rarity(short) >= _EVERYDAY or any(attested(short + one) for one in ([ending] if ending else _TOWN_ENDINGS))


def _full(short: str, ending: str, attested: Callable[[str], bool]) -> str:
    """A short name with its ending: of 乡镇 the one that some report writes, else none."""
    if short.endswith(ending or _TOWN_ENDINGS):
        return short
    return short + (ending or next((one for one in _TOWN_ENDINGS if attested(short + one)), ""))
