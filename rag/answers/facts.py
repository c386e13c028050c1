"""One fact or a short digest: figure, who, when, and open questions, from the sentences that answer best."""

from __future__ import annotations

from rag.answers import refusal
from rag.answers.draft import Draft, Proof, quoted
from rag.answers.evidence import Sentence, ranked_sentences
from rag.answers.outcome import Outcome, Task, not_found
from rag.language.names import bare
from rag.types import Kind, Status

# Calibrated on half of the repository's gold questions by `make eval`; see docs/retrieval.md.
ANSWERED = 0.42  # weighted share of the terms a sentence must hold with its surroundings to be an answer
TELLING = 0.3  # how far the most telling term must be there
_CLOSE = 4.0  # score (log odds) within which another report's sentence says the same or contradicts: both are shown
_AS_FULL = 0.1  # covered share that such a sentence may lack
_TIED = 1.0  # score within which a second sentence of the same report answers as well: the question was not precise
_BESIDE = 0.2  # covered share of a further sentence of the same report
_DIGEST = 4  # sentences of an open answer
_DIGEST_CLOSE = 4.0  # score within which a further sentence belongs to an open answer
_SAME = 0.6  # share of common bigrams from which two sentences are one


def fact(task: Task) -> Outcome:
    """The sentence that answers, or a refusal with its reason. Conflicting reports stand side by side."""
    ranked, hits = ranked_sentences(task.query, task.pile, task.allowed, task.filtered)
    answering = [sentence for sentence in ranked if _answers(task, sentence)]
    if not answering:
        return not_found(refusal.reason(task), tuple(hits))
    chosen = _digest(answering, ranked) if task.query.kind is Kind.OPEN else _agreeing(answering, task.query.kind)
    draft = Draft()
    for sentence in chosen:
        draft.line()
        proof = Proof(sentence.passage.report, sentence.span)
        draft.state(f"{_label(task, sentence)}{quoted(proof)}", [proof])
    return Outcome(Status.ANSWERED, draft, hits=tuple(hits))


def _answers(task: Task, sentence: Sentence) -> bool:
    held = sentence.covered >= ANSWERED and sentence.telling >= TELLING and sentence.focused
    return held and sentence.fits and _in_years(task, sentence)


def _in_years(task: Task, sentence: Sentence) -> bool:
    """A year asked must be told by the sentence or its paragraph, or be the year the report was published."""
    if not task.query.years:
        return True
    start, end = sentence.span
    paragraph = sentence.passage.shadow[sentence.passage.shadow.rfind("\n", 0, start) + 1 : end]
    published = sentence.passage.report.metadata.published
    return all(
        str(year) in paragraph or (published is not None and published.year == year) for year in task.query.years
    )


def _agreeing(answering: list[Sentence], kind: Kind) -> list[Sentence]:
    """The best sentence, and those of other stories that come as close: a second opinion is not hidden."""
    best = answering[0]
    groups, chosen = {best.passage.report.group}, [best]
    for other in answering[1:]:
        is_new = other.passage.report.group not in groups
        as_full = other.covered >= best.covered - _AS_FULL or kind is Kind.COMPARE
        if other.score >= best.score - (_CLOSE if is_new and as_full else _TIED):
            groups.add(other.passage.report.group)
            chosen.append(other)
    return chosen[:_DIGEST]


def _digest(answering: list[Sentence], ranked: list[Sentence]) -> list[Sentence]:
    """The few best sentences, none a repeat of another, in the order their reports tell them.

    What stands beside an answer in the same report needs fewer of the question's words: the report has said them.
    """
    chosen: list[Sentence] = []
    told = {sentence.passage.report.id for sentence in answering}
    for sentence in ranked:
        close = sentence.score >= answering[0].score - _DIGEST_CLOSE
        belongs = sentence in answering or (sentence.passage.report.id in told and sentence.covered >= _BESIDE)
        if close and belongs and not any(_overlap(sentence, other) >= _SAME for other in chosen):
            chosen.append(sentence)
        if len(chosen) == _DIGEST:
            break
    reports = list(dict.fromkeys(sentence.passage.report.id for sentence in chosen))
    return sorted(chosen, key=lambda item: (reports.index(item.passage.report.id), item.number))


def _overlap(one: Sentence, other: Sentence) -> float:
    pairs = [{text[i : i + 2] for i in range(len(text) - 1)} for text in (bare(one.shadow), bare(other.shadow))]
    return len(pairs[0] & pairs[1]) / max(min(len(pairs[0]), len(pairs[1])), 1)


def _label(task: Task, sentence: Sentence) -> str:
    """Whose report speaks, where the sentence itself does not say."""
    places = sentence.passage.report.places
    if not places or places[-1].name in sentence.shadow:
        return ""
    return task.wording.owner(places)
