"""Whose doing a sentence tells of: the place its clause names, else the place whose report it is.

The place asked for has a level (哪些乡镇 → towns): a village's report rolls up to its town, a county's report speaks
for the towns its sentence names, also for those that no list knows. A place learnt from, visited or compared with
(学习青石镇的做法) is spoken of, and so is the place that went there to learn.
"""

from __future__ import annotations

from collections.abc import Sequence

from rag.language.clauses import clause_span
from rag.language.regex import regex
from rag.language.sentences import sentence_spans
from rag.language.spans import overlaps
from rag.lists.doer import Doer, doer_of, place_at, spoken
from rag.lists.whose.antecedents import antecedent, is_called_so, this_level, those_told_of, with_villages_by_form
from rag.lists.whose.elsewhere import happened_at, headed, left_out_at, reaches_over, says_own, told_elsewhere
from rag.lists.whose.enumerated import row_joins, stand_in_a_row, with_the_rows_town, with_villages_in_a_row
from rag.lists.whose.held import holder, is_apart
from rag.lists.whose.named_together import first_together, followers, named_together
from rag.lists.whose.own_place import fits, own_place
from rag.lists.whose.short_rows import with_short_names
from rag.lists.whose.told_villages import with_told_villages
from rag.lists.whose.unlisted_towns import with_neighbours, with_unlisted_towns
from rag.lists.whose.visits import (
    attends,
    comes_to_see,
    gone_to,
    is_back,
    is_learnt,
    is_of_county,
    tells_of_seeing,
    visit_before,
    visited,
)
from rag.lists.whose.wholes import told_of_whole
from rag.search.pile import Pile
from rag.types import Level, Place, Report, Span

# What opens the row of those that are what was said: 入选P的有:A镇、B镇; before each may stand what it lies in.
_OPENS_ROW = regex(
    r"(?:的?(?:有|是|为)|分别[为是]|包括|如下|名单)[:：](?:[一-鿿]{2,10}[省市县区州旗]){0,3}(?:[一-鿿]{1,5}(?:镇|乡|街道))?$"
)
# What opens a sentence whose subject is that of the one before.
_GOES_ON = regex(r"^(?:通过|借助|依托|这|此|由此|从此|如今|目前|有了)")


def doers(pile: Pile, report: Report, text: tuple[str, str], at: Span, level: Level | None) -> list[Doer]:
    """The places that the topic at `at` of a sentence belongs to; empty where no place of the level asked is in sight.

    `text` is what stands before the sentence in its chunk, and the sentence, both as shadows.
    """
    sentence = text[1]
    own = own_place(report, level, pile.focus(report.id))
    named = _named(pile, report, sentence, level, own)
    if own is not None and _only_attends(pile, report, text, (own, named), at):
        return [spoken(doer_of(own, report))]
    group = _group_at(sentence, named, at)
    if group and group[-1][0][1] <= at[0] and reaches_over(pile, report, sentence, group[-1], at):
        return []
    if not group:
        group = _told_behind(pile, own, (sentence, named), at)
    if not group:
        group = _from_before(pile, report, text, (level, own), at) or _under_heading(pile, report, text, (level, own))
    if not group and own is not None:
        return _of_own(pile, report, text, (level, own), at)
    return _of_named(pile, report, own, (group, named), (sentence, at))


def _told_behind(
    pile: Pile, own: Place | None, said: tuple[str, Sequence[tuple[Span, Place]]], at: Span
) -> list[tuple[Span, Place]]:
    """The places named behind the topic of a sentence (`said`: with what it names) that it is of: in a larger place's
    report (搞P搞得好的,要数A镇和B镇), and where the report's own is one of several (为了P,A镇、B镇…)."""
    sentence, named = said
    group = first_together(sentence, [item for item in named if item[0][0] >= at[1]])
    if group and _OPENS_ROW.search(sentence, at[1], group[0][0][0]):
        return group
    of_several = len(group) > 1 and any(own is not None and pile.finder.same(place, own) for _, place in group)
    return group if own is None or own.level is Level.COUNTY or of_several else []


def _of_named(
    pile: Pile,
    report: Report,
    own: Place | None,
    told: tuple[Sequence[tuple[Span, Place]], Sequence[tuple[Span, Place]]],
    said: tuple[str, Span],
) -> list[Doer]:
    """Whose doing it is of the places that a sentence names (`told`: the group that the topic is said of, and all)."""
    (group, named), (sentence, at) = told, said
    held = holder(sentence, pile.finder.mentions(sentence, report.places), at) if group else None
    if held is not None and held.span[0] >= group[-1][0][1] and is_apart(held.place, group[-1][1]):
        return []  # 青石镇示范园,白沙县|食用菌|产业园
    is_host = held is not None and held.is_of_a_thing and any(place in held.places for _, place in group)
    others = [place for _, place in group if own is None or not pile.finder.same(place, own)]
    if is_host and len(others) == len(group) and _is_seeing(sentence, at):
        return [doer_of(place, report) for place in others]
    if own is None:
        return _of_larger(report, sentence, (group, named), at)
    if not others or comes_to_see(sentence):
        return [doer_of(own, report)]
    return _with_others(pile, report, own, (group, others), (sentence, named, at))


def _is_seeing(sentence: str, at: Span) -> bool:
    return is_learnt(sentence, at) or comes_to_see(sentence) or tells_of_seeing(sentence)


def _of_own(
    pile: Pile, report: Report, text: tuple[str, str], asked: tuple[Level | None, Place], at: Span
) -> list[Doer]:
    """Whose doing a sentence that names no place tells of, by the report's own place."""
    level, own = asked
    other = None if is_learnt(text[1], at) else told_elsewhere(pile, report, text, own, at)
    if other is not None:
        return _of_another(other, own, report, level)
    if told_of_whole(pile, report, text, own, at) is None:
        return [doer_of(own, report)]
    return [spoken(doer_of(own, report))] if own.level is Level.TOWN else []


def _of_larger(
    report: Report, sentence: str, told: tuple[Sequence[tuple[Span, Place]], Sequence[tuple[Span, Place]]], at: Span
) -> list[Doer]:
    """Whose doing a sentence of a larger place's report tells of; `told` are the group, and all that it names."""
    group, named = told
    learnt = is_learnt(sentence, at)
    found = [
        doer_of(place, report, spoken_of=(learnt and visited(sentence, span)) or attends(sentence, span, at))
        for span, place in group
    ]
    return list(dict.fromkeys([*found, *(doer_of(place, report) for place in followers(sentence, named, at))]))


def _with_others(
    pile: Pile,
    report: Report,
    own: Place,
    told: tuple[Sequence[tuple[Span, Place]], Sequence[Place]],
    said: tuple[str, Sequence[tuple[Span, Place]], Span],
) -> list[Doer]:
    """Whose doing it is where a sentence (`said`: with what it names and the topic) tells it of other places than the
    report's own: `told` are the group that it names, and which of them are others."""
    (group, others), (sentence, named, at), mine = told, said, doer_of(own, report)
    if is_learnt(sentence, at):
        return [spoken(mine), *dict.fromkeys(spoken(doer_of(place, report)) for place in others)]
    if len(others) == len(group):
        after = followers(sentence, named, at) if own.level is Level.COUNTY else []
        # What another town did is no doing of the town whose report tells of it, which speaks of it all the same.
        abroad = [place for place in others if own.within and place.within and place.within[-1] != own.within[-1]]
        is_near = own.level in (Level.TOWN, Level.VILLAGE) and not happened_at(pile, report, sentence, abroad)
        told_by = [spoken(mine)] if is_near else []
        return list(dict.fromkeys([*(doer_of(place, report) for place in (*others, *after)), *told_by]))
    return list(dict.fromkeys([mine, *(doer_of(place, report) for place in others)]))


def _of_another(other: Place, own: Place, report: Report, level: Level | None) -> list[Doer]:
    """The place of the level that a sentence is about where that is not the report's own; none where it is of another
    level."""
    if level is None:
        return [doer_of(other, report)] if other.level is not Level.PROVINCE else []
    place = place_at([other], level)
    return [doer_of(place, report)] if place is not None and place.name not in (own.name, *own.within) else []


def place_meant(pile: Pile, report: Report, text: tuple[str, str]) -> Place | None:
    """The place that 该镇 or 该村 stands for in a sentence; `text` as in `doers`."""
    return next((place for _, place in _this_place(pile, report, text, len(text[1]))), None)


def _this_place(pile: Pile, report: Report, text: tuple[str, str], end: int) -> list[tuple[Span, Place]]:
    before, sentence = text
    level = this_level(sentence, end)
    if level is None or _named(pile, report, sentence[:end], level, None):
        return []
    named = _named(pile, report, before, level, None)
    if level is Level.VILLAGE:
        named = with_villages_by_form(before, named, report.places)
    called = [item for item in named if is_called_so(sentence, end, item[1].name)]
    return antecedent(before, called, back=is_back(sentence[:end]))


def is_of_several(pile: Pile, report: Report, sentence: str, level: Level | None) -> bool:
    """Whether a sentence of a larger place's report tells of several places of the level, each of which may have done
    otherwise (P在A镇试点,明年扩大到B镇)."""
    own = own_place(report, level, pile.focus(report.id))
    if own is not None and own.level is not Level.COUNTY:
        return False
    return len({place.name for _, place in _named(pile, report, sentence, level, own)}) > 1


def _under_heading(
    pile: Pile, report: Report, text: tuple[str, str], asked: tuple[Level | None, Place | None]
) -> list[tuple[Span, Place]]:
    """The place whose heading a sentence without any falls under (青石镇: …), of the level asked, where the sentence
    does not speak of the report's own."""
    before, sentence = text
    level, own = asked
    places = headed(pile, report, before)
    if not places or (own is not None and (own.name in sentence or says_own(sentence, own.level))):
        return []
    place = place_at(places, level) if level is not None else places[-1]
    return [((0, 0), place)] if place is not None else []


def _from_before(
    pile: Pile, report: Report, text: tuple[str, str], asked: tuple[Level | None, Place | None], at: Span
) -> list[tuple[Span, Place]]:
    """The places that a sentence without any goes on about: (该镇…), and what was done together by its own and others.

    Of “A镇和B镇签了合同。通过P,…” both did P, in a report of A镇, and of B镇; anything else named before is not meant.
    """
    (before, sentence), (level, own) = text, asked
    if level in (None, this_level(sentence, at[0])):
        this = _this_place(pile, report, text, at[0])
        if this:
            return this
    said_of = own if level is None or place_at(report.places, level) is not None else None
    together = those_told_of(text, (level, said_of), at[0], lambda said, level: _named(pile, report, said, level, None))
    if together:
        return together
    if own is None or not before or not _GOES_ON.match(sentence):
        return []
    last = before[sentence_spans(before)[-1][0] :]
    group = named_together(last, _named(pile, report, last, level, own))
    return group if any(pile.finder.same(place, own) for _, place in group) else []


def _only_attends(
    pile: Pile, report: Report, text: tuple[str, str], of: tuple[Place, Sequence[tuple[Span, Place]]], at: Span
) -> bool:
    """Whether people of the report's own place were only shown what the sentence tells, or sat in the meeting on it, or
    a larger place held that (县委召开P动员会). `of` is that place, and the places that the sentence names."""
    own, named = of
    if not named and is_shown(pile, report, text, own):
        return True
    said = [span for span, place in named if pile.finder.same(place, own)]
    if (
        own.level in (Level.TOWN, Level.VILLAGE)
        and all(span[0] >= at[1] for span in said)
        and is_of_county(text[1], at)
    ):
        return True
    return bool(said) and all(attends(text[1], span, at) for span in said)


def named_in(pile: Pile, report: Report, sentence: str, level: Level | None) -> list[tuple[Span, Place]]:
    """The places of the level asked that a sentence of a report names, in order."""
    return _named(pile, report, sentence, level, None)


def is_shown(pile: Pile, report: Report, text: tuple[str, str], own: Place) -> bool:
    """Whether a sentence that names nobody tells what people of the report's own place were shown elsewhere, as one of
    the few before it says (A镇干部到B县参观。…)."""
    before, sentence = text
    visit = visit_before(before) if tells_of_seeing(sentence) and own.name not in sentence else None
    if visit is None:
        return False
    went = before[slice(*visit)]
    where = gone_to(went)
    seen = [item for item in pile.finder.mentions(went, report.places) if went[slice(*item.span)] in where]
    abroad = [it.place for it in seen if it.place.level is not Level.VILLAGE and it.place not in report.places]
    return own.name not in where and (not where or any(not pile.finder.same(place, own) for place in abroad))


def _named(
    pile: Pile, report: Report, sentence: str, level: Level | None, own: Place | None
) -> list[tuple[Span, Place]]:
    """The places of the level that the sentence names, in order."""
    found = [(item.span, item.place) for item in pile.finder.mentions(sentence, report.places)]
    if level is Level.VILLAGE:
        found = with_the_rows_town(sentence, with_villages_in_a_row(sentence, found, report.places))
    is_of_larger = (level is Level.TOWN and own is None) or (
        level is None and own is not None and own.level is Level.COUNTY
    )
    if is_of_larger:
        found = with_unlisted_towns(sentence, found, report)
    elif level is Level.TOWN:
        found = with_neighbours(sentence, found, report)
    found = with_short_names(sentence, found, report.places, pile.attested, pile.finder.town_of)
    if level is Level.VILLAGE:
        found = with_told_villages(sentence, found, report.places)
    but = left_out_at(sentence)
    return [
        (span, place) for span, place in found if fits(place, report, level) and not (but and overlaps(span, [but]))
    ]


def _group_at(sentence: str, named: Sequence[tuple[Span, Place]], at: Span) -> list[tuple[Span, Place]]:
    """The places the topic is said of: the last ones before it, named together (A镇、B乡等), or else those behind it.

    Of “A村“养猪型”、B村“茶叶型””, the tea is B村's alone: places belong together if nothing but 、和与及 parts them.
    """
    before = [item for item in named if item[0][1] <= at[0]]
    if before:
        together = named_together(sentence, before)
        # Each with something of its own before what is said of them all: A村王某、B村张某先后|入选. Of things only a
        # name is said of all: A村养猪、B村种|魔芋.
        is_quoted = sentence[at[0] - 1 : at[0]] in ("“", "《", '"')
        joins = stand_in_a_row if is_quoted else row_joins(sentence[before[-1][0][1] : at[0]])
        in_a_row = named_together(sentence, before, joins)
        return in_a_row if len(in_a_row) > len(together) and at[0] > before[-1][0][1] else together
    _, end = clause_span(sentence, at)
    return [item for item in named if at[1] <= item[0][0] < end]
