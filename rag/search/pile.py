"""The pile as search sees it at one index version: store, index, places, with what is derived from them once.

The index may name chunks of reports that have left the store since; `store.chunks` leaves them out. What is read of the
store for one question is read in one `store.snapshot()`, so that no report leaves half-way.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from collections.abc import Set as AbstractSet
from contextlib import AbstractContextManager
from datetime import date
from functools import cached_property, lru_cache
from typing import Protocol

from embeddings.base import Embedder, WordModel
from rag.errors import BadFilter
from rag.index.entries import Entry, Role, Signed
from rag.index.mined import FigureRow, ProgrammeRow
from rag.index.reads import Criteria
from rag.language.names import LONGEST, SHORTEST, bare
from rag.language.regex import regex
from rag.language.script import shadow
from rag.language.sentences import sentence_spans
from rag.language.spans import overlaps
from rag.questions.interrogatives import ASKS
from rag.questions.places.misspelling import meant_by
from rag.questions.places.placenames import NamedPlace, PlaceTable, short_names_in
from rag.questions.places.romanized import RomanizedTable
from rag.reports.places import PlaceFinder
from rag.search.retrieve import Retriever, Searchable
from rag.search.word_vectors import WordVectors
from rag.types import Appearance, Chunk, Filters, Level, Place, Report, Span

_AGAIN = 3  # times that a report names the only town, or village, that it is about, where its opening names none
_READ = 2_000  # code points of a body that are read for that
_OPENING = 200  # code points of a body in which its subject is named
_ABOVE = regex("[/／]")  # 旬阳市/神河镇: between a place and those it lies in
_ROUND_UP = regex(r"乡镇|全[县市区]|各[县市区镇乡村地]")  # a report on many places, of which one is only the first


class Catalogue(Protocol):
    """What is read of the store."""

    def snapshot(self) -> AbstractContextManager[None]: ...

    def report(self, report_id: str) -> Report | None: ...

    def live_among(self, ids: Collection[str]) -> set[str]: ...

    def chunks(self, ids: Sequence[int]) -> list[Chunk]: ...

    def chunks_of(self, report_id: str) -> list[Chunk]: ...

    def report_ids(
        self, places: Sequence[frozenset[str]], since: date | None, until: date | None, source: str | None
    ) -> set[str]: ...

    def undated(self) -> set[str]: ...

    def unplaced(self) -> set[str]: ...

    def known_places(self) -> list[Place]: ...

    def group(self, group_id: str) -> list[str]: ...

    def names_among(self, phrases: AbstractSet[str]) -> set[str]: ...

    def report_count(self) -> int: ...

    def programmes(self, core: str | None = None, report_id: str | None = None) -> list[ProgrammeRow]: ...

    def figures_of(self, report_id: str) -> list[FigureRow]: ...

    def imprints(self) -> list[tuple[str, tuple[Place, ...], str | None, str | None]]: ...

    def signatories(self) -> set[tuple[Role, str]]: ...

    def entries(self, signed: Sequence[Signed], days: Sequence[tuple[date, date]]) -> list[Entry]: ...


_BEFORE = 800  # code points in which a sentence's place is looked for, about two paragraphs


class Passage:
    """A report opened for reading: its shadow and the sentences of its body, computed once."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.shadow = shadow(report.text)
        self.bare_shadow = bare(self.shadow)
        self.title_shadow = shadow(report.title)
        self.bare_title = bare(self.title_shadow)
        start, end = report.body
        self._bare: dict[int, str] = {}
        self.sentences: list[Span] = [span for span in sentence_spans(report.text) if start <= span[0] < end]

    def bare_sentence(self, number: int) -> str:
        """The shadow of one sentence without punctuation."""
        if number not in self._bare:
            self._bare[number] = bare(self.sentence(number))
        return self._bare[number]

    def sentence(self, number: int) -> str:
        """The shadow of one sentence."""
        start, end = self.sentences[number]
        return self.shadow[start:end]

    def beside(self, span: Span) -> str:
        """The shadow of the sentence at a span, or of a piece of one, with the sentences beside it."""
        at = next((number for number, (_, end) in enumerate(self.sentences) if span[0] < end), 0)
        near = self.sentences[max(at - 1, 0) : at + 2]
        return self.shadow[near[0][0] : max(near[-1][1], span[1])]

    def before(self, at: int) -> str:
        """The shadow of what the report's body says right before a sentence: what that goes on about stands there."""
        return self.shadow[max(self.report.body[0], at - _BEFORE) : max(self.report.body[0], at)]


class Pile:
    """One index version of the pile. Read-only, and cheap to ask the same thing twice."""

    def __init__(
        self, store: Catalogue, index: Searchable, retriever: Retriever, finder: PlaceFinder, words: Embedder
    ) -> None:
        """`words` gives vectors of single words and sentences, hundreds a question: a model that needs no network."""
        self.store = store
        self.index = index
        self.retriever = retriever
        self.finder = finder
        self._words = words
        self.word_vectors = WordVectors(words.embed_documents)
        self.passage = lru_cache(maxsize=2048)(self._open)
        self.attested = lru_cache(maxsize=4096)(self._attested)
        self.focus = lru_cache(maxsize=4096)(self._focus)

    @cached_property
    def table(self) -> PlaceTable:
        return PlaceTable(self._places, self.finder.names)

    @cached_property
    def romanized(self) -> RomanizedTable:
        return RomanizedTable(self._places, self.finder.names)

    @cached_property
    def _places(self) -> list[Place]:
        """The places whose reports these are, and those they lie in: 陕西 finds what its towns have reported."""
        known = self.store.known_places()
        return list(dict.fromkeys([*known, *(above for place in known for above in self.finder.enclosing(place))]))

    @cached_property
    def signatories(self) -> dict[str, dict[Role, set[str]]]:
        """Who the imprints name: the shadow of the name → what they are to reports → the name as written there."""
        found: dict[str, dict[Role, set[str]]] = {}
        for role, name in self.store.signatories():
            found.setdefault(shadow(name), {}).setdefault(role, set()).add(name)
        return found

    @cached_property
    def report_count(self) -> int:
        return self.store.report_count()

    def passages(self, ids: Collection[str]) -> list[Passage]:
        """Those of the reports that are in the store."""
        return [self.passage(report_id) for report_id in sorted(self.store.live_among(ids))]

    def _open(self, report_id: str) -> Passage:
        report = self.store.report(report_id)
        if report is None:
            raise LookupError(f"report {report_id} is not in the store: was it read in a snapshot?")
        return Passage(report)

    def _focus(self, report_id: str) -> tuple[Place, ...]:
        """The town, and the village in it, that a report of a larger place is about: the only one that its title names,
        else that its opening does, else that it names again and again (largest first; () where several are named, or
        none)."""
        report = self.passage(report_id).report
        start = report.body[0]
        opening = report.text[start : start + _OPENING]
        stretches = [(report.title, 1)]
        if not _ROUND_UP.search(shadow(opening)):
            stretches += [(opening, 1), (report.text[start : start + _READ], _AGAIN)]
        told = {place.level for place in report.places}
        about: dict[Level, tuple[Place, ...]] = {
            level: () for level in (Level.TOWN, Level.VILLAGE) if level not in told
        }
        wanted = set(about)
        for text, least in stretches:
            mentioned = [item.place for item in self.finder.mentions(text, report.places)] if wanted else []
            for level in wanted & {place.level for place in mentioned}:
                found = [place for place in mentioned if place.level is level]
                is_one = len({place.name for place in found}) == 1
                about[level] = tuple(found[:1]) if is_one and len(found) >= least else ()
                wanted.remove(level)
        return tuple(place for level in about for place in about[level])

    def _attested(self, phrase: str) -> bool:
        wanted = bare(shadow(phrase))
        found = self.index.containing(wanted)[:20]
        return any(wanted in bare(shadow(chunk.text)) for chunk in self.store.chunks(found))

    def meant(self, name: str) -> str | None:
        """The place of the pile that a name on no list is a slip of the pen away from, if it is one."""
        near = meant_by(name, self.table.full_names.get((len(name), name[-1:]), ()))
        return None if near is None or self.finder.resolve(name) else near

    def place_names(self, text: str) -> list[NamedPlace]:
        """Every stretch of a shadow that reads as an administrative place, in the pile or not: full names, and short
        ones of provinces, cities and counties that are no everyday words."""
        full = [NamedPlace(item.span, text[slice(*item.span)], (item.place,)) for item in self.finder.mentions(text)]
        short = short_names_in(text, self.finder.shortened)
        taken = [one.span for one in full]
        return full + [one for one in short if not overlaps(one.span, taken)]

    def neighbours(self, words: Sequence[str], least: float) -> list[list[tuple[str, float]]]:
        """For each word the Chinese words near it in the model of words, nearest first, with their cosine."""
        return self._words.neighbours(words, least) if isinstance(self._words, WordModel) else [[] for _ in words]

    def names_in(self, text: str) -> list[Span]:
        """Where a shadow holds names that the pile writes in quotation marks: longest first, not overlapping."""
        starts = range(len(text))
        parts = {text[i:j] for i in starts for j in range(i + SHORTEST, min(i + LONGEST, len(text)) + 1)}
        # Somebody has quoted “为什么” too: what asks is no name.
        known = self.store.names_among({part for part in parts if not ASKS.search(part)})
        found: list[Span] = []
        for name in sorted(known, key=lambda item: (-len(item), item)):
            at = text.find(name)
            if at >= 0 and not any(at < end and start < at + len(name) for start, end in found):
                found.append((at, at + len(name)))
        return sorted(found)

    def spellings(self, places: Sequence[Place]) -> frozenset[str]:
        """Every name by which reports of these places are filed."""
        return frozenset(
            name for place in places for name in (place.name, place.present, *self.finder.names(place)) if name
        )

    def reports_of(self, places: Sequence[Place]) -> set[str]:
        """Ids of the reports of these places, and of the places inside them; without those of their namesakes."""
        filed = self.store.report_ids((self.spellings(places),), None, None, None)
        return filed - self.reports_of_namesakes(places)

    def reports_of_namesakes(self, places: Sequence[Place]) -> set[str]:
        """Ids of the reports of other places that are called like one of these, where their county is known."""
        # Of a place whose county no report says, any of its name might be the same: it tells none of them apart.
        placed = [place for place in places if place.within]
        alike = dict.fromkeys(one for place in places for one in self.table.places(place.name) if one.within)
        others = [one for one in alike if not any(self.finder.same(one, place) for place in placed)]
        homes = [(one, home) for one in others if (home := self.finder.county_of(one))]
        found = (
            self.store.report_ids((self.spellings([one]), self.spellings([home])), None, None, None)
            for one, home in homes
        )
        return set().union(*found)

    @cached_property
    def unplaced(self) -> set[str]:
        """Ids of the reports that are no place's own, as of this index version."""
        return self.store.unplaced()

    def reports_naming(self, name: str, among: AbstractSet[str] | None = None) -> set[str]:
        """Ids of the reports (of those `among`) whose text holds the name."""
        chunks = self.store.chunks(self.index.containing(name, among))
        return {chunk.report_id for chunk in chunks if name in shadow(chunk.text)}

    def above(self, name: str, level: Level) -> str | None:
        """The place of a level of whose reports alone the text holds a name: the town of a village on no list."""
        reports = [self.passage(one).report for one in sorted(self.reports_naming(name))]
        found = {place.name for report in reports for place in report.places if place.level is level}
        return found.pop() if len(found) == 1 else None

    def select(self, filters: Filters) -> set[str] | None:
        """Ids of the reports that pass the filters; None without any. A place nobody knows is a `BadFilter`."""
        return self.store.report_ids(*self.criteria(filters)) if filters else None

    def criteria(self, filters: Filters) -> Criteria:
        """The filters as the store takes them. A place nobody knows is a `BadFilter`."""
        path = [] if filters.place is None else _ABOVE.split(filters.place)
        spellings = tuple(self.spellings(self._places_called(name.strip())) for name in path)
        if filters.since and filters.until and filters.since > filters.until:
            raise BadFilter(
                f"起始日期 {filters.since} 晚于截止日期 {filters.until}。",
                f"since {filters.since} is later than until {filters.until}.",
            )
        return spellings, filters.since, filters.until, filters.source

    def _places_called(self, name: str) -> tuple[Place, ...]:
        found = self.table.places(shadow(name)) or tuple(self.finder.resolve(name))
        if not found:
            raise BadFilter(
                f"没有认出地名“{name}”，请写全称，如“神河镇”，同名的写“旬阳市/神河镇”。",
                f"place {name!r} is not known; give its full name, such as 神河镇, or 旬阳市/神河镇 among namesakes.",
            )
        return found

    def also_reported_by(self, report: Report) -> tuple[str, ...]:
        """Where else the story stands: other pages with this text, and near-identical reprints."""
        others = list(report.appearances[1:])
        for other in self.store.group(report.group):
            found = self.store.report(other) if other != report.id else None
            others += found.appearances if found else ()  # None: it is the report itself, or was forgotten just now
        named = [_named(item) for item in others]
        return tuple(dict.fromkeys(name for name in named if name != _named(report.appearances[0])))


def _named(appearance: Appearance) -> str:
    meta = appearance.metadata
    said = (meta.publisher or appearance.page, f"《{meta.title}》" if meta.title else "", str(meta.published or ""))
    return " ".join(part for part in said if part)
