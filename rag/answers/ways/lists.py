"""List answers: every place that did, is to do or only speaks of it; and the parts of a named whole."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from rag.answers import refusal
from rag.answers.draft import Draft, Proof, quoted
from rag.answers.outcome import Outcome, Task, not_found
from rag.answers.sentences.candidates import HITS
from rag.answers.ways.counted_whole import Whole, asked_whole, mentions, parts_of
from rag.answers.ways.definitions import defining_sentences, reports_with
from rag.answers.ways.enumeration import COUNTS, LONGEST_NAME, Part
from rag.answers.ways.likely_places import likely_places
from rag.answers.ways.parts import (
    counted_parts,
    enumerated_parts,
    half_asked,
    idiom_parts,
    led_parts,
    named_parts,
    of_half,
    tailed_parts,
    tells_units,
)
from rag.answers.wording import listed
from rag.lists.asked.honours import asks_honour
from rag.lists.asked.verdict_wanted import verdict_wanted
from rag.lists.listed import Entry, entries_by
from rag.lists.listing import complete_list
from rag.lists.whose.short_rows import row_of_many
from rag.lists.whose.visits import asks_host, asks_learner
from rag.questions.interrogatives import DENIAL_ASKED
from rag.questions.words.terms import coverage
from rag.search.pile import Passage
from rag.types import Listing, ListingItem, Status, Verdict

_ABOUT = 0.5  # weighted share of the question's other terms that stand by the name of a counted whole


def place_list(task: Task) -> Outcome:
    """Which places did what was asked: all of them, from every report."""
    entries = complete_list(task.query, task.pile, task.allowed)
    if DENIAL_ASKED.search(task.query.shadow):
        return _denials(task, entries)
    if not entries:
        return replace(not_found(refusal.reason(task)), listing=Listing((), task.scanned, 0, complete=True))
    return _listed(task, entries)


def likely_list(task: Task) -> Outcome | None:
    """The places of sentences that likely tell what no report says in known words; None where there are none."""
    entries = likely_places(task)
    return _listed(task, entries, complete=False) if entries else None


def _listed(task: Task, entries: Sequence[Entry], *, complete: bool = True) -> Outcome:
    """The places by what became of it: first those that the question asks for. Not `complete` are those of the
    sentences that the ranking put first: others may tell it, too."""
    asked = verdict_wanted(task.query)
    matched = entries_by(entries, asked)
    draft = Draft()
    noun = listed(task.query.level, task.query.organisation)
    asks_no_doing = asks_honour(task.query.shadow) or asks_host(task.query.shadow) or asks_learner(task.query.shadow)
    if asks_no_doing or not complete:
        draft.say(task.wording.told_of(task.scanned, len(matched), noun))
    else:
        draft.say(task.wording.read(task.scanned, len(matched), asked, noun))
    items = _write_all(draft, task, matched)
    for verdict in Verdict:
        others = entries_by(entries, verdict)
        if asked is Verdict.PLANNED:  # what is near in meaning and no plan is twice another thing
            others = [entry for entry in others if not entry.paraphrase]
        if others and verdict is not asked:
            draft.line()
            all_otherwise = all(entry.paraphrase for entry in others)
            draft.say(task.wording.verdict(verdict, otherwise=all_otherwise))
            write = _write_each if all_otherwise else _write_all
            items += write(draft, task, others)
    _say_of_many(draft, task, matched)
    listing = Listing(tuple(items), task.scanned, len(matched), complete=complete)
    return Outcome(Status.ANSWERED if matched else Status.PARTIAL, draft, listing=listing)


def _say_of_many(draft: Draft, task: Task, entries: Sequence[Entry]) -> None:
    """Of how many a report tells where it names only some of them: 黄泥、文明等8个村."""
    rows: dict[tuple[str, int], tuple[int, Proof]] = {}  # by report and end: where the first of its names stands
    for best in (entry.evidence[0] for entry in entries):
        sentence = task.pile.passage(best.report.id).shadow[slice(*best.span)]
        row = row_of_many(sentence, best.doer.name)
        if row is None:
            continue
        start, key = best.span[0] + row[0], (best.report.id, best.span[0] + row[1])
        rows[key] = min(
            rows.get(key, (start, Proof(best.report, best.span))),
            (start, Proof(best.report, best.span)),
            key=lambda one: one[0],
        )
    for (_, end), (start, proof) in rows.items():
        draft.line()
        draft.state(f"{task.wording.some_named()}{proof.report.text[start:end]}", [proof])


def _denials(task: Task, entries: Sequence[Entry]) -> Outcome:
    """Places of which a report says that they did not, and behind them those that only mean to. Of the others nothing
    is known, and that is said too."""
    denied = [
        replace(entry, verdict=Verdict.MENTIONED, evidence=tuple(item for item in entry.evidence if item.denied))
        for entry in entries
        if entry.verdict is Verdict.MENTIONED or _is_named_as_not(task, entry)
    ]
    denied = [entry for entry in denied if entry.evidence]
    told = {(entry.doer.name, entry.doer.parent) for entry in denied}
    planned = [one for one in entries_by(entries, Verdict.PLANNED) if (one.doer.name, one.doer.parent) not in told]
    draft = Draft()
    items = []
    if denied or planned:
        draft.say(task.wording.denied(task.scanned, len(denied)))
        items = _write_each(draft, task, denied)
    if planned:
        draft.line()
        draft.say(task.wording.verdict(Verdict.PLANNED))
        items += _write_all(draft, task, planned)
    listing = Listing(tuple(items), task.scanned, len(denied), complete=True)
    reason = task.wording.silence()
    return Outcome(Status.PARTIAL if items else Status.NOT_FOUND, draft, reason, listing)


def _is_named_as_not(task: Task, entry: Entry) -> bool:
    """Whether a sentence says by the place's name that it did not (只剩青石镇没有): what its report tells beside that
    may be of others, or of another time."""
    names = (task.pile.passage(one.report.id).shadow[slice(*one.span)] for one in entry.evidence if one.denied)
    return any(entry.doer.name in sentence for sentence in names)


def _write_all(draft: Draft, task: Task, entries: Sequence[Entry]) -> list[ListingItem]:
    """The entries line by line; behind them those that name only one of the kind asked and those that are there for
    their meaning alone, each said to be so."""
    of_one = [entry for entry in entries if entry.evidence[0].member]
    otherwise = [entry for entry in entries if entry.paraphrase]
    items = _write_each(draft, task, [entry for entry in entries if entry not in (*of_one, *otherwise)])
    for heading, further in ((task.wording.of_one(), of_one), (task.wording.otherwise(), otherwise)):
        if further:
            draft.line()
            draft.say(heading)
            items += _write_each(draft, task, further)
    return items


def _write_each(draft: Draft, task: Task, entries: Sequence[Entry]) -> list[ListingItem]:
    """The entries line by line, those that the same sentences prove together on one (甲镇、乙镇（丙县）：…)."""
    rows: dict[tuple[Proof, ...], list[Entry]] = {}
    for entry in entries:
        rows.setdefault(tuple(_shown(entry)), []).append(entry)
    return [item for shown, row in rows.items() for item in _write(draft, task, shown, row)]


def _write(draft: Draft, task: Task, shown: Sequence[Proof], row: Sequence[Entry]) -> list[ListingItem]:
    draft.line()
    labels = task.wording.together([(entry.doer.name, entry.doer.parent) for entry in row])
    told = "".join(map(quoted, shown))
    naming = dict.fromkeys(proof for entry in row for proof in _naming(task, entry))
    numbers = draft.state(f"{labels}{task.wording.colon()}{told}", [*shown, *naming])
    return [ListingItem(entry.doer.name, entry.doer.parent, entry.verdict, numbers, entry.paraphrase) for entry in row]


def _shown(entry: Entry) -> list[Proof]:
    """The sentences that an entry is listed for: its best, and those for each further name asked with it."""
    best = entry.evidence[0]
    proof = Proof(best.report, best.span)
    further = dict.fromkeys(Proof(one.report, one.span) for one in entry.beside)
    return [proof, *(one for one in further if one != proof)]


def _naming(task: Task, entry: Entry) -> list[Proof]:
    """The last sentence before that names the place, where the one shown goes on about it without its name."""
    best = entry.evidence[0]
    passage, name = task.pile.passage(best.report.id), entry.doer.name
    own = {place.name for place in (*best.report.places, *task.pile.focus(best.report.id))}
    if name in own or name in passage.shadow[slice(*best.span)]:
        return []
    before = [span for span in passage.sentences if span[1] <= best.span[0]]
    return [Proof(best.report, span) for span in before if name in passage.shadow[slice(*span)]][-1:]


def part_list(task: Task) -> Outcome | None:
    """The parts of a named whole (五大工程包括哪五个), paragraphs apart or not; None where none are found."""
    counted = whole_parts(task)
    if counted is not None:
        return counted
    for name in task.query.names:
        count = _count_asked(task.query.shadow, name.text)
        for passage in map(task.pile.passage, reports_with(name, task)):
            parts = (
                named_parts(passage, name, count)
                or idiom_parts(passage, name)
                or enumerated_parts(passage, name, count)
                or counted_parts(passage, name, count)
                or tailed_parts(passage, name)
                or led_parts(passage, name)
            )
            half = half_asked(name, task.query.names)
            if parts and half is not None:
                return _write_parts(task, passage, half.text, of_half(parts, half, task.query.shadow))
            if parts:
                return _write_parts(task, passage, name.text, parts)
    defined = [proof for proof in defining_sentences(task) if _tells_units(task, proof)]
    if not defined:
        return None
    draft = Draft()
    for proof in defined[:2]:
        draft.line()
        draft.state(quoted(proof), [proof])
    return Outcome(Status.ANSWERED, draft)


def whole_parts(task: Task) -> Outcome | None:
    """The parts of a whole that the question counts (五项机制包括哪些): all of them or, marked partial, those that are
    told; None where none are, or where no such whole is asked of."""
    whole = asked_whole(task.query.shadow)
    if whole is None:
        return None
    found = [(passage, parts) for passage in _read_for(task) if (parts := _told_of(task, passage, whole))]
    if not found:
        return None
    passage, parts = max(found, key=lambda one: len(one[1]))  # of equals, the first
    return _write_parts(task, passage, whole.text, parts, whole.count)


def _read_for(task: Task) -> list[Passage]:
    hits = task.pile.retriever.hits(task.query.searched, HITS, task.allowed)
    return [task.pile.passage(report_id) for report_id in dict.fromkeys(hit.chunk.report_id for hit in hits)]


def _told_of(task: Task, passage: Passage, whole: Whole) -> list[Part]:
    """The whole's parts where the report names it together with what else is asked."""
    others = [term for term in task.query.terms if not set(term.text) <= set(whole.text)]
    told: list[list[Part]] = []
    for number, at in mentions(passage, whole):
        start, end = passage.sentences[number]
        paragraph = passage.shadow[passage.shadow.rfind("\n", 0, start) + 1 : end]
        around = "\n".join([passage.title_shadow, passage.sentence(max(number - 1, 0)), paragraph])
        if not others or coverage(others, around) >= _ABOUT:
            told.append(parts_of(passage, whole, number, at))
    return max(told, key=len, default=[])


def _tells_units(task: Task, proof: Proof) -> bool:
    text = task.pile.passage(proof.report.id).shadow[slice(*proof.span)]
    return all(tells_units(name, text) for name in task.query.names)


def _count_asked(question: str, name: str) -> int | None:
    for pattern in (r"哪([一二三四五六七八九十两])", r"([一二三四五六七八九十两])(?:大|个|项)"):
        found = re.search(pattern, question) or re.search(pattern, name)
        if found:
            return COUNTS[found.group(1)]
    return None


def _write_parts(task: Task, passage: Passage, whole: str, parts: Sequence[Part], count: int | None = None) -> Outcome:
    """The parts one by one; where there are fewer than `count`, that is said."""
    complete = count is None or len(parts) == count
    heading = task.wording.parts(whole, len(parts)) if complete else task.wording.some_parts(whole, len(parts), count)
    draft = Draft()
    draft.say(heading)
    items = []
    shared = Counter(part.number for part in parts)
    for part in parts:
        proof = Proof(passage.report, passage.sentences[part.number])
        draft.line()
        alone = shared[part.number] == 1 and part.name != quoted(proof)
        shown = f"{part.name}{task.wording.colon()}{quoted(proof)}" if alone else part.name
        if alone and len(part.name) >= LONGEST_NAME:
            shown = quoted(proof)  # it has no name of its own: half a clause is none
        numbers = draft.state(shown, [proof])
        items.append(ListingItem(part.name, None, Verdict.DID, numbers))
    listing = Listing(tuple(items), task.scanned, len(items), complete=complete)
    return Outcome(Status.ANSWERED if complete else Status.PARTIAL, draft, None if complete else heading, listing)
