"""An answer in a language model's words: each sentence passes the gate as soon as it is whole, or is not shown.

The model gives numbers of evidence sentences; they become spans here, and numbers of sources by first use in the draft.
A sentence without a number of its own states nothing that can be looked up, and is left out; one whose words its
evidence does not hold is left out and counted. Left out: what becomes of an answer with nothing left (answer.py).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Generator, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field

import prompts
from rag.answers.draft import Proof
from rag.answers.gate.grounding import ADDRESS, lapses, needed
from rag.answers.generated.markers import Segment, segments
from rag.answers.generated.material import boundary, numbered
from rag.answers.generated.plain import Sentences, plain
from rag.answers.outcome import Task
from rag.language.regex import regex
from rag.llm.base import LLM

_LANGUAGES = {"zh": "简体中文", "zh-Hant": "繁體中文", "en": "英文"}
_HAN, _LATIN = regex(r"[一-鿿]"), regex(r"[A-Za-z]")


@dataclass(frozen=True, slots=True)
class Statement:
    """Words that passed the gate, with the proofs that hold them."""

    words: str
    proofs: tuple[Proof, ...]


@dataclass(slots=True)
class Tally:
    """What the gate kept back: markers never given, sentences without a marker, sentences that failed, by kind."""

    markers: int = 0
    uncited: int = 0
    failed: Counter[str] = field(default_factory=Counter)

    @property
    def withheld(self) -> int:
        return self.failed.total()


def written(
    task: Task, proofs: Sequence[Proof], llm: LLM, tally: Tally
) -> Generator[tuple[Statement, ...], None, None]:
    """The model's sentences that hold, one after the other as they are written. Raises `ModelUnavailable`."""
    evidence = numbered(proofs)
    messages = prompts.load("answer").fill(
        question=task.query.resolved,
        evidence=evidence,
        mark=boundary(task.query.resolved, evidence),
        language=_LANGUAGES[task.query.lang],
    )
    sentences = Sentences()
    with closing(llm.write(messages)) as reply:
        for piece in reply:
            for sentence in sentences.feed(piece):
                yield from _checked(task, proofs, sentence, tally)
    for sentence in sentences.rest():
        yield from _checked(task, proofs, sentence, tally)


def _checked(task: Task, proofs: Sequence[Proof], sentence: str, tally: Tally) -> Iterator[tuple[Statement, ...]]:
    """The sentence as statements, or nothing."""
    parts, removed = segments(plain(sentence), len(proofs))
    tally.markers += removed
    if not any(_says_something(part.words) for part in parts):
        return
    if not any(part.numbers for part in parts):
        tally.uncited += 1
        return
    whole = _joined(parts)
    for candidate in [parts, [whole]] if len(parts) > 1 else [parts]:
        statements = [_statement(part, proofs) for part in candidate]
        failed = [kind for item in statements for kind in _failures(task, item)]
        if not failed:
            yield tuple(statement for statement in statements if statement is not None)
            return
    tally.failed[failed[0]] += 1


def _joined(parts: Sequence[Segment]) -> Segment:
    """The sentence with all its numbers at its end: what one part leaves open, another may prove."""
    numbers = dict.fromkeys(number for part in parts for number in part.numbers)
    return Segment("".join(part.words for part in parts), tuple(numbers))


def _statement(part: Segment, proofs: Sequence[Proof]) -> Statement | None:
    cited = [proofs[number - 1] for number in part.numbers]
    words = part.words.strip()
    return Statement(words, tuple(needed(words, cited))) if cited and _says_something(words) else None


def _says_something(words: str) -> bool:
    return bool(_HAN.search(words) or _LATIN.search(words))


def _failures(task: Task, statement: Statement | None) -> list[str]:
    if statement is None:
        return ["uncited"]
    if not _in_language(statement.words, task.query.lang):
        return ["language"]
    if statement.words.rstrip('”’」』"').endswith(("？", "?")):
        return ["question"]  # it states nothing
    if ADDRESS.search(statement.words):
        return ["address"]  # also one that stands in a report: a reader goes there by the source, not by a model's word
    return [lapse.kind for lapse in lapses(statement.words, statement.proofs, task.pile)]


def _in_language(words: str, lang: str) -> bool:
    """Chinese is asked and Chinese answered; an English answer may be half names in characters."""
    return lang == "en" or len(_HAN.findall(words)) * 3 >= len(_LATIN.findall(words))
