"""Journeys to see something: who went (or was received), and the places seen, as a report tells them in order.

Of “X镇组织干部到Y县参观学习” X镇 travels and Y县 is seen. A page of short reports tells of several. Rules on shadows.
Left out: which places a sentence tells as seen (`stops_seen.py`), and whose doing it is what visitors are shown
(`visits.py`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rag.language.regex import regex
from rag.lists.whose.stops_seen import GROUP, SEEING, TRAVELS, VERB, Stop, chains_of, mentions_in, seen, village_at
from rag.lists.whose.visits import gone_to, is_back
from rag.reports.place_reading import belongs
from rag.search.pile import Passage, Pile
from rag.types import Place, Span

_SEES = regex(rf"{SEEING}|{GROUP}|了解|交流|听取|项目")
_OF_VISITORS = regex(rf"参观|考察|观摩|取经|{GROUP}")
_REPORTERS = regex(r"记者(?!从[^,。]{0,16}(?:获悉|了解|得知))|采访|笔者")  # who tells is not who goes
_ABROAD = r"(?:外地|外出|外乡镇|别处|全[省市县区州旗][^,。;]{0,14}(?:模范|示范|先进|标杆|明星|典型|样板)(?=[镇乡村]))"
# What is only meant to be, or is not.
_UNDONE = regex(r"(?:(?<!即)将(?![军一])|拟|计划|打算|没有|未能|从未|不再)[^,。]{0,20}$")
_BEFORE_SUBJECT = regex(r"(?:由|与|和|及|对|向|从|按照|根据)$")

_OURS = ("我市", "我县", "我区", "我镇", "我乡", "我村", "外地", "外乡")
_OF_ALL = regex(rf"(?:全[省市县区州])[^,]{{0,4}}{GROUP}")  # who come from many places


@dataclass(frozen=True, slots=True)
class Journey:
    """A journey that a report tells: the travellers' place with what it is told with, largest first (() where no place
    is said), the words for who goes, the sentence that tells it first, and what is seen."""

    travellers: tuple[Place, ...]
    subject: str
    span: Span
    stops: tuple[Stop, ...]
    goes_out: bool


def journeys_of(pile: Pile, passage: Passage) -> Iterator[Journey]:
    """The journeys that a report tells, in order: one ends where its people are back, or where those of another place
    set out (a page of short reports). None where nobody goes to see anything."""
    body = passage.shadow[slice(*passage.report.body)]
    if _OF_VISITORS.search(passage.title_shadow + body) is None:
        return
    number = 0
    while number < len(passage.sentences):
        out = _setting_out(pile, passage, number)
        if out is None:
            number += 1
            continue
        journey, number = _journey(pile, passage, number, out)
        yield journey


def _journey(pile: Pile, passage: Passage, first: int, out: Span) -> tuple[Journey, int]:
    """The journey that starts in a sentence, and the number of the first sentence behind it."""
    sentence, span = passage.sentence(first), passage.sentences[first]
    subject = sentence[: out[0]]
    travellers = _travellers(pile, passage, subject, sentence[out[0] :])
    stops: list[Stop] = []
    number = first
    while number < len(passage.sentences):
        text = passage.sentence(number)
        setting_out = _setting_out_too(pile, passage, number, travellers) if number > first else ()
        if setting_out and _are_others(pile, setting_out, travellers, stops):
            break
        if setting_out and setting_out[-1].name == travellers[-1].name and len(setting_out) > len(travellers):
            travellers, span = setting_out, passage.sentences[number]  # behind a heading, with their county
        home = travellers if not stops else ()
        found = [Stop(chain, passage.sentences[number]) for chain in seen(pile, passage, text, (stops, home))]
        number += 1
        if number > first + 1 and is_back(text) and not found:
            break
        stops += found
    told = tuple(stop for stop in stops if not _is_home(pile, stop, travellers, stops))
    opening = passage.shadow[passage.sentences[first][0] : span[1]]
    return Journey(travellers, subject, span, told, _goes_out(travellers, told, opening)), number


def _setting_out_too(pile: Pile, passage: Passage, number: int, travellers: Sequence[Place]) -> tuple[Place, ...]:
    """Whose people a sentence names as going to see something, while those of a place are on a journey."""
    out = _setting_out(pile, passage, number) if travellers else None
    return _named_travellers(pile, passage, passage.sentence(number)[: out[0]]) if out else ()


def _are_others(pile: Pile, chain: Sequence[Place], travellers: Sequence[Place], stops: Sequence[Stop]) -> bool:
    """Whether who sets out is neither of those on the journey, told again, nor of a place that they have seen; a
    heading tells a town without its county (双庙镇组织外出学习)."""
    other, own = chain[-1], travellers[-1]
    is_told_again = other.name == own.name and (len(travellers) == 1 or pile.finder.same(other, own))
    if is_told_again or belongs(other, own) or belongs(own, other):
        return False
    return not any(other.name == seen.name or belongs(other, seen) for stop in stops for seen in stop.chain)


def _setting_out(pile: Pile, passage: Passage, number: int) -> Span | None:
    """Where in a sentence the going to see something stands; None where it tells of none."""
    text = passage.sentence(number)
    if not (TRAVELS.search(text) or _SEES.search(text)) or _REPORTERS.search(text):
        return None
    chains = list(chains_of(mentions_in(pile, passage, text)))
    for out in re.finditer(rf"{VERB}|{_ABROAD}|来(?=[我本])", text):
        is_abroad = re.fullmatch(_ABROAD, out.group()) is not None or text[out.end() : out.end() + 2] in _OURS
        if _UNDONE.search(text, 0, out.start()):
            continue
        if is_abroad or any(span[0] == out.end() for span, _ in chains) or village_at(text, out.end(), False):
            return out.span()
    where = gone_to(text)
    if where and not _UNDONE.search(text, 0, text.find(where)):  # a place that no list knows
        return text.find(where) - 1, text.find(where)
    for span, _ in chains:
        if text[span[0] - 1 : span[0]] == "来" and TRAVELS.search(text, span[1]):
            return span[0] - 1, span[0]
    return None


def _travellers(pile: Pile, passage: Passage, subject: str, rest: str) -> tuple[Place, ...]:
    """Whose people go: the first place of the sentence before its going, else the report's own, where that is not gone
    to."""
    named = _named_travellers(pile, passage, subject)
    if named:
        return named
    titled = next(iter(chains_of(mentions_in(pile, passage, passage.title_shadow))), None)
    own = passage.report.places
    if rest.startswith("来") and any(word in rest[:4] for word in _OURS):
        return ()
    if titled and titled[0][0] == 0 and not _OF_ALL.search(subject):
        return titled[1]
    return tuple(own) if not _OF_ALL.search(subject) else ()


def _named_travellers(pile: Pile, passage: Passage, subject: str) -> tuple[Place, ...]:
    """The first place that stands before the going as its subject; () where there is none."""
    return next(
        (
            chain
            for span, chain in chains_of(mentions_in(pile, passage, subject))
            if not _BEFORE_SUBJECT.search(subject[: span[0]])
        ),
        (),
    )


def _is_home(pile: Pile, stop: Stop, travellers: Sequence[Place], stops: Sequence[Stop]) -> bool:
    """Whether a place told is the travellers' own, or what that lies in; a round through the own villages has others
    of them only."""
    if not travellers:
        return False
    own, last = travellers[-1], stop.chain[-1]
    if last.name == own.name or pile.finder.same(last, own) or last.name in own.within:
        return True
    is_inside = _is_inside(stop, own)
    return is_inside and not all(_is_inside(one, own) or one.chain[-1].name == own.name for one in stops)


def _is_inside(stop: Stop, own: Place) -> bool:
    return any(belongs(place, own) or own.name in place.within for place in stop.chain)


def _goes_out(travellers: Sequence[Place], stops: Sequence[Stop], sentence: str) -> bool:
    """Whether the journey leads out of the travellers' own place."""
    if not travellers:
        return False
    own = travellers[-1]
    is_out = any(not _is_inside(stop, own) and own.name not in (one.name for one in stop.chain) for stop in stops)
    return is_out or re.search(_ABROAD, sentence) is not None
