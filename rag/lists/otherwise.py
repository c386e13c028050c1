"""What sentences say of a list's topic in other words, by place: those that `paraphrase.py` and `likeness.py` find, or
any other. Left out: whether a sentence says the topic at all.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

from rag.language.names import bare
from rag.lists.asked.least_amount import are_met, bars
from rag.lists.asked.list_topic import topic_terms
from rag.lists.asked.sentences_meant import is_meant
from rag.lists.asked.verdict_wanted import RANK
from rag.lists.asked.years_asked import in_years
from rag.lists.doer import Doer
from rag.lists.doers_asked import doers_asked, hosts_verdict
from rag.lists.judged import judged
from rag.lists.likeness import alike
from rag.lists.listed import Evidence
from rag.lists.paraphrase import said, topic_of
from rag.lists.verdicts.ordered import names_a_meeting
from rag.lists.verdicts.verdict import UNLIKELY_OF_A_WORD
from rag.questions.query import Query
from rag.questions.words.terms import presence
from rag.search.pile import Passage, Pile
from rag.types import Span, Verdict

_MEETINGS_ASKED = "会"  # 哪些乡镇召开了森林防火会议


def paraphrased(query: Query, pile: Pile, allowed: AbstractSet[str] | None, is_told: bool) -> Iterator[Evidence]:
    """What sentences say of the topic in other words; `is_told`: others say it in its own."""
    topic = topic_of(pile, topic_terms(query), query.shadow)
    if topic is None or (query.organisation is not None and query.named):
        return  # near a place's matter stands any of its offices
    for found in (*said(pile, topic, allowed, is_told), *alike(pile, topic, allowed)):
        start = found.chunk.start
        where = (start + found.span[0], start + found.span[1])
        yield from told_otherwise(query, pile, pile.passage(found.chunk.report_id), where, (found.places, found.score))


def told_otherwise(
    query: Query, pile: Pile, passage: Passage, where: Span, told: tuple[Sequence[Span], float]
) -> Iterator[Evidence]:
    """What a sentence of a report, at `where`, says of the topic in other words, by place. `told` is where in it the
    topic's counterpart stands, each time, and how well it tells it."""
    report, sentence, (places, score) = passage.report, passage.shadow[slice(*where)], told
    if where[0] < report.body[0] or not is_meant(query, sentence):
        return  # a headline announces; without the topic's own words it proves nothing
    if not all(presence(kind, sentence, bare(sentence)) for kind in query.terms if kind.members):
        return  # what belongs to a kind is known, and near it stand other kinds (养虾 of 家禽)
    read = (passage.before(where[0]), sentence)
    best: dict[Doer, Evidence] = {}
    for at in places:
        if not in_years(query, read, report, at) or not are_met(bars(query.shadow), sentence, at):
            continue
        for doer in doers_asked(query, pile, report, read, at):
            did = not doer.spoken_of
            did = did and (_MEETINGS_ASKED in query.shadow or not names_a_meeting(sentence, at))
            said_so = judged(query, passage, sentence, at, UNLIKELY_OF_A_WORD) if did else Verdict.MENTIONED
            found = Evidence(doer, hosts_verdict(query, said_so), report, where, score, paraphrase=True)
            key = replace(doer, spoken_of=False)
            if key not in best or RANK[found.verdict] < RANK[best[key].verdict]:
                best[key] = found
    yield from best.values()
