"""Places of a list by sentences that likely tell what it asks, where no report says it in words known to mean that.

The list path knows a topic by its words and by those near them, one by one; whoever asks 房子进了水 of a county whose
one report tells 房屋进水 means that sentence. Here the sentences that the ranking puts first are taken, as far as
their odds are good; every place so found is marked as told in other words. Left out: that each doing asked must be told
by a word for it (`asked/doings_asked.py`): what stands for all of them is learned.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from rag.answers.outcome import Task
from rag.answers.sentences.counting import Numbers
from rag.answers.sentences.evidence import Sentence, likely_sentences
from rag.answers.sentences.features import Embed
from rag.answers.sentences.topic_odds import features, odds
from rag.index.tokenizing import words
from rag.lists.asked.circumstances import are_around, parted
from rag.lists.asked.list_topic import terms_to_stand
from rag.lists.listed import Entry, Evidence
from rag.lists.listing import COVERED, entries_of
from rag.lists.otherwise import told_otherwise
from rag.lists.paraphrase import EVENTS
from rag.questions.interrogatives import DENIAL_ASKED
from rag.questions.query import Query
from rag.questions.words.terms import coverage, locate_all
from rag.types import Span, Verdict

# Log odds from which a sentence is taken. Of 280 lists of a named place, asked of piles for what only others tell, 9
# came of it (18 from 0 on); of 181 where no place is named 25 (40).
_LIKELY = 0.5


def likely_places(task: Task) -> list[Entry]:
    """The places of the sentences that likely tell that they did or mean to do what is asked; those that did first.
    None where no place is asked of, since something near is told somewhere in any pile; nor of what was not done."""
    if not task.query.names_a_place or DENIAL_ASKED.search(task.query.shadow):
        return []
    found = (one for told, numbers in read_places(task) if odds(numbers) > _LIKELY for one in told)
    return sorted(entries_of(task.query, task.pile, found), key=lambda entry: entry.order)


def read_places(task: Task) -> Iterator[tuple[list[Evidence], Numbers]]:
    """Each sentence that may tell what is asked, as what it says by place, with the features of its odds. What happened
    meanwhile is told, too."""
    query, pile = task.query, task.pile
    if query.names or query.organisation is not None:
        return  # a name stands in a report or it does not; and near a place's matter stands any of its offices
    _, circumstances = parted(query, pile)
    read, _ = likely_sentences(query, pile, task.allowed, task.filtered)
    best = max((one.score for one in read), default=0.0)
    for one in read:
        if not _may_tell(query, one):
            continue
        places = _counterparts(one, pile.word_vectors)
        said = told_otherwise(query, pile, one.passage, one.span, (places, one.score))
        told = [found for found in said if found.verdict is not Verdict.MENTIONED]
        if circumstances.are_events:
            told = [found for found in told if are_around(circumstances, pile, found)]
        if told:
            is_named = any(found.doer.name in one.shadow for found in told)
            yield told, features(one, best, pile.word_vectors, is_placed=query.names_a_place, is_named=is_named)


def _may_tell(query: Query, one: Sentence) -> bool:
    """Whether a sentence may tell the topic in other words. What says it in its own the list path has read and judged;
    and one event is never another."""
    if coverage(terms_to_stand(query), one.shadow) >= COVERED:
        return False
    return not any(term.said in EVENTS and not share for term, share in one.held)


def _counterparts(one: Sentence, embed: Embed) -> list[Span]:
    """Where a sentence holds the most telling of the terms that it holds, each time; where it holds none, the word
    that comes nearest to one."""
    term, share = max(one.held, key=lambda pair: pair[0].weight * pair[1], default=(None, 0.0))
    if term is not None and share and (places := locate_all(term, one.shadow)):
        return places
    said = [word for word in dict.fromkeys(words(one.shadow)) if len(word) > 1 and word in one.shadow]
    if not said or not one.held:
        return [(0, len(one.shadow))]
    near = embed([term.said for term, _ in one.held]) @ embed(said).T
    word = said[int((near.T * [term.weight for term, _ in one.held]).max(axis=1).argmax())]
    return [found.span() for found in re.finditer(re.escape(word), one.shadow)]
