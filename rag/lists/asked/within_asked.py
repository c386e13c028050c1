"""What lies in the town that a question names: 白沙乡|哪些地方种了P asks for its villages, not whether the town did."""

from __future__ import annotations

from dataclasses import replace

from rag.language.regex import regex
from rag.questions.query import Query
from rag.types import Level

_WITHIN = regex(
    r"的?(?:境内|辖区内?|乡里|镇里)?(?:都|还)?有?(?:(?:哪些|哪几个)(?:地方|点位)|哪[里儿](?=[有种建办开搞设]))"
)


def of_its_villages(query: Query) -> Query | None:
    """The query as one for villages, where it names a town and asks right behind the name for places of any kind; None
    where it does not."""
    is_town = query.level is None and any(place.level is Level.TOWN for one in query.named for place in one.places)
    if is_town and any(_WITHIN.match(query.shadow, one.span[1]) for one in query.named):
        return replace(query, level=Level.VILLAGE)
    return None
