"""Places of a roll: lines that name nothing but a place, or ranks with places (第一名青石镇91分), under a heading that
holds the topic with the title.

Left out: places by their amounts (`measured.py`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from rag.language.regex import regex
from rag.lists.asked.least_amount import bars
from rag.lists.asked.list_topic import terms_to_stand
from rag.lists.asked.sentences_meant import is_other_end
from rag.lists.doer import doer_of
from rag.lists.listed import Evidence
from rag.lists.reports_on import reports_on
from rag.lists.whose.attribution import named_in
from rag.questions.interrogatives import DENIAL_ASKED
from rag.questions.query import Query
from rag.questions.words.terms import coverage
from rag.reports.place_words import common, level_of
from rag.reports.rolls import COUNT, KNOWN_FOR, RANK
from rag.search.pile import Passage, Pile
from rag.types import Place, Span, Verdict

_ON_IT = 0.7  # of the weight of the words asked, in title and heading
_MARK = rf"[\s•·●◆■▲*–—-]*(?:\(?{COUNT}[.、)](?!\d))?\s*"
_BEHIND = rf"{KNOWN_FOR}?[\s,、;。.]*"
_ITEM = regex(rf"(?:{RANK}|{_MARK})(?P<name>[一-鿿]{{2,24}}?){_BEHIND}(?=$|\s|\d|{RANK})")
_LONGEST = 5  # code points of a name on no list
_OTHER_LINES = 3  # of a body that may stand between title and roll and say what it is of
_HEAD = regex(r"^(?P<head>[^:]{2,30}):(?=(?:倒数)?第)")


@dataclass(frozen=True, slots=True)
class _Roll:
    """What heads a roll, and where its items stand in the report: the line of each with the name in it."""

    heading: str
    items: Sequence[tuple[Span, Span]]


def by_rolls(query: Query, pile: Pile, allowed: AbstractSet[str] | None) -> Iterator[Evidence]:
    """What rolls tell, of reports that hold the words asked."""
    topic = terms_to_stand(query)
    if not topic or query.organisation is not None or bars(query.shadow) or DENIAL_ASKED.search(query.shadow):
        return
    for passage in reports_on(topic, pile, allowed):
        for roll in _rolls(passage):
            if coverage(topic, roll.heading) >= _ON_IT and not is_other_end(query.shadow, roll.heading):
                yield from _told(query, pile, passage, roll)


def _told(query: Query, pile: Pile, passage: Passage, roll: _Roll) -> Iterator[Evidence]:
    for line, name in roll.items:
        for place in _meant(query, pile, passage, name):
            yield Evidence(doer_of(place, passage.report), Verdict.DID, passage.report, line, 1.0)


def _meant(query: Query, pile: Pile, passage: Passage, name: Span) -> Sequence[Place]:
    """The place that an item of a roll names, where that is of the level asked."""
    said = passage.shadow[slice(*name)]
    level = level_of(said)
    if level is None or query.level not in (level, None):
        return []
    report = passage.report
    found = [place for span, place in named_in(pile, report, f"{said}、", level) if span[1] == len(said)]
    if found or len(said) > _LONGEST or common(said):
        return found
    within = tuple(name for place in report.places[-1:] for name in (*place.within, place.name))
    return [Place(said, level, within=within)]


def _rolls(passage: Passage) -> Iterator[_Roll]:
    """The rolls of a report, each under the line before it, with what the title and the opening say."""
    title, opening, heading = passage.title_shadow, list[str](), ""
    items: list[tuple[Span, Span]] = []
    for line in (*_lines(passage), None):  # with the end of the report
        head, found = _items(passage.shadow, line) if line else ("", [])
        if head:  # 前三名:第一名青石镇,第二名…
            yield _Roll(f"{title}\n{head}", found)
        elif found:
            items += found
        else:
            if len(items) > 1:
                yield _Roll("\n".join([title, *opening, heading]), items)
            items, heading = [], passage.shadow[slice(*line)] if line else ""
            opening = [*opening, heading][:_OTHER_LINES]


def _lines(passage: Passage) -> Iterator[Span]:
    for found in re.finditer(r"[^\n]+", passage.shadow[passage.report.body[0] :]):
        start = passage.report.body[0] + found.start()
        if found.group().strip():
            yield start, start + len(found.group())


def _items(text: str, line: Span) -> tuple[str, list[tuple[Span, Span]]]:
    """What heads the items on a line of nothing else, '' where that is another line, and each item with its line; none
    where something else stands in it."""
    head = _HEAD.match(text[slice(*line)])
    at, found = line[0] + (head.end() if head else 0), list[tuple[Span, Span]]()
    while at < line[1]:
        item = _ITEM.match(text, at, line[1])
        if item is None or not item.end() > at or not _ends_as_place(item["name"]):
            return "", []
        found.append((line, item.span("name")))
        at = item.end()
    return head["head"] if head else "", found


def _ends_as_place(name: str) -> bool:
    return name.endswith(("镇", "乡", "街道", "村", "社区", "县", "区", "市", "办事处"))
