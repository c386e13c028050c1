"""One fact or a short digest: figure, who, when, and open questions, from the sentences that answer best."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from rag.answers import refusal
from rag.answers.draft import Draft, Proof, quoted
from rag.answers.fitting.answer_type import fits
from rag.answers.fitting.labels import label
from rag.answers.fitting.organisations_named import organisation_form
from rag.answers.fitting.own_figures import whole_first
from rag.answers.fitting.premise import with_premise
from rag.answers.fitting.tenure import holders_in_time, timeless
from rag.answers.fitting.told_figures import figures_first, only_expected
from rag.answers.fitting.whose import tells_of_another, tells_of_another_village
from rag.answers.outcome import Outcome, Task, not_found
from rag.answers.sentences.evidence import Sentence, best_first, judged_again, likely_sentences, unread
from rag.answers.sentences.patterns import is_office
from rag.answers.ways.by_whom import tells_by_whom
from rag.answers.ways.digest import MOST, Facet, digest, facets
from rag.answers.ways.each_told import each_told, sum_told
from rag.answers.ways.givers import asks_giver, gave_most, person_before
from rag.answers.ways.plans_asked import asks_plans, tells_plan
from rag.answers.ways.reasons import gives_reason, is_sure, names_one_thing, reasons, says_what_happened, wholly_told
from rag.answers.ways.rules_told import asks_source, met
from rag.answers.ways.whether import asks_whether, telling_of, told
from rag.answers.ways.worth_telling import answers, contest, holds_enough, is_hopeless, may_stand, that_answer
from rag.language.script import shadow
from rag.lists.asked.stages import another_stage, stage_asked
from rag.questions.words.near_words import said_otherwise, stand_ins
from rag.questions.words.terms import coverage
from rag.types import Hit, Kind, Status

# The three in log odds, set so that with new weights about as many sentences come as close: see docs/answers.md.
_CLOSE = 4.7  # score within which another report's sentence says the same or contradicts: both are shown
_WHOLLY, _CLOSE_WHOLE = 0.8, 7.0  # the same for a sentence that holds nearly all that is asked: it is about just that
_AS_FULL = 0.1  # covered share that such a sentence may lack
_TIED = 1.3  # score within which a second sentence of the same report answers as well: the question was not precise
_HEADLINE = 0.75  # weighted share of the terms that a headline must hold, for its report to answer
_LACKED = 0.5  # weight from which a word that is not there is worth saying
_NEARLY = 3  # sentences shown where one is asked for and none is surely it
_BESIDE = 0.15  # weighted share of the question that must be there as it is, beside words that may stand for its own
_ALL_TOLD, _LENGTHENED = 30, 400  # sentences, and code points more than were shown, that are read for what is left
_ABOUT_IT = 0.8  # covered share from which sentences without a word for a reason may give it in their own way
_MOST = 4  # sentences of an answer that has more than one to show


def fact(task: Task) -> Outcome:
    """The sentence that answers, or a refusal with its reason. Conflicting reports stand side by side."""
    task = replace(task, query=timeless(task.query))
    likely, hits = likely_sentences(task.query, task.pile, task.allowed, task.filtered)
    found = contest(task, likely)
    hopeless = is_hopeless(task.query, found)
    best = that_answer(task, likely, found) or ([] if hopeless else _by_headline(task, likely))
    if best := _fitting(task, best):
        return _told(task, best, likely, hits)
    if not hopeless and (otherwise := _said_otherwise(task, likely, hits)):
        return otherwise
    if found and may_stand(found) and (best := _fitting(task, [found.best])):
        return _nearest(task, found.best, _told(task, best, likely, hits))
    return not_found(_why_not(task, likely), tuple(hits))


def _nearest(task: Task, best: Sentence, outcome: Outcome) -> Outcome:
    """The answer with the telling words of the question said first that it shows none of."""
    shown = shadow("\n".join(proof.quote for proof in outcome.draft.proofs))
    places = {place.name for place in task.query.mentioned}
    lacked = [term for term, share in best.held if term.weight >= _LACKED and not share and term.text not in places]
    lacked = [term for term in lacked if not any(spelling in shown for spelling in term.spellings)]
    if not lacked or not outcome.draft.pieces:
        return outcome
    return replace(outcome, draft=outcome.draft.under(task.wording.nearest([term.text for term in lacked])))


def _why_not(task: Task, likely: Sequence[Sentence]) -> str:
    """The reason for a refusal: that the time of another event is told, where that is so."""
    asked = stage_asked(task.query.shadow) if task.query.kind is Kind.WHEN else None
    near = [one for one in likely if asked and holds_enough(one) and fits(task.query, one.shadow)]
    told = [stage for one in best_first(near) if (stage := another_stage(task.query.shadow, one.shadow))]
    return task.wording.other_stage(asked, told[0]) if asked and told else refusal.reason(task)


def _answering(task: Task, likely: Sequence[Sentence]) -> list[Sentence]:
    return [sentence for sentence in likely if answers(task, sentence)]


def _fitting(task: Task, answering: list[Sentence]) -> list[Sentence]:
    answering = whole_first(task, figures_first(task.query, best_first(answering)))
    if task.query.kind is Kind.WHO and asks_giver(task.query.shadow):
        return [answering[at] for at in gave_most(task.query.shadow, [one.shadow for one in answering])]
    if task.query.kind is Kind.WHO:
        answering = holders_in_time(task.query.shadow, answering)
        return [one for one in answering if tells_by_whom(task.query.shadow, one.shadow)] or answering
    if asks_whether(task.query):
        return telling_of(task.query, answering)
    if asks_plans(task.query):
        return [one for one in answering if tells_plan(one.shadow)]
    return with_premise(task.query, answering) if task.query.kind is Kind.WHEN or _asks_why(task) else answering


def _said_otherwise(task: Task, likely: Sequence[Sentence], hits: Sequence[Hit]) -> Outcome | None:
    """The answer in words that may stand for the question's, with these said first; None where there is none.

    Something else of what is asked must be there as it is: the rest of the question, or the place asked.
    """
    terms = said_otherwise(task.query.terms, task.pile, is_office)  # another office is another person
    looser = replace(task, query=replace(task.query, terms=terms))
    held = [one for one in likely if task.allowed is not None or one.covered >= _BESIDE]
    again = judged_again(looser.query, held)
    answering = [
        one for one in _fitting(looser, _answering(looser, again)) if stand_ins(looser.query.terms, one.shadow)
    ]
    if not answering:
        return None
    outcome = _told(looser, answering, again, hits)
    pairs = stand_ins(looser.query.terms, shadow("\n".join(proof.quote for proof in outcome.draft.proofs)))
    if not pairs:
        return outcome
    return replace(outcome, draft=outcome.draft.under(task.wording.said_otherwise(pairs)))


def _told(task: Task, answering: list[Sentence], likely: Sequence[Sentence], hits: Sequence[Hit]) -> Outcome:
    """The answer of the sentences that answer; there is one at least."""
    if asks_whether(task.query):
        return Outcome(Status.ANSWERED, _verdict(task, answering), hits=tuple(hits))
    if asks_plans(task.query):
        return Outcome(Status.ANSWERED, _prose(task, answering[:MOST]), hits=tuple(hits))
    if task.query.kind in (Kind.OPEN, Kind.LIST):  # of a list of parts that are not enumerated, what is told of them
        ranked = best_first(likely)
        others = _of_the_place(task, [*ranked, *unread(task.query, ranked, answering[0])], answering[0])
        if task.shown:
            return Outcome(Status.ANSWERED, _prose(task, _further(task, answering, others)), hits=tuple(hits))
        return _account(task, answering, others, hits)
    if each := each_told(task.query, best_first(_answering(task, likely))):
        draft = Draft()
        _lines(draft, task, each)
        return Outcome(Status.ANSWERED, draft, hits=tuple(hits))
    return state_all(task, answering, hits)


def _of_the_place(task: Task, others: list[Sentence], best: Sentence) -> list[Sentence]:
    """What may stand beside the best sentence: nothing of another place, nor, where that names the village asked, of
    another village."""
    theirs = [one for one in others if one is best or not tells_of_another(task, one)]
    return [one for one in theirs if not tells_of_another_village(task, one, best)]


def _further(task: Task, answering: list[Sentence], others: Sequence[Sentence]) -> list[Sentence]:
    """What a longer digest would tell that was not shown before."""
    told = digest(task.query.shadow, answering, others, _ALL_TOLD, len(task.shown) + _LENGTHENED)
    return [one for one in told if quoted(_proof(one)) not in task.shown][:MOST]


def _account(task: Task, answering: list[Sentence], others: Sequence[Sentence], hits: Sequence[Hit]) -> Outcome:
    """The one or two sentences that answer precisely, where the question wants no more; else a digest."""
    if told := sum_told(task.query.shadow, answering):
        return Outcome(Status.ANSWERED, _prose(task, told), hits=tuple(hits))
    chosen = _precisely(task, answering, others)
    if formed := _formed(task, answering, others):
        return Outcome(Status.ANSWERED, _prose(task, formed), hits=tuple(hits))
    if asks_source(task.query.shadow):
        return not_found(refusal.reason(task), tuple(hits))
    if not any(map(is_sure, chosen)):  # the reader may see what else comes near
        most = task.most or (_NEARLY if chosen or _asks_why(task) else MOST)
        told = digest(task.query.shadow, answering, others, most)
        chosen = [*chosen, *(one for one in told if one not in chosen)][:most]
    if not _asks_why(task) or task.most is not None or any(gives_reason(one.shadow) for one in chosen):
        return Outcome(Status.ANSWERED, _prose(task, chosen), hits=tuple(hits))
    happened = says_what_happened(task.query.terms, chosen)
    if not happened and max(one.covered for one in chosen) < _ABOUT_IT:
        return not_found(refusal.reason(task), tuple(hits))
    draft = Draft()
    draft.say(task.wording.no_reason())
    return Outcome(Status.PARTIAL, _prose(task, chosen[:1] if happened else chosen, draft), hits=tuple(hits))


def _formed(task: Task, answering: list[Sentence], others: Sequence[Sentence]) -> list[Sentence]:
    """Sentences of the best report that have the form of what is asked: rules, troubles."""
    if task.query.kind is not Kind.OPEN:
        return []
    own = [one for one in others if one.passage.report.id == answering[0].passage.report.id]
    return met(task.query.shadow, [one for one in own if not tells_of_another(task, one)])


def _asks_why(task: Task) -> bool:
    return facets(task.query.shadow) == (Facet.REASONS,)


def _precisely(task: Task, answering: list[Sentence], others: Sequence[Sentence]) -> list[Sentence]:
    """The few sentences that answer a question for a reason, for one thing, for rules or troubles; none where it wants
    an account."""
    if task.query.kind is not Kind.OPEN or task.most is not None:
        return []
    if _asks_why(task):
        return reasons(task.query.terms, answering, others)
    if names_one_thing(task.query.shadow):
        return wholly_told(task.query.shadow, task.query.terms, answering)
    return []


def state_all(task: Task, answering: list[Sentence], hits: Sequence[Hit]) -> Outcome:
    """The best of the sentences that answer, and those of other stories that agree or contradict."""
    draft, shown = Draft(), _agreeing(answering, task)
    if all(only_expected(task.query, one) for one in shown):
        draft.say(task.wording.expected())
    _lines(draft, task, shown)
    return Outcome(Status.ANSWERED, draft, hits=tuple(hits))


def _verdict(task: Task, answering: list[Sentence]) -> Draft:
    """Yes, no or a plan, and the sentences that say so."""
    stance, sentences = told(task.query, task.pile, answering)
    draft = Draft()
    draft.say(task.wording.stance(stance))
    _lines(draft, task, sentences)
    return draft


def _lines(draft: Draft, task: Task, sentences: Sequence[Sentence]) -> None:
    """Each sentence on a line of its own, with whose it is where it does not say."""
    for sentence in sentences:
        draft.line()
        owner, naming = label(task, sentence)
        named = person_before(sentence.passage, sentence.number)
        if named is not None:  # who 他 is
            before = replace(sentence, number=named)
            opening, its = label(task, before)
            draft.state(f"{opening}{quoted(_proof(before))}", [_proof(before), *its])
            owner, naming = "", []
        draft.state(f"{owner}{quoted(_proof(sentence))}", [_proof(sentence), *naming])


def _proof(sentence: Sentence) -> Proof:
    return Proof(sentence.passage.report, sentence.span)


def _prose(task: Task, chosen: Sequence[Sentence], draft: Draft | None = None) -> Draft:
    """A paragraph a report: whose it is where it does not say, then its sentences one after the other."""
    draft = draft or Draft()
    for _, sentences in groupby(chosen, key=lambda sentence: sentence.passage.report.id):
        told = list(sentences)
        draft.line()
        owner, naming = label(task, told[0])
        for sentence in told:
            draft.state(f"{owner}{quoted(_proof(sentence))}", [_proof(sentence), *naming])
            owner, naming = "", []
    return draft


def _by_headline(task: Task, likely: Sequence[Sentence]) -> list[Sentence]:
    """Of an open question, the sentences of reports whose headline says what is asked: they need not say it again."""
    if not facets(task.query.shadow) or task.query.kind not in (Kind.OPEN, Kind.LIST):
        return []
    if organisation_form(task.query.shadow) is not None:  # which one it was must be said
        return []
    return [one for one in likely if coverage(task.query.terms, one.passage.title_shadow) >= _HEADLINE]


def _agreeing(answering: list[Sentence], task: Task) -> list[Sentence]:
    """The best sentence, and those of other stories that come as close: a second opinion is not hidden.

    Where the one who asks picks from several (`task.most`), another sentence of the same story may come as close, too.
    """
    best = answering[0]
    groups, chosen = {best.passage.report.group}, [best]
    for other in answering[1:]:
        is_new = other.passage.report.group not in groups or task.most is not None
        as_full = other.covered >= best.covered - _AS_FULL or task.query.kind is Kind.COMPARE
        close = _CLOSE if other.covered < _WHOLLY else _CLOSE_WHOLE
        if other.score >= best.score - (close if is_new and as_full else _TIED):
            groups.add(other.passage.report.group)
            chosen.append(other)
    return chosen[:_MOST]
