"""Which places a list leaves out because its question does (除麻溪村外): that place, those in it, and a larger one by
what that did; and, where it is asked who went to learn, whoever was learnt from.

Left out: the words by which a question says so (`places_asked.py`).
"""

from __future__ import annotations

from rag.lists.doer import Doer
from rag.lists.whose.visits import asks_learner, is_teacher
from rag.questions.lists_of_places import is_of_kind
from rag.questions.query import Query
from rag.reports.place_reading import RANK
from rag.reports.place_words import level_of
from rag.search.pile import Pile
from rag.types import Report, Span


def is_left_out(query: Query, pile: Pile, doer: Doer, told: tuple[Report, Span]) -> bool:
    """Whether a place is left out, is of no kind asked, was learnt from, or would be listed by what a smaller place did
    that is left out: a town by the meeting of that village. `told`: a report, and the sentence's span in it."""
    report, (start, end) = told
    name, sentence = doer.name, pile.passage(report.id).shadow[start:end]
    if (
        not query.excluded.isdisjoint((name, *doer.within))
        or not is_of_kind(query.shadow, name)
        or (asks_learner(query.shadow) and is_teacher(sentence, name))
    ):
        return True
    level = level_of(name)
    inside = [one for one in query.excluded if level and RANK[level] < RANK[level_of(one) or level]]
    if not inside:
        return False
    own = {place.name for place in (*report.places, *pile.focus(report.id))}
    return any(one in own or one in sentence for one in inside)
