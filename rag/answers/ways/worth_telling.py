"""Which sentences are worth telling for a fact: by rule, by how much of the question they hold, and by their odds.

Left out: how they are told (`facts.py`), and where the odds come from (`sentences/answerability.py`).
"""

from __future__ import annotations

from collections.abc import Sequence

from rag.answers.fitting.in_years import in_years
from rag.answers.fitting.its_like import tells_of_its_like
from rag.answers.fitting.whose import tells_of_another
from rag.answers.outcome import Task
from rag.answers.sentences.answerability import Contest
from rag.answers.sentences.evidence import Sentence, best_first
from rag.answers.sentences.nearness import tells_of_its_kind
from rag.answers.ways.givers import asks_giver
from rag.questions.query import Query

# Chosen by `python -m eval calibrate`: see docs/answers.md.
ANSWERED = 0.42  # weighted share of the terms a sentence must hold with its surroundings to be an answer
TELLING = 0.3  # how far the most telling term must be there
# Log odds of the best sentence, of a question for a figure, a person or a date (of an account, which several sentences
# make together, those of one say little): up to the first a sentence must hold most of the question, since of those
# that do nearly all are right; from the second it is told even if it holds too little. Chosen on piles left out, see
# docs/answers.md.
HOPELESS, LIKELY, LIKELY_ACCOUNT = -0.3, 0.1, 0.5
LARGELY = 0.7
_FAR = 0.1  # share of the question, near words counted, under which a sentence has nothing of it


def answers(task: Task, sentence: Sentence) -> bool:
    """Whether a sentence answers: it holds enough of the question, and what it asks for."""
    return holds_enough(sentence) and admissible(task, sentence)


def holds_enough(sentence: Sentence) -> bool:
    """Whether a sentence with its surroundings holds enough of what is asked to be an answer."""
    return sentence.covered >= ANSWERED and sentence.telling >= TELLING


def admissible(task: Task, sentence: Sentence) -> bool:
    """Whether a sentence answers if it holds enough of the question: what is asked for is there, of the year and of the
    place."""
    if tells_of_its_like(task.query, sentence.shadow):
        return False
    return sentence.focused and sentence.fits and in_years(task, sentence) and not tells_of_another(task, sentence)


def contest(task: Task, likely: Sequence[Sentence]) -> Contest | None:
    """The best of the sentences that have what is asked for, of the year and of the place; None where none has."""
    rivals = best_first([one for one in likely if admissible(task, one)])
    return Contest(rivals[0], rivals[1:], likely, task.pile.word_vectors) if rivals else None


def is_hopeless(query: Query, found: Contest | None) -> bool:
    """Whether the odds speak against sentences that hold enough of the question, but not most of it. They were learned
    of Chinese questions; who gave something has a reading of its own (`givers.py`)."""
    is_judged = query.asks_one_fact and query.lang != "en" and not asks_giver(query.shadow)
    return is_judged and (found is None or found.odds <= HOPELESS)


def that_answer(task: Task, read: Sequence[Sentence], found: Contest | None) -> list[Sentence]:
    """Those of the sentences read that answer by what they hold: most of the question, where the odds speak against
    them."""
    hopeless = is_hopeless(task.query, found)
    return [one for one in read if answers(task, one) and (one.covered >= LARGELY or not hopeless)]


def may_stand(found: Contest) -> bool:
    """Whether the best sentence may be told though it does not hold enough of the question: its odds are good, it has
    something of the question, and for no thing asked it tells another of its kind. Where no place is asked, it has the
    most telling word."""
    best, query = found.best, found.best.query
    if found.odds <= (LIKELY if query.asks_one_fact else LIKELY_ACCOUNT):
        return False
    if not query.names_a_place and best.telling < TELLING:
        return False
    return found.nearness.soft >= _FAR and not tells_of_its_kind(best, found.embed)
