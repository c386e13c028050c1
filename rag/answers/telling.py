"""Question → events: the reports' own words at once, or a language model's as they are written and pass the gate.

A refusal, a list and what a page says of itself are never put before a model: there is nothing to write, and everything
to lose. What a reader has been shown stays: where the model breaks off, the reports' own words follow what was told;
where nothing was told yet, they are the answer. Left out: the wire (api), the model (rag/llm).
"""

from __future__ import annotations

import time
from collections.abc import Generator, Iterator
from contextlib import closing

from rag.answers.answer import Asked, Found, Written, find, finish, source_of
from rag.answers.draft import Draft, Proof
from rag.answers.events import Event, Finished, SourceAdded, TextAdded, replay
from rag.answers.generated.material import material
from rag.answers.generated.rewriting import full_question, paraphrases
from rag.answers.generated.written import Statement, Tally, written
from rag.answers.ways.about import asks_about_report
from rag.llm.base import LLM, ModelUnavailable
from rag.questions.reports_asked import asks_for_reports
from rag.search.pile import Pile
from rag.types import Degraded, Gate, Kind, Status

_UNVERIFIED = Degraded(
    "model_unverified",
    "语言模型写的句子都没有通过核对，以下是报道原句",
    "no sentence of the language model passed the check; these are the reports' own words",
)

# Faults of one reply. After any other the server is not asked again for the same answer: a reader would wait twice.
_OF_ONE_REPLY = frozenset("model_empty model_garbled model_incomplete model_error model_too_long".split())


def tell(asked: Asked, pile: Pile, llm: LLM | None, *, live: bool) -> Generator[Event, None, None]:
    """The events of an answer; the last holds all of it. With `live`, sentences of a model are told one by one.

    Raises `EmptyQuestion`, `QuestionTooLong`, `BadFilter`; what goes wrong with the model is told in the answer.
    """
    if llm is None:
        yield from replay(finish(find(asked, pile)))
        return
    found, problem = _understood(asked, pile, llm)
    if not _writable(found) or (problem and problem.code not in _OF_ONE_REPLY):
        yield from replay(finish(found, _unwritten(llm, problem)))
        return
    yield from _Telling(found, llm, problem).events(live=live)


def _understood(asked: Asked, pile: Pile, llm: LLM) -> tuple[Found, Degraded | None]:
    """The question by rules; a follow-up that they leave as it is, by the model, if it then has an answer."""
    found = find(asked, pile)
    if not asked.history or found.task.query.resolved != asked.question.strip():
        return found, None
    try:
        full = full_question(asked.question, asked.history, llm)
    except ModelUnavailable as exc:
        return found, Degraded(exc.code, exc.zh, exc.en)
    if full is None or full == asked.question.strip():
        return found, None
    rewritten = find(asked, pile, full)
    return (found if rewritten.outcome.status is Status.NOT_FOUND else rewritten), None


def _writable(found: Found) -> bool:
    outcome, query = found.outcome, found.task.query
    stated = outcome.status is not Status.NOT_FOUND and bool(outcome.draft.proofs)
    of_reports = asks_about_report(query.shadow) or asks_for_reports(query.shadow)
    return stated and outcome.listing is None and not of_reports and not found.task.shown


def _unwritten(llm: LLM, problem: Degraded | None) -> Written | None:
    return Written(None, llm.name, None, problem, 0.0) if problem else None


class _Telling:
    """One answer in a model's words, being told."""

    def __init__(self, found: Found, llm: LLM, problem: Degraded | None) -> None:
        self._found = found
        self._llm = llm
        self._problem = problem
        self._draft = Draft()
        self._tally = Tally()
        self._told = 0  # code points
        self._sources = 0

    def events(self, *, live: bool) -> Generator[Event, None, None]:
        began = time.perf_counter()
        broken = False
        try:
            with closing(written(self._found.task, self._material(), self._llm, self._tally)) as sentences:
                for sentence in sentences:
                    self._state(sentence)
                    if live:
                        yield from self._news()
        except ModelUnavailable as exc:
            self._problem = Degraded(exc.code, exc.zh, exc.en)
            broken = True
        if broken and not live:
            self._draft = Draft()  # nobody has seen the beginning of a reply that has no end
        self._complete(broken=broken)
        answer = finish(self._found, self._written(time.perf_counter() - began))
        if answer.mode == "extractive":
            yield from replay(answer)
            return
        yield from self._news()
        yield Finished(answer)

    def _material(self) -> list[Proof]:
        task = self._found.task
        other = []
        if task.query.kind is Kind.OPEN:
            try:
                other = paraphrases(task.query, task.pile, self._llm)
            except ModelUnavailable as exc:
                if exc.code not in _OF_ONE_REPLY:
                    raise
                self._problem = Degraded(exc.code, exc.zh, exc.en)
        return material(task, self._found.outcome, other)

    def _state(self, sentence: tuple[Statement, ...]) -> None:
        if self._found.task.query.lang == "en" and self._draft.text:
            self._draft.say(" ")
        if not self._draft.pieces:
            for slip in self._found.task.query.misspelt:
                self._draft.say(f"{self._found.task.wording.read_as(*slip)}\n")
        for statement in sentence:
            self._draft.state(statement.words, statement.proofs)

    def _complete(self, *, broken: bool) -> None:
        """What the model failed to say, the reports say themselves: nothing is left out because a sentence was."""
        if not self._draft.pieces:
            self._problem = self._problem or _UNVERIFIED
            return
        cited = {(proof.report.id, proof.span) for proof in self._draft.proofs}
        wanted = {(proof.report.id, proof.span) for proof in self._found.outcome.draft.proofs}
        if not broken and not self._tally.withheld and cited & wanted:
            return
        if broken:
            self._draft.line()
            self._draft.say(self._found.task.wording.interrupted())
        for piece in self._found.outcome.draft.pieces:
            if piece.proofs and not cited.issuperset((proof.report.id, proof.span) for proof in piece.proofs):
                self._draft.line()
                self._draft.state(piece.words, piece.proofs)

    def _written(self, seconds: float) -> Written:
        gate = Gate(self._tally.withheld, self._tally.uncited, self._tally.markers)
        draft = self._draft if self._draft.pieces else None
        return Written(draft, self._llm.name, gate, self._problem, round(seconds * 1000, 3))

    def _news(self) -> Iterator[Event]:
        """What the draft has that has not been told: sources first, then the text that cites them."""
        for n, report in enumerate(self._draft.reports[self._sources :], self._sources + 1):
            yield SourceAdded(source_of(n, report, self._found.task.pile))
        self._sources = len(self._draft.reports)
        text = self._draft.text[self._told :]
        self._told += len(text)
        if text:
            yield TextAdded(text)
