"""A text being read for places, from left to right: stretches that may be names, and what each came to mean."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from rag.language.rarity import count
from rag.language.regex import regex
from rag.reports.name_starts import stems
from rag.reports.place_words import heads_line, safe_before
from rag.types import Level, Place, Span

NO_RENAMES: Mapping[str, str] = MappingProxyType({})
RANK = {level: rank for rank, level in enumerate(Level)}
_NEAR = 3_000  # code points; how far around a name its other occurrences are counted
_OPENING = regex(
    r"^[\s\d:：年月日\-/.,，。、|]+|(?:正文|原标题|标题|摘要|导读)[:：]\s*|[【\[(（《“\"].{0,20}?[】\])）》”\"]\s*|"
    r"(?:近日|日前|今年以来|近年来|去年以来|连日来|今年|去年|近期|近年|最近|年初以来|目前|当前|一直以来|为此|记者|获悉|据悉|本报讯|[又另]讯[\s:]*(?:\([^()]{2,40}\))?\s*(?:[昨今前当][日天],)?|讯|"
    r"清晨|傍晚|初春|盛夏|金秋|初冬|时下|眼下|从|在|由|中共|走进|来到|步入|漫步|[\d一二三四五六七八九十]+[年月日]的?)[,，:：\s]*"
)
_CLAUSE = regex(r"[。！？!?;；\n\r丨|—]")
# What stands before a county's name and is no part of it: short names of provinces, verbs, 今, 原, 老.
_BEFORE_COUNTY = (
    "京津沪渝冀晋蒙辽吉黑苏浙皖闽赣鲁豫鄂湘粤桂琼川蜀贵黔云滇藏陕秦甘陇青宁新港澳台"
    "省市州县区驻访游看走爱今现古前旧老本贵全"
)
_GONE_TO = regex(r"(?:到|在|走进|来到|深入|前往|赴|位于|的)$")
_LIST_REACH = 40  # code points between two names of one enumeration


@dataclass(frozen=True, slots=True)
class Mention:
    """A place named in a text: `text[span[0]:span[1]]` is the name in the text's own script."""

    span: Span
    place: Place


@dataclass(frozen=True, slots=True)
class Found:
    """A stretch that may be a name: `places` are those it may mean; none for a name that no list knows."""

    start: int
    end: int
    places: tuple[Place, ...]
    short: bool = False


class Reading:
    """A text being read from left to right: what was found so far, and what vouches for the next name."""

    def __init__(self, text: str, context: tuple[Place, ...], opening: int = -1) -> None:
        self.text = text
        self.context = context
        self.opening = opening  # where a question begins: a name there needs no further proof
        self.end = 0
        self._mentions: list[Mention] = []
        self._meant: dict[str, Place] = {}
        self._recent: Place | None = None

    def add(self, start: int, end: int, place: Place) -> None:
        self._mentions.append(Mention((start, end), place))
        self.end = end
        if place.code or place.within:
            self._meant.setdefault(place.name, place)
        if place.level in (Level.COUNTY, Level.CITY) and (place.code or place.within):
            self._recent = place

    def touching(self, start: int) -> Place | None:
        """The place whose name ends where the next one starts, or one 的 before it (青石镇的|小云村)."""
        is_beside = self.end == start or self.text[self.end : start] == "的"
        return self._mentions[-1].place if self._mentions and is_beside else None

    def lists(self, start: int, level: Level | None) -> bool:
        """Whether a name at `start` goes on an enumeration of places of this level, each alone or with a village of it:
        (五丰村“…”、|余家山村), (长丰镇五丰村、|白石镇余家山村)."""
        last = self._mentions[-2:]
        if not last or start - self.end > _LIST_REACH:
            return False
        chain = len(last) == 2 and last[0].span[1] == last[1].span[0] and last[1].place.level is Level.VILLAGE
        if level not in {one.place.level for one in (last if chain else last[-1:])}:
            return False
        between = self.text[self.end : start]
        return between in ("和", "与", "及") or (between[-1:] == "、" and "。" not in between)

    def goes_on_unknown(self, start: int, level: Level) -> bool:
        """Whether a name at `start` stands behind one of its level, in one row, that lies in no known place."""
        if not self.lists(start, level):
            return False
        last = self._mentions[-1].place
        return last.level is level and not (last.code or last.within)

    def vouchers(self, name: str) -> Iterator[Place]:
        """Places that settle an ambiguous name, strongest first: the report's own, itself earlier, the last county."""
        yield from reversed(self.context)
        if name in self._meant:
            yield self._meant[name]
        if self._recent:
            yield self._recent

    def settled(self) -> list[Mention]:
        """The mentions; an ambiguous name takes the meaning that another mention of it has."""
        return [
            mention
            if mention.place.code or mention.place.within
            else Mention(mention.span, self._meant.get(mention.place.name, mention.place))
            for mention in self._mentions
        ]


def belongs(child: Place, parent: Place) -> bool:
    """Whether one place lies within another, by code where both have one, else by name."""
    if child.code and parent.code:
        return len(child.code) > len(parent.code) and child.code.startswith(parent.code)
    return bool({parent.name, parent.present} & set(child.within))


def same(one: Place, other: Place, renamed: Mapping[str, str] = NO_RENAMES) -> bool:
    """Whether two records mean one place: 旬阳县 and 旬阳市 do, two 城关镇 of two counties do not.

    `renamed` tells which names without a code became which (old → new).
    """
    if one.code and other.code:
        return one.code == other.code
    if one.name != other.name and _today(one, renamed) != _today(other, renamed):
        return False
    if not one.within or not other.within:
        return True
    above, also = one.within[-1], other.within[-1]
    return renamed.get(above, above) == renamed.get(also, also)


def _today(place: Place, renamed: Mapping[str, str]) -> str:
    return place.present or renamed.get(place.name, place.name)


def is_near(place: Place, codes: set[str], names: set[str]) -> bool:
    """Whether a place of the pile is one of the context's, or lies in one of them."""
    if place.code and codes:
        return any(place.code[:length] in codes for length in (4, 6, 9))
    return place.name in names or not names.isdisjoint(place.within)


def vouched_for(reading: Reading, item: Found, name: str) -> Place | None:
    """The place that the name means because the report's own places, or an earlier mention, say so."""
    for place in reading.vouchers(name):
        near = [one for one in item.places if same(one, place) or belongs(one, place)]
        if near or place.name == name:
            return near[0] if near else place
    return None


def lies_elsewhere(places: Sequence[Place], before: Place) -> bool:
    """Whether a county or city behind another name is known, so that it cannot be an unknown one inside it."""
    large = (Level.PROVINCE, Level.CITY, Level.COUNTY)
    return bool(places) and places[0].level in large and before.level is Level.COUNTY


def above(level: Level, context: Sequence[Place]) -> tuple[str, ...]:
    """What an unknown name of this level lies within: the smallest larger place of the context."""
    larger = [place for place in context if RANK[Level.PROVINCE] < RANK[place.level] < RANK[level]]
    if not larger:
        return ()
    smallest = max(larger, key=lambda place: RANK[place.level])
    return (*smallest.within, smallest.present or smallest.name)


def whole_name(text: str, starts: list[int], end: int) -> int:
    """The start among `starts` (shortest name first) that takes in a soft word which always stands before the rest."""
    best = starts[0]
    times = count_near(text, best, end) if len(starts) > 1 else 0
    for start in starts[1:]:
        if times > 1 and count_near(text, start, end) == times:
            best = start
    return best


def longer_start(text: str, low: int, start: int, ending: int) -> int | None:
    """Where an unknown name starts whose tail is on the lists (汉|岭沟乡): the tail never stands without it."""
    for at in stems(text, low, ending):
        if at < start and count_near(text, at, ending) == count_near(text, start, ending):
            return at
    return None


def longer_heading(text: str, start: int, end: int) -> int | None:
    """Where a county on no list starts whose tail is on one: an office's name opens the line one character before it
    (崤|霞浦县|人民政府), and that is no word that stands before a county's name (驻霞浦县, 闽霞浦县)."""
    at = start - 1
    if at < 0 or text[at] in _BEFORE_COUNTY or safe_before(text, start) or not heads_line(text, at, end):
        return None
    return at if text[max(at - 1, 0) : at] in ("", "\n") and "一" <= text[at] <= "鿿" else None


def count_near(text: str, start: int, end: int) -> int:
    return text.count(text[start:end], max(start - _NEAR, 0), end + _NEAR)


def inside(place: Place, parent: Place) -> Place:
    """The place, as lying in another."""
    return replace(place, within=(*parent.within, parent.present or parent.name))


def gone_to(text: str, start: int, end: int) -> bool:
    """Whether a village that no list has is where somebody went or was (先后到|斗潭村|开展宣传), or what is told of
    (受灾严重的|朗家村), its stem no word of its own (结对|村)."""
    stem = text[start : end - 1]
    is_name = text[end - 1] == "村" and 2 <= len(stem) <= 3 and not count(stem)
    return is_name and _GONE_TO.search(text[max(start - 2, 0) : start]) is not None


def opens_clause(text: str, start: int) -> bool:
    """Whether nothing but dates, brackets and words like 近日 stands between a sentence's start and here."""
    clause = _CLAUSE.split(text[:start])[-1]
    return not _OPENING.sub("", clause).strip(" ,，:：、　—-")


def subject_on_no_list(resolve: Callable[[str], Sequence[Place]], name: str, text: str) -> bool:
    """Whether a county that no list has opens a sentence of its text (云渚县各乡镇…), which then needs no 我县.

    Only 县: what ends in 市 and 区 is a word too often (巴黎市, 蓄滞洪区). A listed tail makes it two names
    (邢台|威县).
    """
    if not name.endswith("县") or not opens_clause(text, text.find(name)):
        return False
    return not any(resolve(name[at:]) for at in range(len(name) - 1))
