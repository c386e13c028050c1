"""The listing path: every place in the pile that a sentence ties to the topic. No k anywhere.

Candidates come from the inverted index, all of them; each is checked on the text; each sentence is given to the place
whose doing it is (the clause's own place if it names one, else the report's), with a verdict. A topic said in other
words comes behind (`paraphrase.py`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from itertools import chain

from rag.language.clauses import clause_span
from rag.language.names import bare
from rag.language.script import shadow
from rag.language.sentences import sentence_spans
from rag.lists.asked.circumstances import are_around, parted
from rag.lists.asked.conditions_asked import are_conditions_met, without_conditions
from rag.lists.asked.doings_asked import are_told, doings_asked
from rag.lists.asked.least_amount import are_met, bars
from rag.lists.asked.left_out import is_left_out
from rag.lists.asked.list_topic import names_member, terms_to_stand, told_together
from rag.lists.asked.sentences_meant import is_meant
from rag.lists.asked.stops import without_asked_stops
from rag.lists.asked.unsaid import as_said
from rag.lists.asked.verdict_wanted import RANK, order_of
from rag.lists.asked.within_asked import of_its_villages
from rag.lists.asked.years_asked import in_years
from rag.lists.doer import Doer
from rag.lists.doers_asked import doers_asked, hosts_verdict
from rag.lists.judged import judged
from rag.lists.listed import Entry, Evidence
from rag.lists.measured import by_amounts
from rag.lists.otherwise import paraphrased
from rag.lists.rolls import by_rolls
from rag.lists.same_places import merged, without_enclosing
from rag.lists.verdicts.verdict import BY_RULES_ALONE, UNLIKELY, UNLIKELY_OF_A_WORD, is_denied
from rag.lists.verdicts.verdict_rules import SAYS_DOING
from rag.lists.whose.attribution import is_of_several
from rag.lists.whose.contrast import of_value
from rag.lists.whose.visits import as_hosted
from rag.questions.alternatives import by_clause
from rag.questions.conjunction import each_name
from rag.questions.query import Query
from rag.questions.words.terms import Term, coverage, locate_all, presence
from rag.reports.place_words import level_of
from rag.search.pile import Pile
from rag.types import Chunk, Level, Report, Span, Verdict

COVERED = 0.7  # of the weight of the words asked, in one sentence; a name asked must stand there whole
_RARE_THING = 0.8  # weight of a word from which it is a topic of its own beside a name
_TELLING = 0.3  # weight under which a word alone does not make a sentence a candidate
# What makes one sentence of a place the one to show; steps of preference, no more.
_PROSE, _ACTION, _NAMED, _OWN, _TITLE, _LATE = 0.3, 0.2, 0.2, 0.3, 0.5, 0.1


def complete_list(query: Query, pile: Pile, allowed: AbstractSet[str] | None) -> list[Entry]:
    """Every place that the pile ties to the query's topic; did first, then planned, then mentioned. Where several names
    are asked for together (“A”和“B”), every place that it ties to each of them, whichever report tells of which."""
    said = as_said(query)
    found = _complete(said, pile, allowed)
    if not found and said != query:  # the words spared may be most of what a report has in common with the question
        found = _complete(query, pile, allowed)
    return sorted(found, key=lambda entry: entry.order)


def _complete(query: Query, pile: Pile, allowed: AbstractSet[str] | None) -> list[Entry]:
    inside = of_its_villages(query)
    if inside is not None and (villages := _list_of(inside, pile, allowed)):
        return villages
    first, *others = [_list_of(one, pile, allowed) or _of_its_reports(one, pile, allowed) for one in each_name(query)]
    for other in others:
        first = _in_both(pile, first, other)
    return first or entries_of(query, pile, by_amounts(query, pile, allowed))


def _in_both(pile: Pile, one: Sequence[Entry], other: Sequence[Entry]) -> list[Entry]:
    """The places of both lists, each with the lesser of its two verdicts."""

    def key(entry: Entry) -> tuple[str, str | None]:
        return entry.doer.name, pile.finder.today(entry.doer.parent)

    found = {key(entry): entry for entry in other}
    pairs = [
        sorted((entry, found[key(entry)]), key=lambda item: -RANK[item.verdict]) for entry in one if key(entry) in found
    ]
    return [replace(least, beside=(*least.beside, more.evidence[0], *more.beside)) for least, more in pairs]


def _of_its_reports(query: Query, pile: Pile, allowed: AbstractSet[str] | None) -> list[Entry]:
    """Places by sentences that hold the other telling words asked, in reports that hold the name: a report of
    老旧小区 tells their 开工率 without saying so again."""
    rest = tuple(term for term in query.terms if not term.is_name)
    if not query.names or not any(term.weight >= _RARE_THING for term in rest):
        return []
    naming = set.intersection(*(_reports_with(name, pile, allowed) for name in query.names))
    return _list_of(replace(query, terms=rest), pile, naming) if naming else []


def _list_of(query: Query, pile: Pile, allowed: AbstractSet[str] | None) -> list[Entry]:
    clauses = (replace(query, terms=tuple(terms)) for terms in by_clause(query.shadow, query.terms))
    told = (found for clause in clauses for found in _of_clause(clause, pile, allowed))
    return entries_of(query, pile, chain(told, by_rolls(query, pile, allowed)))


def entries_of(query: Query, pile: Pile, evidence: Iterable[Evidence]) -> list[Entry]:
    """The places that sentences tell the topic of, each with its sentences; in no order."""
    by_place: dict[tuple[str, str | None], list[Evidence]] = {}
    for found in evidence:
        if not are_conditions_met(query.shadow, pile, found):
            continue
        if is_left_out(query, pile, found.doer, (found.report, found.span)):
            continue
        by_place.setdefault((found.doer.name, pile.finder.today(found.doer.parent)), []).append(found)
    return _entries(query, pile, by_place)


def _of_clause(query: Query, pile: Pile, allowed: AbstractSet[str] | None) -> list[Evidence]:
    """What tells one doing asked: in the circumstances asked, or all of it in other words."""
    query = without_conditions(query)
    done, circumstances = parted(query, pile)
    whole, done = (replace(one, terms=told_together(one, pile, allowed)) for one in (query, done))
    exact = [found for found in _told(done, pile, allowed) if are_around(circumstances, pile, found)]
    near = _otherwise(done, pile, allowed, exact)
    if not circumstances.terms:
        return [*exact, *near]
    around = [*exact, *(found for found in near if are_around(circumstances, pile, found))]
    if exact or circumstances.are_events:  # 台风 is never another event, whatever is near it
        return around
    return [*around, *_otherwise(whole, pile, allowed, exact)]


def _told(query: Query, pile: Pile, allowed: AbstractSet[str] | None) -> Iterator[Evidence]:
    doings = doings_asked(query, pile)
    return (found for found in _evidence(query, pile, allowed) if are_told(doings, pile, found))


def _otherwise(
    query: Query, pile: Pile, allowed: AbstractSet[str] | None, told: Sequence[Evidence]
) -> Iterator[Evidence]:
    """What is said in other words. A report that tells it of one place in the topic's own may tell it of another
    otherwise, which it then names in another sentence."""
    reports, doings = {one.report.id for one in told}, doings_asked(query, pile)
    read = {(one.report.id, key) for one in told for key in (one.span, one.doer.name)}
    for found in paraphrased(query, pile, allowed, bool(told)):
        report = found.report.id
        name, sentence = found.doer.name, pile.passage(report).shadow[slice(*found.span)]
        is_another = name in sentence and read.isdisjoint(((report, found.span), (report, name)))
        if (report not in reports or is_another) and are_told(doings, pile, found):
            yield found


def _entries(query: Query, pile: Pile, by_place: dict[tuple[str, str | None], list[Evidence]]) -> list[Entry]:
    entries, order = [], order_of(query)
    names = pile.spellings([place for named in query.named for place in named.places])
    for items in without_enclosing(merged(by_place)).values():
        # Of the merged, because one report of a town may not say in what county it lies.
        if not any(_inside_asked(query, pile, names, found) for found in items):
            continue
        items.sort(key=lambda item: item.order(order))
        entries.append(Entry(items[0].doer, items[0].verdict, tuple(items)))
    return _without_whole(query, names, entries)


def _without_whole(query: Query, asked: AbstractSet[str], entries: list[Entry]) -> list[Entry]:
    """Of 云岭县|哪些地方 the places in it, not the county itself, by its names `asked`, beside them."""
    parts = [entry for entry in entries if entry.doer.name not in asked]
    return parts if query.level is None and parts else entries


def _inside_asked(query: Query, pile: Pile, names: AbstractSet[str], found: Evidence) -> bool:
    """Whether the doer is, or lies in, one of the places asked, by their `names`; a report of theirs may speak of
    others. A village on no list lies in the town that its report is about; of a place that others' reports only speak
    of, the sentences that name it tell."""
    doer = found.doer
    if not query.named or not names.isdisjoint((doer.name, *doer.within)):
        return True
    passage = pile.passage(found.report.id)
    is_free = level_of(doer.name) is Level.VILLAGE and not any(level_of(one) is Level.TOWN for one in doer.within)
    if is_free and any(place.name in names for place in pile.focus(found.report.id)):
        return True
    is_spoken_of = any(name in passage.shadow[slice(*found.span)] for name in names)
    return is_spoken_of and not any(pile.reports_of(named.places) for named in query.named)


def _evidence(query: Query, pile: Pile, allowed: AbstractSet[str] | None) -> Iterator[Evidence]:
    required = {name.text: _reports_with(name, pile, allowed) for name in query.names[1:]}
    for chunk in pile.store.chunks(_candidates(query, pile, allowed)):
        if any(chunk.report_id not in reports for reports in required.values()):
            continue
        passage = pile.passage(chunk.report_id)
        report, text = passage.report, passage.shadow[chunk.start : chunk.end]
        for span in sentence_spans(chunk.text):
            sentence = text[slice(*span)]
            if not is_meant(query, sentence):
                continue
            where = (chunk.start + span[0], chunk.start + span[1])
            yield from _read(query, pile, report, (passage.before(where[0]), sentence), where)


def _read(query: Query, pile: Pile, report: Report, text: tuple[str, str], where: Span) -> Iterator[Evidence]:
    """What one sentence says, by place: where it denies a place's doing once, it denies it (别处搞P,我镇没有搞P)."""
    sentence = text[1]
    told: dict[Doer, list[Evidence]] = {}
    order = order_of(query)
    unlikely = UNLIKELY if query.names else UNLIKELY_OF_A_WORD
    if is_of_several(pile, report, sentence, query.level):
        unlikely = BY_RULES_ALONE
    asked, read = bars(query.shadow), without_asked_stops(query.shadow, sentence)
    passage = pile.passage(report.id)
    for at in of_value(query.shadow, sentence, _topics_at(query, sentence)):
        is_asked = in_years(query, text, report, at) and are_met(asked, sentence, at)
        found_here = doers_asked(query, pile, report, text, at) if is_asked else []
        said = judged(query, passage, read, at, unlikely) if found_here else Verdict.MENTIONED
        for doer in found_here:
            hosted = as_hosted(read, at, doer.name)
            of_host = said if hosted is read else judged(query, passage, hosted, at, unlikely)
            verdict = Verdict.MENTIONED if doer.spoken_of else of_host
            denied = verdict is Verdict.MENTIONED and is_denied(read, at, unlikely)
            verdict = hosts_verdict(query, verdict, denied=denied)
            score = _score(query, report, where, (sentence, at), doer)
            found = Evidence(
                doer, verdict, report, where, score, denied, member=names_member(query, sentence[slice(*at)])
            )
            told.setdefault(replace(doer, spoken_of=False), []).append(found)
    for each in told.values():
        yield next((one for one in each if one.denied), min(each, key=lambda one: (one.member, order[one.verdict])))


def _candidates(query: Query, pile: Pile, allowed: AbstractSet[str] | None) -> list[int]:
    """Every chunk that may hold the topic: those with a name asked, or with all words that cannot be spared."""
    if query.names:
        return sorted({chunk for name in query.names[0].spellings for chunk in pile.index.containing(name, allowed)})
    asked = terms_to_stand(query)
    total = sum(term.weight for term in asked)
    top = max(asked, key=lambda term: term.weight, default=None)
    if top is None or top.weight < _TELLING:
        return []
    # A word of three or more may stand in pieces; one of two stands or it does not.
    needed = [term for term in asked if len(term.text) == 2 and total - term.weight < COVERED * total]
    return pile.index.with_any([term.looked_for for term in dict.fromkeys([top, *needed])], allowed)


def _reports_with(name: Term, pile: Pile, allowed: AbstractSet[str] | None) -> set[str]:
    chunks: list[Chunk] = []
    for spelling in name.spellings:
        chunks += pile.store.chunks(pile.index.containing(spelling, allowed))
    return {chunk.report_id for chunk in chunks if presence(name, shadow(chunk.text), bare(shadow(chunk.text)))}


def _topics_at(query: Query, sentence: str) -> list[Span]:
    """Where the sentence holds the topic: every place, because each may be another doer's."""
    if query.names:
        return locate_all(query.names[0], sentence)
    asked = sorted(terms_to_stand(query), key=lambda term: query.shadow.find(term.text))
    if not asked or coverage(asked, sentence) < COVERED:
        return []
    # Of equals the last: what is done stands behind what it is done to (…项目|获得授信).
    return locate_all(max(reversed(asked), key=lambda term: term.weight), sentence)


def _score(query: Query, report: Report, where: Span, text: tuple[str, Span], doer: Doer) -> float:
    """Which sentence of a place to show: the one that tells who does what, in prose, early in the report."""
    sentence, at = text
    is_title = where[0] < report.body[0]
    return (
        coverage(query.terms, sentence)
        + _PROSE * (sentence[-1:] in "。!?;”)")
        + _ACTION * bool(SAYS_DOING.search(sentence[slice(*clause_span(sentence, at))]))
        + _NAMED * (doer.name in sentence)
        + _OWN * any(place.name == doer.name for place in report.places)
        - _TITLE * is_title
        - _LATE * where[0] / len(report.text)
    )
