"""The places that a sentence tells as seen on a journey, each with those that its name stands with.

What is seen stands behind a verb of going or seeing, in a row behind that, or opens a sentence (在Y村,考察组…). Rules
on shadows. Left out: who goes (`journeys.py`), and what visitors are shown there (`visits.py`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from rag.language.regex import regex
from rag.lists.whose.enumerated import VILLAGE_ENDS
from rag.lists.whose.visits import tells_of_seeing
from rag.reports.place_reading import RANK, belongs
from rag.reports.place_words import common
from rag.reports.places import Mention
from rag.search.pile import Passage, Pile
from rag.types import Level, Place, Span

SEEING = r"(?:参观|考察|学习|观摩|取经|走访|调研|踏看)"
GROUP = r"(?:(?:考察|参观|观摩|代表|学习|访问)[团组队]|一行)"
TRAVELS = regex(rf"{SEEING}|{GROUP}")
# What a place that is seen stands behind, as the object of going or seeing.
_GOES = r"(?:(?<![达得感受看听遇做直等])(?:来|走|去|赶|回)?到|奔?赴|前往|走进|深入)"
VERB = rf"(?:{_GOES}|参观|观摩|考察|察看|查看|走访|调研|踏看|学习(?=了))[了过]?"
_ITEM_STARTS = regex(rf"{VERB}|——|(?P<row>[、;]|以及|(?<![饱])和(?![平谐睦])|及)|(?P<clause>,(?:又|再|还)?)")
_LOOKS_AHEAD = regex(r"(?:将|要|拟|计划|准备|表示|下一步|结合)[^,]{0,6}$")
_OPENS_IN = regex(r"^(?:随后|接着|其后|之后)?,?(?:在|位于)")
# A village by its form, where the start of the name is sure.
_VILLAGE = regex(rf"(?:(?![镇乡县区市、和在了的是各本该何对])[一-鿿]){{1,4}}?(?:{VILLAGE_ENDS}|社区)")
_NO_VILLAGE = regex(
    r"(?:[乡农全我两几多重示典先特样名美百千万新渔林山老旧近邻进入驻到]"
    r"|示范|贫困|薄弱|后进|壮大|建设|典型|重点|样板|先进|特色|行政|自然|中心|明星|美丽)[一-鿿]{0,2}(?:村|社区)"
    r"|[一-鿿]*[农乡]村"
)
_OFFICE = regex(r"(?:市|县|区|镇|乡)?(?:党|常)?(?:委|政府|书记|人大|政协|有关|相关|领导|负责|主要|分管)")
_TAUGHT = regex(r"的?(?:先进)?(?:经验|做法|模式)")


@dataclass(frozen=True, slots=True)
class Stop:
    """A place seen, with those that its name is told with (大荔县韦林镇庆沣村), largest first, and the sentence."""

    chain: tuple[Place, ...]
    span: Span

    def at(self, level: Level | None) -> Place | None:
        """The place of a level; without one the smallest."""
        if level is None:
            return self.chain[-1]
        return next((place for place in self.chain if place.level is level), None)


def seen(
    pile: Pile, passage: Passage, text: str, told: tuple[Sequence[Stop], Sequence[Place]]
) -> Iterator[tuple[Place, ...]]:
    """The places that a sentence tells as seen, each with those its name stands with or inherits from its row."""
    mentions = mentions_in(pile, passage, text)
    chains = {span[0]: (span, chain) for span, chain in chains_of(mentions)}
    before, home = told
    above = _only_one(before) if before else tuple(home)
    is_open = is_led = False
    for at, kind in _starts(text, chains, before):
        if text.rfind("“", 0, at) > text.rfind("”", 0, at):
            continue
        if kind in ("verb", "head"):
            is_open, is_led = not _LOOKS_AHEAD.search(text[:at]), kind == "head"
        elif kind == "clause" and is_led:  # what is told of a place that opens the sentence is no row
            is_open = False
        if not is_open:
            continue
        span, chain = chains.get(at, ((at, at), ()))
        if _OFFICE.match(text, span[1]) or _TAUGHT.match(text, span[1]):
            continue
        village = (
            None if chain and chain[-1].level is Level.VILLAGE else village_at(text, span[1], bool(chain or above))
        )
        if not chain and (village is None or kind == "clause"):
            continue
        if not chain:
            chain, village = _by_short_name(village, before) or (above, village)
        elif before and not chain[0].code:  # of the first places told, home says nothing
            chain = (*(one for one in above if RANK[one.level] < RANK[chain[0].level]), *chain)
        if village is not None:
            within = tuple(dict.fromkeys(name for one in chain[-1:] for name in (*one.within, one.name)))
            chain = (*chain, Place(village, Level.VILLAGE, within=within))
        above = tuple(one for one in chain if one.level is not Level.VILLAGE)
        yield _placed(chain)


def _only_one(stops: Sequence[Stop]) -> tuple[Place, ...]:
    """The place that all that was told before lies in, as far as one name says it: villages told alone are there."""
    chains = list(dict.fromkeys(tuple(one for one in stop.chain if one.level is not Level.VILLAGE) for stop in stops))
    return chains[0] if len(chains) == 1 else ()


def _by_short_name(village: str | None, stops: Sequence[Stop]) -> tuple[tuple[Place, ...], str] | None:
    """The town told before by whose short name a village is led (荻港|赭圻村), and the village's own name."""
    for place in (place for stop in stops for place in stop.chain if place.level is Level.TOWN):
        short = place.name.removesuffix("街道")[: None if place.name.endswith("街道") else -1]
        if village and village.startswith(short) and len(village) > len(short) + 1:
            return (place,), village[len(short) :]
    return None


def _starts(
    text: str, chains: dict[int, tuple[Span, tuple[Place, ...]]], before: Sequence[Stop]
) -> Iterator[tuple[int, str]]:
    """Where a place that is seen may begin: behind a verb, in a row behind it, or at the head of the sentence."""
    head = _OPENS_IN.match(text)
    if head and (tells_of_seeing(text) or TRAVELS.search(text)):
        yield head.end(), "head"
    elif (first := min(chains, default=None)) is not None and _goes_on_in(text[:first], chains[first][1], before):
        yield first, "head"
    for found in _ITEM_STARTS.finditer(text):
        yield found.end(), found.lastgroup or "verb"


def _goes_on_in(lead: str, chain: Sequence[Place], before: Sequence[Stop]) -> bool:
    """Whether a sentence opens with a place in one that was gone to: 湖州市安吉县余村坚持绿色发展, of those who went to
    湖州市, which may be told by its short name (湖州安吉县…)."""
    gone_to = [seen for stop in before for seen in stop.chain if lead in ("", seen.name[:-1])]
    return any(belongs(place, seen) or place.name == seen.name for place in chain for seen in gone_to)


def _placed(chain: tuple[Place, ...]) -> tuple[Place, ...]:
    """The places of a chain, each that no list knows within those before it."""
    placed: list[Place] = []
    for place in chain:
        above = placed[-1] if placed else None
        is_free = above is not None and not place.code and not belongs(place, above)
        placed.append(replace(place, within=(*above.within, above.name)) if above is not None and is_free else place)
    return tuple(placed)


def village_at(text: str, at: int, is_placed: bool) -> str | None:
    """The name of a village that starts there; one told with what it lies in may spell an everyday word (余村)."""
    found = _VILLAGE.match(text, at)
    name = found.group() if found else ""
    return name if name and (is_placed or not common(name)) and not _NO_VILLAGE.fullmatch(name) else None


def mentions_in(pile: Pile, passage: Passage, text: str) -> Sequence[Mention]:
    return pile.finder.mentions_of_shadow(text, passage.report.places)


def chains_of(mentions: Sequence[Mention]) -> Iterator[tuple[Span, tuple[Place, ...]]]:
    """Places right behind one another, largest first, with where they stand."""
    row: list[Mention] = []
    for item in mentions:
        if row and (row[-1].span[1] != item.span[0] or RANK[row[-1].place.level] >= RANK[item.place.level]):
            yield (row[0].span[0], row[-1].span[1]), tuple(one.place for one in row)
            row = []
        row.append(item)
    if row:
        yield (row[0].span[0], row[-1].span[1]), tuple(one.place for one in row)
