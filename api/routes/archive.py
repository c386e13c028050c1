"""The archive over HTTP: places, programmes, facets, and why a report did or did not make it into an answer."""

from __future__ import annotations

from api.asking import checked_question
from api.problems import Refusal
from api.routes import make_router
from api.schemas.archive import ExplainIn, ExplanationOut, FacetsOut, PlacePageOut, ProgrammePageOut
from api.schemas.asking import to_turns
from api.service.desk import AtDesk, Desk
from rag.archive.explain import of_answer
from rag.archive.records import Explanation
from rag.types import Inferable

router = make_router("archive")


@router.get("/v1/places/{place_id}")
async def place(place_id: str, desk: AtDesk) -> PlacePageOut:
    """A place: its reports, what it did by programme, its figures by date; every line with its exact sentence."""
    return PlacePageOut.model_validate(await desk.reads.run(lambda: desk.library.place(place_id)))


@router.get("/v1/programmes/{programme_id}")
async def programme(programme_id: str, desk: AtDesk) -> ProgrammePageOut:
    """A programme: what it is, who did it when, and under which counties those places lie."""
    return ProgrammePageOut.model_validate(await desk.reads.run(lambda: desk.library.programme(programme_id)))


@router.get("/v1/facets")
async def facets(desk: AtDesk) -> FacetsOut:
    """What the pile can be narrowed by: places as a tree, publishers, years, programmes, with counts of reports."""
    return FacetsOut.model_validate(await desk.reads.run(desk.library.facets))


@router.post("/v1/explain")
async def explain(asked: ExplainIn, desk: AtDesk) -> ExplanationOut:
    """Stage by stage, why a report is or is not in the answer to a question, or in an answer that was given."""
    return ExplanationOut.model_validate(await desk.reads.run(lambda: _explain(desk, asked)))


def _explain(desk: Desk, asked: ExplainIn) -> Explanation:
    if asked.answer_id is None:
        question, filters = checked_question(asked.question or ""), asked.filters.to_filters()
        turns, ignored = to_turns(asked.history), asked.ignore_inferred
        return desk.library.explain(question, asked.report_id, filters, turns, ignored)
    kept = desk.state.answers.get(asked.answer_id)
    if kept is None:
        raise Refusal("unknown_answer")
    given = kept.answer
    ignored = tuple(name for name in Inferable if getattr(given.filters_ignored, name))
    told = desk.library.explain(given.question_resolved, asked.report_id, given.filters_applied, (), ignored)
    return of_answer(told, {source.report_id for source in given.sources})
