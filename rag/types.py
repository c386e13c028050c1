"""The nouns of the product, one record each, in the order the data takes.

Spans are half-open `[start, end)` and count Unicode code points of the stored report text, so
`report.text[start:end]` is the quoted text to the letter. Records are frozen: a stage makes new ones.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

Span = tuple[int, int]


class Level(StrEnum):
    """Rank of an administrative place, largest first."""

    PROVINCE = "province"
    CITY = "city"
    COUNTY = "county"
    TOWN = "town"
    VILLAGE = "village"


@dataclass(frozen=True, slots=True)
class Place:
    """An administrative place as a text of its time named it (Simplified).

    `code` is the present administrative code, or None for a place the gazetteer does not know.
    `within` names the places above it, largest first, as far as known. `present` is today's name where the place
    has been renamed (旬阳县 → 旬阳市), else None.
    """

    name: str
    level: Level
    code: str | None = None
    within: tuple[str, ...] = ()
    present: str | None = None


@dataclass(frozen=True, slots=True)
class RawPage:
    """Bytes as read, with where they came from: an absolute file path or a URL, and the name shown to people."""

    location: str
    name: str
    data: bytes
    url: str | None = None


@dataclass(frozen=True, slots=True)
class PageFailure:
    """A path or URL that gave no page, and why. `code` is stable (see `rag.errors`), `reason` is for people."""

    location: str
    code: str
    reason: str


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a page or an article says about itself. Nothing here is ever guessed: absent is None or empty."""

    title: str | None = None
    authors: tuple[str, ...] = ()
    editor: str | None = None
    publisher: str | None = None
    published: date | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """One report as found on a page, before it is stored: cleaned text in its own script, metadata, own places.

    `text` opens with headline and imprint; `body` is the span of what the report itself says (None: all of it).
    """

    text: str
    metadata: Metadata
    places: tuple[Place, ...] = ()
    body: Span | None = None


@dataclass(frozen=True, slots=True)
class Appearance:
    """One place where a report's text was published: the page it stood on and what that page says of it."""

    page: str
    location: str
    metadata: Metadata
    places: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """One stored article. `appearances` is never empty; the first one speaks for the report.

    `body` is the span of the text behind headline and imprint. `group` joins near-identical reprints: reports of one
    group carry the same value.
    """

    id: str
    text: str
    text_sha256: str
    group: str
    body: Span
    appearances: tuple[Appearance, ...]

    @property
    def metadata(self) -> Metadata:
        return self.appearances[0].metadata

    @property
    def title(self) -> str:
        return self.metadata.title or ""

    @property
    def page(self) -> str:
        return self.appearances[0].page

    @property
    def places(self) -> tuple[Place, ...]:
        """Whose report this is, largest place first (旬阳市, 神河镇)."""
        return self.appearances[0].places


@dataclass(frozen=True, slots=True)
class Chunk:
    """A slice of a report cut at sentence ends: `report.text[start:end] == text`, always."""

    id: int
    report_id: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class ChunkInReport:
    """A chunk with the whole text it is cut from; up to `body_start` that is headline and imprint.

    `group` is the report's: reprints of one story share it.
    """

    chunk: Chunk
    report_text: str
    body_start: int
    group: str


@dataclass(frozen=True, slots=True)
class Filters:
    """What a question is restricted to. Dates are inclusive; a report without a date passes no date filter.

    `place` is a name, or a path that tells it from others of that name, the larger first: 旬阳市/神河镇.
    """

    place: str | None = None
    since: date | None = None
    until: date | None = None
    source: str | None = None

    def __bool__(self) -> bool:
        return any(value is not None for value in (self.place, self.since, self.until, self.source))


class Inferable(StrEnum):
    """A filter that the question itself can name, and that the asker can switch off."""

    PLACE = "place"
    SINCE = "since"
    UNTIL = "until"


@dataclass(frozen=True, slots=True)
class Hit:
    """A chunk with its place in the ranking and what each leg said of it (None: that leg did not find it)."""

    chunk: Chunk
    score: float
    lexical_rank: int | None = None
    dense_rank: int | None = None


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn of a conversation: role `user` or `assistant`."""

    role: str
    content: str


class Kind(StrEnum):
    """What a question asks for."""

    LIST = "list"
    FIGURE = "figure"
    WHO = "who"
    WHEN = "when"
    DEFINITION = "definition"
    COMPARE = "compare"
    OPEN = "open"


class Status(StrEnum):
    ANSWERED = "answered"
    PARTIAL = "partial"
    NOT_FOUND = "not_found"


class Verdict(StrEnum):
    """What the pile says of a place and a programme: it did it, it means to, or it only speaks of it."""

    DID = "did"
    PLANNED = "planned"
    MENTIONED = "mentioned"


@dataclass(frozen=True, slots=True)
class Citation:
    """A marker [n] in the answer tied to an exact span of one report."""

    n: int
    answer_span: Span
    report_span: Span
    quote: str


@dataclass(frozen=True, slots=True)
class Source:
    """A cited report, numbered by first use in the answer."""

    n: int
    report_id: str
    title: str
    publisher: str | None
    author: str | None
    published: date | None
    url: str | None
    page: str
    places: tuple[str, ...]
    text_sha256: str
    also_reported_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ListingItem:
    """One place of a list answer. `parent` is the place it belongs to, where known.

    `paraphrase`: its sentence says what was asked in other words, and is there for its meaning alone.
    """

    name: str
    parent: str | None
    verdict: Verdict
    citations: tuple[int, ...]
    paraphrase: bool = False


@dataclass(frozen=True, slots=True)
class Listing:
    """A complete list: `scanned` reports were looked through, `matched` items did what was asked."""

    items: tuple[ListingItem, ...]
    scanned: int
    matched: int
    complete: bool


@dataclass(frozen=True, slots=True)
class Degraded:
    """Why an answer was given without the language model, or without the whole of its reply. `code` is stable."""

    code: str
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Gate:
    """What the gate kept back of a language model's reply: sentences that their evidence does not hold, sentences
    without a marker, markers of evidence that was never given."""

    withheld: int
    uncited: int
    markers: int


@dataclass(frozen=True, slots=True)
class Answer:
    """The one answer object of the page, the API, the command line and the evaluation.

    `mode` is `llm` where any of the text is a language model's, which is then named in `model`, else `extractive`.
    `filters_inferred` are those the question itself names (several places with 、 between them), `filters_ignored`
    those of them that the asker has switched off.
    """

    id: str
    question: str
    question_resolved: str
    kind: Kind
    status: Status
    reason: str | None
    mode: str
    lang: str
    text: str
    sources: tuple[Source, ...]
    citations: tuple[Citation, ...]
    listing: Listing | None
    filters_applied: Filters
    filters_inferred: Filters
    index_version: str
    timings_ms: dict[str, float] = field(default_factory=dict)
    hits: tuple[Hit, ...] = ()
    model: str | None = None
    degraded: Degraded | None = None
    gate: Gate | None = None
    filters_ignored: Filters = Filters()


class PageStatus(StrEnum):
    ADDED = "added"
    UNCHANGED = "unchanged"
    UPDATED = "updated"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class PageResult:
    """What became of one page: the reports it carries now, or why it failed (`code` stable, `reason` for people)."""

    path: str
    status: PageStatus
    reports: tuple[str, ...] = ()
    code: str | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class PileState:
    """What the data folder holds, and how far its indexes have followed."""

    reports: int
    pages: int
    chunks: int
    pending: int
    index_version: str
    model: str


@dataclass(frozen=True, slots=True)
class Tuning:
    """What came of training the model on the pile. Questions made from the reports held back, by kind; mean reciprocal
    ranks before and after; the gain over the mean of a report, with its 95 % interval."""

    kept: bool
    trained: int
    held_back: int
    steps: int
    questions: dict[str, int]
    before: dict[str, float]
    after: dict[str, float]
    gain: float
    interval: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Check:
    """One finding of `doctor`: what was checked, whether it holds, the values seen and what to do."""

    name: str
    ok: bool
    detail: str
