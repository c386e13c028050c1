"""Which sentences answer a question, and how well: the top-k path from hits to sentences.

A sentence is read with what stands around it: its paragraph, the heading above and the report's title supply the
subject that officials leave out (“生猪存栏3.45万头;”). What it must hold itself depends on the kind asked: a figure for
a figure question, a person for who, a date for when. Left out: sentences that say the same in other words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from rag.answers.patterns import gives_reason, has_date, has_figure, has_person, is_office, is_outcome
from rag.language.names import bare
from rag.search.interrogatives import PLAN_ASKED, RATIO_ASKED, REASON_ASKED, RESULT_ASKED
from rag.search.pile import Passage, Pile
from rag.search.query import Query
from rag.search.terms import Term, locate, presence
from rag.search.verdict import verdict_of
from rag.types import Chunk, Hit, Kind, Span, Verdict

# What a term is worth where it stands, against 1 in the sentence itself. A subject is carried on from the sentence
# before, and less surely from those further up the paragraph.
_ONE_BEFORE, _A_STEP, _FAR_BEFORE = 0.65, 0.1, 0.35
_IN_HEADING, _IN_TITLE, _NAME_IN_REPORT = 0.5, 0.35, 0.3
_MOST_TELLING = 0.8  # of the weight of the most telling term, for a term to tell as much
_HITS = 30  # chunks read; the right one stood among the first 10 in 97 % of questions on the public sets
_NAMING = 100  # chunks of other places' reports that are read because they name the place
_FULL_NAME = 3  # code points: a shorter name (房县 has two) is part of other words too often
_EVERY_REPORT = 12  # reports at most that are read whole when the question names their place
_NEAR = 0.2  # what a figure, person or date in the clause that holds the terms adds to the score
_WITHOUT = 0.5  # what its absence takes away
_HEADLINE = 0.35  # taken from titles and sub-headings: they announce, the sentences under them tell
_PROSE_END = re.compile(r"[。!?;,:”)…]$")
_MANNER = 0.3  # added to results where results are asked for, to reasons where reasons are
_NOT_DONE = 0.15  # taken from a plan where the question asks what was done


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence that may answer. `covered` is the weighted share of the terms it holds with its surroundings (0–1).

    `telling` is how far the most telling term is there; `fits` whether it holds the thing the kind asks for.
    """

    passage: Passage
    number: int
    score: float
    covered: float
    telling: float
    fits: bool

    @property
    def span(self) -> Span:
        return self.passage.sentences[self.number]

    @property
    def shadow(self) -> str:
        return self.passage.sentence(self.number)


def ranked_sentences(
    query: Query, pile: Pile, allowed: AbstractSet[str] | None, beside: AbstractSet[str] | None = None
) -> tuple[list[Sentence], list[Hit]]:
    """Sentences that may answer, best first, and the hits that they were read from.

    `allowed` are the reports of the places asked; `beside` the other reports that may speak of them (None: all): of
    those, only sentences that name the place are read.
    """
    hits = pile.retriever.hits(query.resolved, _HITS, allowed)
    places: dict[tuple[str, int], Passage] = {}
    for passage, numbers in [*_to_read(hits, pile, allowed), *_naming(query, pile, allowed, beside)]:
        places |= {(passage.report.id, number): passage for number in numbers}
    found = [_judge(query, passage, number) for (_, number), passage in places.items()]
    found = [sentence for sentence in found if sentence.covered > 0]
    return sorted(found, key=lambda item: (-item.score, item.passage.report.id, item.number)), hits


def _naming(
    query: Query, pile: Pile, allowed: AbstractSet[str] | None, beside: AbstractSet[str] | None
) -> list[tuple[Passage, Sequence[int]]]:
    """Sentences of other places' reports that name the place asked in full (a county's report on one of its towns)."""
    names = {place.name for named in query.named for place in named.places if len(place.name) >= _FULL_NAME}
    reading: list[tuple[Passage, Sequence[int]]] = []
    for name in sorted(names):
        for chunk in pile.store.chunks(pile.index.containing(name, beside)[:_NAMING]):
            passage = pile.passage(chunk.report_id)
            if allowed is None or chunk.report_id not in allowed:
                reading.append((passage, _inside(passage, chunk, name)))
    return reading


def _inside(passage: Passage, chunk: Chunk, name: str = "") -> list[int]:
    """Numbers of the sentences of a chunk that hold the name."""
    return [
        number
        for number, (start, end) in enumerate(passage.sentences)
        if chunk.start <= start and end <= chunk.end and name in passage.shadow[start:end]
    ]


def _to_read(hits: Sequence[Hit], pile: Pile, allowed: AbstractSet[str] | None) -> list[tuple[Passage, Sequence[int]]]:
    if allowed is not None and len(allowed) <= _EVERY_REPORT:
        passages = [pile.passage(report_id) for report_id in sorted(allowed)]
        return [(passage, range(len(passage.sentences))) for passage in passages]
    opened = [(pile.passage(hit.chunk.report_id), hit.chunk) for hit in hits]
    return [(passage, _inside(passage, chunk)) for passage, chunk in opened]


def _judge(query: Query, passage: Passage, number: int) -> Sentence:
    sentence = passage.sentence(number)
    surroundings = _surroundings(passage, number)
    whole = (sentence, passage.bare_sentence(number))
    held = [(term, _held(term, whole, surroundings)) for term in query.terms]
    total = sum(term.weight for term in query.terms) or 1.0
    covered = sum(term.weight * share for term, share in held) / total
    telling = max((share for term, share in held if term.weight >= _MOST_TELLING * _top(query.terms)), default=0.0)
    fits = _fits(query, sentence)
    score = covered + (_NEAR * _near(query, sentence) if fits else -_WITHOUT)
    score += _manner(query, sentence)
    is_headline = not _PROSE_END.search(sentence)
    return Sentence(passage, number, score - _HEADLINE * is_headline, covered, telling, fits)


def _top(terms: Sequence[Term]) -> float:
    return max((term.weight for term in terms), default=0.0)


@dataclass(frozen=True, slots=True)
class _Surroundings:
    """What stands around a sentence: title, heading, what goes before it in its paragraph.

    `stretches` are (shadow, the same without punctuation, worth).
    """

    stretches: tuple[tuple[str, str, float], ...]
    report: str


def _surroundings(passage: Passage, number: int) -> _Surroundings:
    start, _ = passage.sentences[number]
    text = passage.shadow
    opened = text.rfind("\n", 0, start) + 1
    stretches = [(passage.title_shadow, passage.bare_title, _IN_TITLE)]
    before = number - 1
    while before >= 0 and passage.sentences[before][0] >= opened:
        worth = max(_ONE_BEFORE - _A_STEP * (number - 1 - before), _FAR_BEFORE)
        stretches.append((passage.sentence(before), passage.bare_sentence(before), worth))
        before -= 1
    if before >= 0 and not _PROSE_END.search(passage.sentence(before)):
        stretches.append((passage.sentence(before), passage.bare_sentence(before), _IN_HEADING))
    return _Surroundings(tuple(stretches), passage.bare_shadow)


def _held(term: Term, sentence: tuple[str, str], around: _Surroundings) -> float:
    share = presence(term, *sentence)
    if share == 1.0:
        return share
    if term.is_name and presence(term, around.report, around.report):
        share = _NAME_IN_REPORT
    return max([share, *(worth * presence(term, text, flat) for text, flat, worth in around.stretches)])


def _fits(query: Query, sentence: str) -> bool:
    """Whether the sentence holds the thing asked for."""
    if query.kind is Kind.FIGURE:
        return has_figure(sentence, query.measure, ratios=bool(RATIO_ASKED.search(query.shadow)))
    if query.kind is Kind.WHO:
        offices = [term for term in query.terms if is_office(term.text)]
        return has_person(sentence) and all(presence(term, sentence, bare(sentence)) == 1 for term in offices)
    if query.kind is Kind.WHEN:
        return has_date(sentence)
    return True


def _near(query: Query, sentence: str) -> float:
    """How much of the terms the best clause with the thing asked for holds: the figure of *this* subject."""
    if query.kind not in (Kind.FIGURE, Kind.WHO, Kind.WHEN):
        return 0.0
    total = sum(term.weight for term in query.terms) or 1.0
    clauses = [clause for clause in re.split(r"[,;。:、]", sentence) if _fits(query, clause)]
    return max(
        (sum(term.weight * presence(term, clause, bare(clause)) for term in query.terms) / total for clause in clauses),
        default=0.0,
    )


def _manner(query: Query, sentence: str) -> float:
    """What was done is preferred to what is planned, results to intentions where results are asked for."""
    change = _MANNER if RESULT_ASKED.search(query.shadow) and is_outcome(sentence) else 0.0
    change += _MANNER if REASON_ASKED.search(query.shadow) and gives_reason(sentence) else 0.0
    if PLAN_ASKED.search(query.shadow):
        return change
    at = next((span for term in query.terms if (span := locate(term, sentence))), (0, 0))
    return change - (_NOT_DONE if verdict_of(sentence, at) is not Verdict.DID else 0.0)
