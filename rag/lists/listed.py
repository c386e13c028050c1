"""What a list is made of: a place, and the sentences that tie it to the topic. Left out: how they are found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rag.lists.asked.verdict_wanted import RANK
from rag.lists.doer import Doer
from rag.types import Report, Span, Verdict


@dataclass(frozen=True, slots=True)
class Evidence:
    """One sentence that ties a place to the topic. `score` orders sentences of one place, higher first.

    `denied`: the sentence says that it was not done, which is more than not saying that it was. `paraphrase`: it says
    the topic in other words. `member`: it names only one of the kind asked (甘草 of 药材).
    """

    doer: Doer
    verdict: Verdict
    report: Report
    span: Span
    score: float
    denied: bool = False
    paraphrase: bool = False
    member: bool = False

    def order(self, by: Mapping[Verdict, int]) -> tuple[bool, int, bool, float, str, Span]:
        """What sorts the sentences of a place, the one to show first; `by` says which verdict goes before which."""
        return self.paraphrase, by[self.verdict], self.member, -self.score, self.report.id, self.span


@dataclass(frozen=True, slots=True)
class Entry:
    """One place of the list with its evidence, best first: its verdict is the first one's. `beside`: the best evidence
    for each further name, where several are asked for together."""

    doer: Doer
    verdict: Verdict
    evidence: tuple[Evidence, ...]
    beside: tuple[Evidence, ...] = ()

    @property
    def paraphrase(self) -> bool:
        """Whether the place is listed only for sentences that say the topic in other words."""
        return self.evidence[0].paraphrase

    @property
    def order(self) -> tuple[int, bool, bool, str, str]:
        best = self.evidence[0]
        return RANK[self.verdict], best.paraphrase, best.member, self.doer.parent or "", self.doer.name


def entries_by(entries: Sequence[Entry], verdict: Verdict) -> list[Entry]:
    return [entry for entry in entries if entry.verdict is verdict]
