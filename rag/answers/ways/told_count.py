"""How many of its villages or towns did something, where a report of the place tells the number: 全镇16个村已全覆盖.

The number told comes before any list, which has only those that reports name. Left out: numbers of a plan, and of a
place that the question does not name (nobody tells how many of all did).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from rag.answers.draft import Draft, Proof, quoted
from rag.answers.outcome import Outcome, Task
from rag.language.clauses import clause_span
from rag.language.names import bare
from rag.language.regex import regex
from rag.language.sentences import sentence_spans
from rag.lists.verdicts.verdict import verdict_of
from rag.questions.interrogatives import DENIAL_ASKED, PLAN_ASKED
from rag.questions.lists_of_places import asks_how_many
from rag.questions.words.terms import Term, coverage, locate_all, presence
from rag.search.pile import Passage
from rag.types import Level, Place, Status, Verdict

_COVERED = 0.7  # of the weight of what is asked, in one sentence, as in lists
_TELLING = 0.3  # weight under which a word alone does not make a sentence a candidate
_MOST = 2  # sentences shown, of two reports
# 16个村(居), 近20个村委; not 桥头村、新寺村等10个村, which are some of them.
_NUMBER = r"(?<![等\d])(?:\d[\d,]*|[一二三四五六七八九十百两]+)[多余]?个"
_COUNTED = {
    Level.VILLAGE: regex(_NUMBER + r"(?:行政|自然|建制|中心)?(?:村(?![民级干镇])|社区)"),
    Level.TOWN: regex(_NUMBER + r"(?:乡镇|镇街|街镇|镇|乡(?!村)|街道)"),
    Level.COUNTY: regex(_NUMBER + r"(?:县|区(?!域)|市(?!场))"),
}


def with_told_count(task: Task, listed: Outcome) -> Outcome:
    """The list of a question for how many places, under the number that the asked place's reports tell; the list as it
    is where they tell none."""
    proofs = list(_told(task))[:_MOST]
    if not proofs:
        return listed
    draft = Draft()
    for proof in proofs:
        draft.line()
        owner = task.wording.owner(proof.report.places)
        is_named = any(place.name in proof.quote for place in proof.report.places)
        draft.state(("" if is_named else owner) + quoted(proof), [proof])
    if listed.status is Status.ANSWERED:
        draft.line()
        draft.say(f"{task.wording.by_name()}\n")
        draft.append(listed.draft)
        return Outcome(Status.ANSWERED, draft, listing=listed.listing)
    return Outcome(Status.ANSWERED, draft)


def _told(task: Task) -> Iterator[Proof]:
    """The sentences that tell it, one a report, those that say most of what is asked first."""
    query = task.query
    counted = _COUNTED.get(query.level) if query.level else None
    if counted is None or not asks_how_many(query.shadow):
        return
    if PLAN_ASKED.search(query.shadow) or DENIAL_ASKED.search(query.shadow):
        return
    asked = [place for named in (*query.named, *query.mentioned)[-1:] for place in named.places]
    top = max(query.content, key=lambda term: term.weight, default=None)
    if not asked or top is None or top.weight < _TELLING:
        return
    found: dict[str, tuple[float, Proof]] = {}
    for chunk in task.pile.store.chunks(task.pile.index.with_any([top.spellings], task.allowed)):
        passage = task.pile.passage(chunk.report_id)
        for start, end in sentence_spans(chunk.text):
            span = (chunk.start + start, chunk.start + end)
            held = coverage(query.content, passage.shadow[slice(*span)])
            best = found.get(chunk.report_id, (_COVERED, None))[0]
            if held >= best and _tells(task, passage, passage.shadow[slice(*span)], (top, counted, asked)):
                found.setdefault(chunk.report_id, (held, Proof(passage.report, span)))
    yield from (proof for _, proof in sorted(found.values(), key=lambda one: -one[0]))


def _tells(task: Task, passage: Passage, sentence: str, of: tuple[Term, re.Pattern[str], list[Place]]) -> bool:
    """Whether a sentence tells how many of the asked place's did it: the number stands in a clause with what is asked,
    and what the sentence says is that place's."""
    top, counted, asked = of
    clauses = (sentence[slice(*clause_span(sentence, found.span()))] for found in counted.finditer(sentence))
    if not any(presence(top, clause, bare(clause)) for clause in clauses) or not _is_of(task, passage, sentence, asked):
        return False
    written = passage.report.metadata.published
    at = locate_all(top, sentence)
    return bool(at) and verdict_of(sentence, at[0], written.year if written else None) is Verdict.DID


def _is_of(task: Task, passage: Passage, sentence: str, asked: list[Place]) -> bool:
    level, finder = asked[0].level, task.pile.finder
    others = [one.place for one in finder.mentions_of_shadow(sentence, passage.report.places)]
    if any(one.level is level and not any(finder.same(one, place) for place in asked) for one in others):
        return False
    if any(place.name in sentence for place in asked):
        return True
    own = [place for place in passage.report.places if place.level is level]
    is_own = any(finder.same(one, place) for one in own for place in asked)
    return is_own and re.search(f"[全该我本]{own[0].name[-1]}", sentence) is not None
