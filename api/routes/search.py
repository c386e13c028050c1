"""Passages without an answer."""

from __future__ import annotations

from api.asking import checked_question
from api.routes import make_router
from api.schemas.answers import SearchOut, describe_hits
from api.schemas.asking import SearchIn
from api.service.desk import AtDesk

router = make_router("ask")


@router.post("/v1/search")
async def search(asked: SearchIn, desk: AtDesk) -> SearchOut:
    """The passages nearest to a question, best first."""
    question, filters = checked_question(asked.question), asked.filters.to_filters()

    def call() -> SearchOut:
        hits = desk.library.search(question, asked.k, filters)
        return SearchOut(question=question, items=describe_hits(desk.library.report, hits))

    return await desk.searches.run(call)
