"""Where the items of a digest begin: a page that tells of several places, each under a heading that names its own.

Left out: what a heading is (`items.py`), and the reports that come of it (`split.py`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from rag.language.regex import regex
from rag.reports.bylines import byline
from rag.reports.clean import Kind, Row
from rag.reports.items import Form, Heading, heading_of, is_more_news, town_of_title
from rag.reports.place_words import organisation_follows

_NOTE = regex(r"\W*(?:编者)?按\W*[:语]")
_SHORTEST = 20  # Han characters of an item's prose; less is a caption
_NO_HEADLINE_ENDS = "。;:,、"
_OPENING = 40  # code points of an item's text in which the town of its headline is named


@dataclass(frozen=True, slots=True)
class Item:
    """Where an item begins in the rows of its page; `heading` is None for a headline that only opens with its place."""

    at: int
    heading: Heading | None = None


def items(rows: Sequence[Row]) -> list[Item]:
    """The items of a page, in order; [] for a page that is one report.

    A page that tells of the whole first is one report with sections, and so are the villages of a town."""
    return _checked(rows, _marked(rows)) or _checked(rows, _titled(rows))


def more_news(rows: Sequence[Row]) -> list[int]:
    """Where a page adds one more piece of news to its own, each time; [] for none."""
    starts = [at for at, row in enumerate(rows) if row.kind is Kind.PROSE and is_more_news(row.line.plain)]
    parts = [rows[a:b] for a, b in zip([0, *starts], [*starts, len(rows)], strict=True)]
    return starts if all(map(has_prose, parts)) else []


def has_prose(rows: Sequence[Row]) -> bool:
    """Whether rows hold enough prose to be a report of their own."""
    return sum(row.line.han for row in rows if row.kind is Kind.PROSE) >= _SHORTEST


def _marked(rows: Sequence[Row]) -> list[Item]:
    """Items under headings that name places, all marked alike."""
    found = [heading_of(row.line.plain) if row.kind in (Kind.SHORT, Kind.PROSE) else None for row in rows]
    heads = [(at, one) for at, one in enumerate(found) if one is not None and _heads(rows, at, one)]
    alike = ([(at, one) for at, one in heads if one.form is form] for form in Form)
    return next(([Item(at, one) for at, one in kept] for kept in alike if _are_items(rows, kept)), [])


def _are_items(rows: Sequence[Row], heads: Sequence[tuple[int, Heading]]) -> bool:
    """Whether headings of one form are those of a digest: of several places, more of them than the villages of one."""
    if len({one.chain for _, one in heads if not one.is_village_alone}) < 2:
        return False
    (first, whole), *others = heads
    is_title = all(row.kind is not Kind.PROSE for row in rows[: first + 1])
    # A county's name above its towns' is the headline of all: 清溪县:… / 白云镇:… / 双河镇:…
    return not (is_title and whole.is_large and not any(one.is_large for _, one in others))


def _heads(rows: Sequence[Row], at: int, heading: Heading) -> bool:
    """Whether a heading has text of its own: behind it on its line, or prose below it."""
    if rows[at].kind is Kind.PROSE or not heading.is_line:
        return True
    below = next((row for row in rows[at + 1 :] if row.kind is not Kind.META), None)
    if below is None or below.kind is not Kind.PROSE:
        return False
    # A place alone below a headline is where its author writes from, but for the page's own headline above the first.
    above = [row for row in rows[:at] if row.kind is not Kind.META][-1:]
    is_first = all(row.kind is not Kind.PROSE for row in rows[:at])
    return heading.form is not Form.BARE or is_first or not above or above[0].kind is Kind.PROSE


def _titled(rows: Sequence[Row]) -> list[Item]:
    """Items under headlines that open with another town's name each, where the prose names that town first."""
    found: list[Item] = []
    towns: set[str] = set()
    for at, (row, below) in enumerate(pairwise(rows)):
        title = row.line.plain
        if row.kind is not Kind.SHORT or below.kind is not Kind.PROSE or title[-1] in _NO_HEADLINE_ENDS:
            continue
        town = town_of_title(title, below.line.plain[:_OPENING])
        is_author = town is not None and organisation_follows(title, title.find(town) + len(town)) and byline(row.line)
        if town is not None and town not in towns and not is_author:
            towns.add(town)
            found.append(Item(at))
    return found if len(found) > 1 else []


def _checked(rows: Sequence[Row], found: list[Item]) -> list[Item]:
    """The items, if each tells something and nothing but an editor's note stands above the first."""
    if not found:
        return []
    lead = [row for row in rows[: found[0].at] if row.kind is Kind.PROSE]
    ends = [*(item.at for item in found[1:]), len(rows)]
    tell = all(_tells(rows[item.at : end]) for item, end in zip(found, ends, strict=True))
    return found if tell and all(_NOTE.match(row.line.plain) for row in lead) else []


def _tells(rows: Sequence[Row]) -> bool:
    return has_prose(rows) and any("。" in row.line.plain for row in rows)
