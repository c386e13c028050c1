"""The shapes of the archive on the wire, read straight off the records of `rag.archive`. See docs/api.md, “Archive”."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Self

from pydantic import Field, model_validator

from api.schemas.asking import Ignored, Question, Turns
from api.schemas.base import FiltersIn, In, Out


class LineOut(Out):
    """A sentence of a report: `quote` is `text[span[0]:span[1]]`, in code points."""

    report_id: str
    span: tuple[int, int]
    quote: str
    title: str
    publisher: str | None
    published: date | None


class PlaceRefOut(Out):
    id: str
    name: str
    level: str
    code: str | None


class PlaceCountOut(Out):
    place: PlaceRefOut
    reports: int


class PlaceNodeOut(Out):
    place: PlaceRefOut
    reports: int
    children: tuple[PlaceNodeOut, ...]


class ReportRefOut(Out):
    id: str
    title: str
    publisher: str | None
    published: date | None


class DeedOut(Out):
    programme: Annotated[str, Field(description="Id of the programme")]
    name: str
    place: PlaceRefOut
    verdict: Annotated[str, Field(description="did, planned or mentioned")]
    year: int | None
    line: LineOut


class PlaceFigureOut(Out):
    value: Annotated[float, Field(description="In the plain unit: 3.45万头 is 34500")]
    unit: str
    written: str
    what: str
    place: PlaceRefOut
    first: Annotated[date | None, Field(description="First day of the time told; null where it is not told")]
    last: date | None
    line: LineOut


class PlacePageOut(Out):
    place: PlaceRefOut
    aliases: tuple[str, ...]
    parents: tuple[PlaceRefOut, ...]
    children: tuple[PlaceCountOut, ...]
    report_count: int
    reports: tuple[ReportRefOut, ...]
    programmes: tuple[DeedOut, ...]
    figure_count: int
    figures: tuple[PlaceFigureOut, ...]


class TallyOut(Out):
    value: str
    reports: int


class CountyOut(Out):
    place: PlaceRefOut | None
    places: tuple[PlaceRefOut, ...]


class ProgrammePageOut(Out):
    id: str
    name: str
    spellings: tuple[TallyOut, ...]
    definition: LineOut | None
    report_count: int
    deeds: tuple[DeedOut, ...]
    counties: tuple[CountyOut, ...]
    years: tuple[TallyOut, ...]


class ProgrammeCountOut(Out):
    id: str
    name: str
    reports: int


class FacetsOut(Out):
    reports: int
    places: tuple[PlaceNodeOut, ...]
    publishers: tuple[TallyOut, ...]
    years: tuple[TallyOut, ...]
    programmes: tuple[ProgrammeCountOut, ...]
    programme_count: int
    undated: int
    unplaced: int
    unsigned: int
    examples: Annotated[tuple[str, ...], Field(description="Questions that the pile answers, a list question first")]


class ExplainIn(In):
    """The report to explain, and the question, or the answer that was given (then nothing else is needed)."""

    report_id: Annotated[str, Field(max_length=100)]
    question: Question | None = None
    answer_id: Annotated[str | None, Field(max_length=100)] = None
    filters: FiltersIn = FiltersIn()
    history: Turns = ()
    ignore_inferred: Ignored = ()

    @model_validator(mode="after")
    def _one_of_both(self) -> Self:
        if (self.question is None) == (self.answer_id is None):
            raise ValueError("give question or answer_id, one of them")
        return self


class StageOut(Out):
    name: str
    passed: bool
    zh: str
    en: str
    detail: dict[str, float | int | str | None]


class ExplanationOut(Out):
    question: str
    question_resolved: str
    kind: str
    report_id: str
    cited: bool
    dropped_at: str | None
    stages: tuple[StageOut, ...]
