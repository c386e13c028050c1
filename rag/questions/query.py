"""What a question asks: its kind, its terms, its places, its years. Everything later stages need to know of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol

from rag.errors import EmptyQuestion, QuestionTooLong
from rag.language.regex import regex
from rag.language.script import has_word, is_traditional, shadow, to_traditional
from rag.language.spans import overlaps
from rag.questions.alternatives import merged
from rag.questions.context import without_asked_again, without_context
from rag.questions.coordination import Part, parts_of, questions_apart
from rag.questions.cut_out import QUOTED
from rag.questions.followups.followup import resolve
from rag.questions.interrogatives import (
    ASKS,
    FIGURE_ASKED,
    PERIOD,
    kind_of,
    measure_asked,
)
from rag.questions.lists_of_places import asks_places, asks_places_at_large, level_asked, speaks_of_places
from rag.questions.organisations_asked import organisation_asked
from rag.questions.places.asked_within import with_asked_within
from rag.questions.places.placenames import NamedPlace
from rag.questions.places.places_asked import KnownPlaces, places_asked
from rag.questions.topics import Lexicon, question_terms
from rag.questions.words.kinds import with_members
from rag.questions.words.terms import Term
from rag.questions.words.translation import rendered, translated
from rag.reports.place_reading import RANK
from rag.reports.place_words import endings
from rag.types import Filters, Inferable, Kind, Level, Span, Turn

MAX_QUESTION = 2_000  # code points; a page of text is a document, not a question

# Where one thing of a place is or comes from (轮胎是从哪里来的): not which places.
_WHERE = regex(r"(?:从|由)哪[里儿]|(?<!都)(?<!们)在哪[里儿](?:[呢啊])?[?。]*$|来自哪[里儿]|哪[里儿]来的?[?。]*$")
_HAN = regex(r"[一-鿿]+")
YEAR = regex(r"(?<!\d)((?:19|20)\d\d)(?!\d)")


@dataclass(frozen=True, slots=True)
class Query:
    """A question understood. `named` are the places it names that have reports of their own, `mentioned` those that
    reports only speak of (also a name among `terms`), `foreign` the names of places that the pile does not have.

    `period` is the time asked for as a stretch (2012年以后), first and last day; `excluded` names places to leave out.
    `misspelt` are names that were read as the pile's nearest: as written, as meant.
    `wants_places` tells a list of places from a list of parts. `measure` is the unit a figure is asked in, if any.
    `parts` are the things that a comparison asks the same of, each with its own question. `organisation` is the noun by
    which a list asks for organisations (高校) instead of places.
    """

    question: str
    resolved: str
    shadow: str
    lang: str
    kind: Kind
    wants_places: bool
    level: Level | None
    named: tuple[NamedPlace, ...]
    mentioned: tuple[NamedPlace, ...]
    foreign: tuple[str, ...]
    terms: tuple[Term, ...]
    years: tuple[int, ...]
    period: tuple[date | None, date | None]
    excluded: frozenset[str]
    measure: str | None
    parts: tuple[Part, ...] = ()
    organisation: str | None = None
    misspelt: tuple[tuple[str, str], ...] = ()

    @property
    def names_a_place(self) -> bool:
        """Whether it asks of a place, with reports of its own or not."""
        return bool(self.named or self.mentioned)

    @property
    def asks_one_fact(self) -> bool:
        """Whether a figure, a person or a date is asked for, not an account or things told one by one."""
        return self.kind in (Kind.FIGURE, Kind.WHO, Kind.WHEN)

    @property
    def names(self) -> tuple[Term, ...]:
        """The terms that must stand in a text as they are."""
        return tuple(term for term in self.terms if term.is_name)

    @property
    def content(self) -> list[Term]:
        """What is asked of the places: the terms that are none of their names."""
        places = {place.name for place in (*self.named, *self.mentioned)}
        return [term for term in self.terms if term.text not in places]

    @property
    def inferred(self) -> Filters:
        """The filters that the question itself names."""
        since, until = self.period
        return Filters(place="、".join(named.name for named in self.named) or None, since=since, until=until)

    @property
    def rendered(self) -> str:
        """The shadow, an English question's with its words in Chinese: what sentences are compared with."""
        return rendered(self.shadow, self.named, self.terms) if self.lang == "en" else self.shadow

    @property
    def searched(self) -> str:
        """What the indexes are asked: an English question in both languages, since each finds what the other misses."""
        return f"{self.resolved} {self.rendered}" if self.lang == "en" else self.resolved


class Pile(KnownPlaces, Lexicon, Protocol):
    """What understanding a question needs to know of the pile."""

    def meant(self, name: str) -> str | None:
        """The place of the pile that a name on no list is a slip of the pen away from, if it is one."""
        ...

    def neighbours(self, words: Sequence[str], least: float) -> list[list[tuple[str, float]]]:
        """For each word the Chinese words near it, nearest first, with their cosine of at least `least`."""
        ...


def understand(question: str, history: Sequence[Turn], pile: Pile) -> Query:
    """Raises `EmptyQuestion` where there is no word to search for, `QuestionTooLong` over `MAX_QUESTION`."""
    check_question(question)
    resolved = resolve(question, history, pile.table, pile)
    query = _read(question, resolved, pile)
    slips = {name: near for name in _unknown(query, pile) if (near := pile.meant(name)) is not None}
    if not slips:
        return query
    for name, near in slips.items():
        shown = to_traditional(near) if query.lang == "zh-Hant" else near
        at = shadow(resolved).find(name)
        while at >= 0:  # a shadow has the length of its text
            resolved = resolved[:at] + shown + resolved[at + len(name) :]
            at = shadow(resolved).find(name, at + len(name))
    return replace(_read(question, resolved, pile), misspelt=tuple(slips.items()))


def _unknown(query: Query, pile: Pile) -> Iterator[str]:
    """What may be a place's name written wrong: names of places the pile does not have, and stretches of three
    characters or four with the ending of a place that are no part of one it has."""
    yield from query.foreign
    known = [place.span for place in (*query.named, *query.mentioned)]
    for _, end in endings(query.shadow):
        for start in (end - 4, end - 5):
            name = query.shadow[max(start, 0) : end]
            if start < 0 or not _HAN.fullmatch(name) or ASKS.search(name) or overlaps((start, end), known):
                continue
            if not pile.attested(name):
                yield name


def _read(question: str, resolved: str, pile: Pile) -> Query:
    text = without_asked_again(without_context(shadow(resolved)))
    lang = language_of(question)
    asked = places_asked(resolved, lang, pile)
    periods = [found.span() for found in PERIOD.finditer(text)]
    terms = question_terms(text, [*asked.spans, *periods], pile, english=lang == "en")
    if lang == "en":
        terms = translated(text, terms, pile.neighbours, pile.attested, _levels(asked.named))
    terms = merged(text, terms)
    parts = () if asked.are_excepted else parts_of(text, asked.spans)
    kind = Kind.COMPARE if parts else kind_of(text)
    if not parts and lang != "en" and not asked.are_excepted:
        parts = _apart(resolved, asked.spans, pile)
    named_levels = [place.level for one in asked.named for place in one.places]
    is_named = any(term.is_name for term in terms)
    at_large = (kind is not Kind.COMPARE and asks_places_at_large(text, named_levels)) or (
        kind in (Kind.FIGURE, Kind.OPEN) and is_named and speaks_of_places(text)
    )
    organisation = None if asks_places(text) else organisation_asked(text)
    if kind is Kind.LIST and _WHERE.search(text) and (asked.named or asked.mentioned):
        kind = Kind.OPEN
    if at_large or (organisation is not None and kind not in (Kind.COMPARE, Kind.WHEN)):
        kind = Kind.LIST
    if kind in (Kind.LIST, Kind.OPEN):  # a figure of one thing is none of its kind
        terms = with_members(text, terms)
    wants_places = kind is Kind.LIST and (asks_places(text) or at_large or organisation is not None)
    level = level_asked(text)
    if wants_places and organisation is None:
        asked = with_asked_within(text, asked, level)
    return Query(
        question=question,
        resolved=resolved,
        shadow=text,
        lang=lang,
        kind=kind,
        wants_places=wants_places,
        level=level,
        named=asked.named,
        mentioned=asked.mentioned,
        foreign=asked.foreign,
        terms=(*(Term(place.name, 1.0, is_name=True) for place in asked.mentioned), *terms),
        # The year of a title (《2023年发展报告》) is not that of what it tells.
        years=tuple(int(year) for year in dict.fromkeys(YEAR.findall(PERIOD.sub(" ", QUOTED.sub(" ", text))))),
        period=_period(text),
        excluded=asked.excluded,
        measure=measure_asked(text) if FIGURE_ASKED.search(text) else None,
        parts=parts,
        organisation=organisation,
    )


def _apart(resolved: str, places: Sequence[Span], pile: Pile) -> tuple[Part, ...]:
    """Several questions about one place, each made whole by the first."""
    first, *others = questions_apart(without_context(shadow(resolved)), places) or [""]
    if not all(_asks_more(first, one, pile) for one in others):
        return ()
    whole = [first, *(resolve(one, [Turn("user", first)], pile.table, pile) for one in others)]
    return tuple(
        Part(name, f"{one}?", is_apart=True) for name, one in zip([first, *others], whole, strict=True) if others
    )


def _asks_more(first: str, other: str, pile: Pile) -> bool:
    """Whether a later question asks for another thing or another kind of it: not 是谁,叫什么名字."""
    return kind_of(other) is not kind_of(first) or bool(question_terms(other, [], pile))


def _levels(named: Sequence[NamedPlace]) -> frozenset[Level]:
    """The levels of the smallest place asked of: the mayor of a town in a county is the town's."""
    places = [place for one in named for place in one.places]
    smallest = max((RANK[place.level] for place in places), default=None)
    return frozenset(place.level for place in places if RANK[place.level] == smallest)


def widened(query: Query, ignored: AbstractSet[Inferable]) -> Query:
    """The question without some of the filters that it names itself.

    A place is then no longer whose reports are read, but a word to look for in any; a list of places, which would find
    nothing outside that place by its name, leaves it out.
    """
    since, until = query.period
    period = (None if Inferable.SINCE in ignored else since, None if Inferable.UNTIL in ignored else until)
    if Inferable.PLACE not in ignored or not query.named:
        return replace(query, period=period)
    if query.kind is Kind.LIST:
        return replace(query, period=period, named=())
    terms = (*(Term(place.name, 1.0, is_name=True) for place in query.named), *query.terms)
    return replace(query, period=period, named=(), mentioned=(*query.mentioned, *query.named), terms=terms)


def _period(text: str) -> tuple[date | None, date | None]:
    """First and last day of the stretch of years asked for; None where it is open or not asked."""
    found = PERIOD.search(text)
    if found is None:
        return None, None
    first, last = found["first"] or found["since"], found["last"] or found["until"]
    before = found["until"] is not None  # 2012年以前 ends with 2011
    since = date(int(first) + (found["since"] is not None and "后" in found.group()), 1, 1) if first else None
    return since, date(int(last) - before, 12, 31) if last else None


def check_question(question: str) -> None:
    """Raises `EmptyQuestion` or `QuestionTooLong`."""
    if len(question) > MAX_QUESTION:
        raise QuestionTooLong(
            f"问题有 {len(question)} 字，最多 {MAX_QUESTION} 字，请缩短。",
            f"The question has {len(question)} characters; at most {MAX_QUESTION} are read. Shorten it.",
        )
    if not has_word(question):
        raise EmptyQuestion(
            "问题里没有可以查找的字词，请写出要问的内容。",
            "The question has no word to search for; write what you want to know.",
        )


def language_of(question: str) -> str:
    """`zh`, `zh-Hant` or `en`: English where Latin letters outnumber Han characters three to one.

    >>> language_of("哪些鄉鎮開展了「雙培雙帶」？"), language_of("Which towns used 双培双带?")
    ('zh-Hant', 'en')
    """
    han = len(re.findall(r"[一-鿿]", question))
    latin = len(re.findall(r"[A-Za-z]", question))
    if latin > 3 * han:
        return "en"
    return "zh-Hant" if is_traditional(question) else "zh"
