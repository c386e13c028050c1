"""Which places a question asks of: those of the pile, those that reports only speak of, those that nobody knows.

Left out: a name written wrong, which `query.py` mends and has read again.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product
from typing import Protocol

from rag.language.regex import regex
from rag.language.script import shadow
from rag.language.spans import overlaps
from rag.questions.coordination import TOGETHER
from rag.questions.cut_out import QUOTED
from rag.questions.interrogatives import ASKS, EXCEPTED, NOT_MEANT
from rag.questions.places.placenames import NamedPlace, PlaceTable, goes_on, unlisted_villages, without_joiner
from rag.questions.places.romanized import RomanizedTable, unknown_in
from rag.reports.place_reading import RANK
from rag.reports.places import belongs
from rag.types import Level, Place, Span

_BOUND_FOR = regex(r"(?:(?<![过除失出])去|赴|(?<![以过])往|来到)$")
_HAN = regex("[一-鿿]")  # a question with Chinese in it is asked by that
_OF = regex(r"(?:的(?:那个)?)?")  # 云阴县的柳溪镇
_IN = regex(r"\s*(?:,|\(|\bin\b|\bof\b)\s*")
_SHORTEST_VILLAGE, _SHORTEST_COUNTY = 3, 2  # code points: 营坪村; 凤冈
_VILLAGERS = regex("村民")  # 转移村民多少人 names no village
_TO_VILLAGERS = "为给让使对向把被带助帮"  # 茶叶为|村民增收
_BEYOND = regex("(?:以外|之外)")  # 唐家镇以外的乡镇
# What follows the name of a province, a city or a county where the whole is called by it and works anywhere.
_NAMED_AFTER = regex(r"(?:(?![的了在是有和与及或哪到去])[一-鿿]){0,8}?(?:大学(?!生)|学院|集团)")
# The same where the question says that something is done together with it (和山东六和合作).
_PARTNER = regex(rf"[一-鿿]{{2,6}}?(?={TOGETHER})")
# Before a place's short name, words of their own: 去溪口, 看溪口, 县溪口 of 甲县溪口.
_LEADS_TO = (
    "和与跟同及或比的在对给为是了被把从到向由于以全各该本每某这那哪等去往赴来进入自经过离问查说看就让省市县区州旗镇乡村"
)
_TOWNS_AND_VILLAGES = (Level.TOWN, Level.VILLAGE)


@dataclass(frozen=True, slots=True)
class PlacesAsked:
    """`named` have reports of their own, `mentioned` are spoken of or gone to (去北京打工), `foreign` are names that no
    report holds.

    `excluded` are the names that the question leaves out of a list (除了神河镇), and `are_excepted` whether it does so;
    `spans` are where any of them stand.
    """

    named: tuple[NamedPlace, ...]
    mentioned: tuple[NamedPlace, ...]
    foreign: tuple[str, ...]
    excluded: frozenset[str]
    are_excepted: bool
    spans: tuple[Span, ...]


class KnownPlaces(Protocol):
    """What the pile knows of places."""

    @property
    def table(self) -> PlaceTable: ...

    @property
    def romanized(self) -> RomanizedTable: ...

    def place_names(self, text: str) -> Sequence[NamedPlace]:
        """Every stretch of the text that reads as an administrative place, in the pile or not."""
        ...

    def attested(self, phrase: str) -> bool:
        """Whether some report holds the phrase, punctuation aside."""
        ...


def places_asked(resolved: str, lang: str, pile: KnownPlaces) -> PlacesAsked:
    """The places in a question that stands on its own."""
    text = shadow(resolved)
    excepted = EXCEPTED.search(text)
    quoted = [found.span(1) for found in QUOTED.finditer(text)]
    of_pile = [place for place in pile.table.named_in(text) if not _is_part(place.span, quoted)]
    called = list(_called_after(text, [*of_pile, *pile.place_names(text)], pile))
    of_pile = [
        place
        for place in of_pile
        if not overlaps(place.span, [one.span for one in called]) and not _ends_longer(text, place, of_pile, pile)
    ]
    if lang == "en":
        of_pile = sorted((*of_pile, *pile.romanized.named_in(resolved)), key=lambda place: place.span)
    left_out = [found.span("what") for found in (excepted, NOT_MEANT.search(text)) if found and found["what"]]
    outside = [one for one in of_pile if _BEYOND.match(text, one.span[1]) or overlaps(one.span, left_out)]
    others = _others(text, [place.span for place in (*of_pile, *called)], quoted, pile)
    if lang != "en":  # there every stretch of Chinese is a name
        others += unlisted_villages(text, [one.span for one in (*of_pile, *called, *others)], pile.attested)
    known = [place for place in others if pile.attested(place.name)]
    outside += [one for one in known if _BEYOND.match(text, one.span[1]) or overlaps(one.span, left_out)]
    known = [one for one in known if one not in outside]
    bound_for = [place for place in of_pile if _BOUND_FOR.search(text[: place.span[0]])]
    if len(bound_for) == len(of_pile) + len(known):  # the only place is the one asked of
        bound_for = []
    spelled = unknown_in(resolved, [place.span for place in of_pile]) if lang == "en" and not _HAN.search(text) else []
    named, unknown = _narrowed(text, [place for place in of_pile if place not in (*outside, *bound_for)])
    return PlacesAsked(
        named=tuple(named),
        mentioned=(*known, *bound_for, *called),
        foreign=(*(one.name for one in others if one not in (*known, *outside)), *unknown, *spelled),
        # 除了旬阳县神河镇: the county only tells which town is meant.
        excluded=frozenset(place.name for named in _narrowed(text, outside)[0] for place in named.places),
        are_excepted=excepted is not None or bool(outside),
        spans=(
            *_stretches(text, sorted((*of_pile, *called, *others), key=lambda place: place.span)),
            *([excepted.span()] if excepted and outside else _beyond(text, outside)),
        ),
    )


def _called_after(text: str, places: Sequence[NamedPlace], pile: KnownPlaces) -> Iterator[NamedPlace]:
    """The universities, groups and partners whose names begin with a place they are called after (云州理工大学), where
    some report writes them so: what is asked is theirs, wherever it was."""
    for named in {place.span: place for place in places}.values():
        if any(place.level in _TOWNS_AND_VILLAGES for place in named.places):
            continue
        joined = text[: named.span[0]].endswith(("和", "与", "跟", "同"))
        found = _NAMED_AFTER.match(text, named.span[1]) or (_PARTNER.match(text, named.span[1]) if joined else None)
        name = text[named.span[0] : found.end()] if found else ""
        if found and pile.attested(name):
            yield NamedPlace((named.span[0], found.end()), name, ())


def _ends_longer(text: str, place: NamedPlace, others: Sequence[NamedPlace], pile: KnownPlaces) -> bool:
    """Whether a short name is the end of a longer one that some report writes: 溪口 in 盘古乡|舒溪口|电站."""
    start = place.span[0]
    before = text[start - 1 : start]
    if any(place.name in (one.name, one.present) for one in place.places) or not _HAN.match(before):
        return False
    if before in _LEADS_TO or any(one.span[1] == start for one in (*others, *pile.place_names(text))):
        return False
    return pile.attested(before + place.name)


def _beyond(text: str, outside: Sequence[NamedPlace]) -> Iterator[Span]:
    """The words that leave the places out: 以外, which is no topic."""
    for place in outside:
        if found := _BEYOND.match(text, place.span[1]):
            yield found.span()


def _narrowed(text: str, places: Sequence[NamedPlace]) -> tuple[list[NamedPlace], list[str]]:
    """A town said right behind its county (云阴县柳溪镇, 云阴县的柳溪镇) is that county's alone; and the names of those
    that no report is about, because the county has no such town."""
    named: list[NamedPlace] = []
    unknown: list[str] = []
    for place in sorted(places, key=lambda one: one.span):
        larger = named[-1] if named and _OF.fullmatch(text, named[-1].span[1], place.span[0]) else None
        if larger is None or not all(_is_below(*pair) for pair in product(place.places, larger.places)):
            named.append(place)
            continue
        inside = [one for one in place.places if not one.within or any(belongs(one, it) for it in larger.places)]
        if inside:
            named[-1] = replace(place, places=tuple(inside))
        else:
            named.pop()
            unknown.append(larger.name + place.name)
    return named, unknown


def _is_below(one: Place, other: Place) -> bool:
    return RANK[one.level] > RANK[other.level]


def _stretches(text: str, places: Sequence[NamedPlace]) -> list[Span]:
    """Where the places stand; a place and the larger one said behind it (Shenhe Town, Xunyang County) are one."""
    spans: list[Span] = []
    for at, place in enumerate(places):
        before = places[at - 1] if at else None
        parted = before and _IN.fullmatch(text, before.span[1], place.span[0])
        if before and parted and any(belongs(*pair) for pair in product(before.places, place.places)):
            spans[-1] = (spans[-1][0], place.span[1])
        else:
            spans.append(place.span)
    return spans


def _others(text: str, taken: Sequence[Span], quoted: Sequence[Span], pile: KnownPlaces) -> list[NamedPlace]:
    """Names of places that have no reports of their own."""
    found: list[NamedPlace] = []
    for place in pile.place_names(text):
        if overlaps(place.span, taken) or _is_part(place.span, quoted):
            continue
        if ASKS.search(place.name):  # 怎么解决村 is no village
            continue
        if place.name not in (one.name for one in place.places) and goes_on(text, place.span[1]):
            continue
        of_villagers = _VILLAGERS.match(text, place.span[1] - 1)
        if of_villagers and (place.name[-2] in _TO_VILLAGERS or not pile.attested(place.name)):
            continue
        if place.name.endswith("村") and not pile.attested(place.name) and _holds_village(place.name, pile):
            continue  # 整治营坪村: the village within is found by its form
        found.append(_as_written(without_joiner(place, pile.attested), pile))
    return found


def _holds_village(name: str, pile: KnownPlaces) -> bool:
    return any(pile.attested(name[at:]) for at in range(1, len(name) - _SHORTEST_VILLAGE + 1))


def _as_written(place: NamedPlace, pile: KnownPlaces) -> NamedPlace:
    """A county by its short name, where the pile writes only that: 凤冈 for 凤冈县."""
    short = place.name[:-1]
    is_short = place.name[-1] in "县市区" and len(short) >= _SHORTEST_COUNTY and not pile.attested(place.name)
    return replace(place, name=short) if is_short and pile.attested(short) else place


def _is_part(span: Span, quoted: Sequence[Span]) -> bool:
    """Whether a name stands inside a longer one that the question quotes: “平安江西” is no place."""
    return any(start <= span[0] and span[1] <= end and span != (start, end) for start, end in quoted)
