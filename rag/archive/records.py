"""The records of the archive: place pages, programme pages, facets, explanations. Spans as in `rag.types`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from rag.types import Level, Span, Verdict


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence of a report: `quote` is `text[span[0]:span[1]]` to the letter."""

    report_id: str
    span: Span
    quote: str
    title: str
    publisher: str | None
    published: date | None


@dataclass(frozen=True, slots=True)
class PlaceRef:
    """A place of the pile. `id` never changes with what else the pile holds: see `rag.archive.atlas`."""

    id: str
    name: str
    level: Level
    code: str | None


@dataclass(frozen=True, slots=True)
class PlaceCount:
    """A place with how many reports are its own or of places inside it."""

    place: PlaceRef
    reports: int


@dataclass(frozen=True, slots=True)
class PlaceNode:
    """A place in the tree of the pile's places, with those inside it."""

    place: PlaceRef
    reports: int
    children: tuple[PlaceNode, ...]


@dataclass(frozen=True, slots=True)
class ReportRef:
    id: str
    title: str
    publisher: str | None
    published: date | None


@dataclass(frozen=True, slots=True)
class Deed:
    """That a place did, plans or only speaks of a programme. `year` is that of the deed where told, else of the
    report.
    """

    programme: str
    name: str
    place: PlaceRef
    verdict: Verdict
    year: int | None
    line: Line


@dataclass(frozen=True, slots=True)
class PlaceFigure:
    """A figure of a place. `written` as in the text (近6000头), `value` in the plain unit; `first` and `last` day
    of the
    time it is told of, None where the text does not say or there is no published date to read it by."""

    value: float
    unit: str
    written: str
    what: str
    place: PlaceRef
    first: date | None
    last: date | None
    line: Line


@dataclass(frozen=True, slots=True)
class PlacePage:
    """All that the pile tells of a place; `reports` newest first, `figures` latest first, deeds did first.

    `aliases` are other spellings (earlier names, short names); counts are of all, the tuples may be cut short.
    """

    place: PlaceRef
    aliases: tuple[str, ...]
    parents: tuple[PlaceRef, ...]
    children: tuple[PlaceCount, ...]
    report_count: int
    reports: tuple[ReportRef, ...]
    programmes: tuple[Deed, ...]
    figure_count: int
    figures: tuple[PlaceFigure, ...]


@dataclass(frozen=True, slots=True)
class Tally:
    """A value with how many reports have it."""

    value: str
    reports: int


@dataclass(frozen=True, slots=True)
class County:
    """Places of a programme under the place directly above them; `place` is None where that is not known."""

    place: PlaceRef | None
    places: tuple[PlaceRef, ...]


@dataclass(frozen=True, slots=True)
class ProgrammePage:
    """A programme: its spellings (most written first), what it is, who did it when, and where that lies."""

    id: str
    name: str
    spellings: tuple[Tally, ...]
    definition: Line | None
    report_count: int
    deeds: tuple[Deed, ...]
    counties: tuple[County, ...]
    years: tuple[Tally, ...]


@dataclass(frozen=True, slots=True)
class ProgrammeCount:
    id: str
    name: str
    reports: int


@dataclass(frozen=True, slots=True)
class Facets:
    """What a reader can narrow by. `undated`, `unplaced`, `unsigned` count reports without year, place, publisher.

    `examples` are questions that the pile answers, a list question first.
    """

    reports: int
    places: tuple[PlaceNode, ...]
    publishers: tuple[Tally, ...]
    years: tuple[Tally, ...]
    programmes: tuple[ProgrammeCount, ...]
    programme_count: int
    undated: int
    unplaced: int
    unsigned: int
    examples: tuple[str, ...]


Detail = dict[str, float | int | str | None]


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage of answering, and whether the report came through it; `detail` are the values that decided, and
    `reports_left` of all reports by it, where that is known."""

    name: str
    passed: bool
    zh: str
    en: str
    detail: Detail


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a report is or is not in the answer. `dropped_at` names the first stage it did not pass; None: it is
    cited.
    """

    question: str
    question_resolved: str
    kind: str
    report_id: str
    cited: bool
    dropped_at: str | None
    stages: tuple[Stage, ...]
