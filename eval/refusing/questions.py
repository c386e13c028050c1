"""The questions of one pile: facts asked back, and near misses of each kind, drawn by a seed."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

from eval.refusing.facts import Fact, FactKind, facts_of
from eval.refusing.near_misses import MAKERS, Ground
from eval.refusing.wording import asked
from rag.errors import CallerError
from rag.types import Report

EACH = 45  # unanswerable questions of a kind: nine kinds, 400 in all (one kind has 40)
TOLD = 400
ANSWERABLE = "answerable"


class TooFewFacts(CallerError):
    """A pile whose reports yield too few questions to measure anything."""

    code = "too_few_facts"


@dataclass(frozen=True, slots=True)
class Question:
    """`expected` is what a right answer cites (a figure, a date, a name), '' where there is none."""

    id: str
    kind: str
    text: str
    expected: str = ""

    @property
    def answerable(self) -> bool:
        return self.kind.startswith(ANSWERABLE)


def questions(reports: Sequence[Report], seed: int, each: int = EACH) -> list[Question]:
    """`each` unanswerable questions of a kind, and `TOLD` answerable ones in proportion. Raises `TooFewFacts`."""
    draw = random.Random(seed)  # noqa: S311 a sample, no secret
    facts = [fact for report in reports for fact in facts_of(report)]
    if len(facts) < each:
        raise TooFewFacts(
            f"从 {len(reports)} 篇报道只读到 {len(facts)} 个数字、日期、人名或名称，至少要 {each} 个。",
            f"{len(reports)} reports gave {len(facts)} figures, dates, people and names to ask for; {each} are needed",
        )
    draw.shuffle(facts)
    ground = Ground(reports, facts, draw)
    made = [
        Question(f"{seed}-{kind}-{number}", kind, text)
        for kind, maker in MAKERS.items()
        for number, text in enumerate(islice(_distinct(maker(ground)), each))
    ]
    return [*_told(facts, seed, TOLD * each // EACH, draw), *made]


def _told(facts: Sequence[Fact], seed: int, most: int, draw: random.Random) -> list[Question]:
    """The facts asked of their own places, the kinds by turns as far as they go."""
    turns: Counter[FactKind] = Counter()
    ranked: list[tuple[int, Fact]] = []
    for fact in facts:
        turns[fact.kind] += 1
        ranked.append((turns[fact.kind], fact))
    by_turns = [fact for _, fact in sorted(ranked, key=lambda item: item[0])]
    return [
        Question(f"{seed}-{fact.kind}-{number}", f"{ANSWERABLE}_{fact.kind}", asked(fact, draw), fact.value)
        for number, fact in enumerate(by_turns[:most])
    ]


def _distinct(texts: Iterable[str]) -> Iterable[str]:
    seen: set[str] = set()
    for text in texts:
        if text not in seen:
            seen.add(text)
            yield text
