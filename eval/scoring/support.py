"""The share of an answer's statements whose figures, dates, quotations and places all stand in their cited sentences.

Read as the product's own gate reads them (`rag.answers.gate.grounding`). Left out: its judgement of persons, negations
and wording, which at times takes a town's name for a person's. What a citation points at is `eval.scoring.measures`'
work.
"""

from __future__ import annotations

from eval.scoring.answers import Case
from eval.scoring.measures import Measures
from rag.answers.draft import Proof
from rag.answers.gate.grounding import lapses
from rag.search.pile import Pile
from rag.types import Span

_FACTS = frozenset({"number", "date", "quotation", "place"})


def support(case: Case, pile: Pile) -> Measures:
    """`support`, 0–1; absent where nothing is cited."""
    statements: dict[Span, list[Proof]] = {}
    for citation in case.answer.citations:
        report = case.cited(citation)
        proofs = statements.setdefault(citation.answer_span, [])
        if report is not None:
            proofs.append(Proof(report, citation.report_span))
    held = [
        bool(proofs) and not any(lapse.kind in _FACTS for lapse in lapses(case.answer.text[slice(*span)], proofs, pile))
        for span, proofs in statements.items()
    ]
    return {"support": sum(held) / len(held)} if held else {}
