"""Why a report did or did not make it into an answer: the question is answered once more, and each stage asked.

The stages are those of answering: in the pile, left by the filters and the places named, then for a list the topic's
words, the years, the doer and its verdict, for everything else the two retrieval legs, their fusion and the best
sentence.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet

from rag.answers.answer import Asked, find, finish
from rag.answers.evidence import ranked_sentences
from rag.answers.facts import ANSWERED, TELLING
from rag.answers.scope import scope
from rag.archive.records import Explanation, Stage
from rag.search.listing import COVERED, complete_list
from rag.search.pile import Pile
from rag.search.query import Query, understand, widened
from rag.search.retrieve import DEPTH
from rag.search.terms import coverage
from rag.types import Kind

_SHOWN = 200  # code points of a sentence in a detail


def explain(asked: Asked, report_id: str, pile: Pile) -> Explanation:
    """Raises `EmptyQuestion`, `QuestionTooLong`, `BadFilter`; the caller has checked that the report is in the pile."""
    query = widened(understand(asked.question, asked.history, pile), asked.ignored)
    _, allowed = scope(query, pile, asked.filters)
    answered = finish(find(asked, pile))
    cited = any(source.report_id == report_id for source in answered.sources)
    stages = [_understood(query), _filtered(report_id, allowed)]
    if stages[-1].passed:
        path = _list_stages if query.kind is Kind.LIST and query.wants_places else _ranked_stages
        for stage in path(query, pile, allowed, report_id):
            stages.append(stage)
            if not stage.passed:
                break
    stages.append(
        Stage("cited", cited, "答案引用了这篇" if cited else "答案没有引用这篇", "cited" if cited else "not cited", {})
    )
    dropped = next((stage.name for stage in stages if not stage.passed), None)
    named = asked.question, query.resolved, query.kind.value, report_id
    return Explanation(*named, cited, None if cited else dropped, tuple(stages))


def _understood(query: Query) -> Stage:
    terms = {term.text: round(term.weight, 3) for term in query.terms}
    places = "、".join(named.name for named in query.named)
    return Stage(
        "understood",
        bool(terms),
        f"问题问的是{query.kind.value}，查的是{'、'.join(terms) or '（没有可查的词）'}",
        f"asks for {query.kind.value}, looks for {', '.join(terms) or '(no word to look for)'}",
        {**terms, "places": places or None, "level": query.level.value if query.level else None},
    )


def _filtered(report_id: str, allowed: AbstractSet[str] | None) -> Stage:
    passed = allowed is None or report_id in allowed
    return Stage(
        "filters",
        passed,
        "在筛选条件和所问地方之内" if passed else "不合筛选条件，或不是所问地方的报道",
        "within the filters and the places asked" if passed else "outside the filters, or of another place",
        {"reports_left": None if allowed is None else len(allowed)},
    )


def _list_stages(query: Query, pile: Pile, allowed: AbstractSet[str] | None, report_id: str) -> Iterator[Stage]:
    passage = pile.passage(report_id)
    sentences = [passage.sentence(number) for number in range(len(passage.sentences))]
    asked = query.names or query.terms
    held = [(coverage(asked, text), text) for text in sentences] or [(0.0, "")]
    share, best = max(held, key=lambda item: item[0])
    needed = 1.0 / len(asked) if query.names else COVERED
    yield Stage(
        "topic",
        share >= needed - 1e-9 and share > 0,
        "有句子说到所问的事" if share >= needed else "没有句子说到所问的事",
        "a sentence speaks of the topic" if share >= needed else "no sentence speaks of the topic",
        {"coverage": round(share, 3), "threshold": round(needed, 3), "sentence": best[:_SHOWN]},
    )
    entries = complete_list(query, pile, allowed)
    mine = [(entry, item) for entry in entries for item in entry.evidence if item.report.id == report_id]
    places = "、".join(dict.fromkeys(item.doer.name for _, item in mine))
    yield Stage(
        "attributed",
        bool(mine),
        f"算在{places}名下" if mine else "看不出是哪个地方做的，或年份不合",
        f"given to {places}" if mine else "no place of the level asked is in sight, or the year differs",
        {item.doer.name: item.verdict.value for _, item in mine},
    )
    best_of = [entry.doer.name for entry, item in mine if entry.evidence[0] is item]
    yield Stage(
        "shown",
        bool(best_of),
        "是该地方最好的一条依据" if best_of else "该地方另有更好的依据",
        "the best evidence of its place" if best_of else "its place has better evidence in another report",
        {"places": "、".join(best_of) or None},
    )


def _ranked_stages(query: Query, pile: Pile, allowed: AbstractSet[str] | None, report_id: str) -> Iterator[Stage]:
    ids = {chunk.id for chunk in pile.store.chunks_of(report_id)}
    lexical = pile.retriever.lexical(query.resolved, DEPTH, allowed)
    dense = pile.retriever.dense(query.resolved, DEPTH, allowed)
    ranks = {"lexical": _rank(lexical, ids), "dense": _rank(dense, ids)}
    found = any(rank is not None for rank in ranks.values())
    yield Stage(
        "candidates",
        found,
        "进入了候选段落" if found else f"字词和语义两路的前 {DEPTH} 段里都没有它",
        "among the candidates" if found else f"not among the first {DEPTH} passages of either leg",
        {f"{leg}_rank": rank for leg, rank in ranks.items()},
    )
    fused = _rank(pile.retriever.fused(query.resolved, lexical, dense), ids)
    yield Stage(
        "fused", fused is not None, f"两路合并后排第 {fused}", f"rank {fused} after fusion", {"fused_rank": fused}
    )
    yield _best_sentence(query, pile, allowed, report_id)


def _best_sentence(query: Query, pile: Pile, allowed: AbstractSet[str] | None, report_id: str) -> Stage:
    ranked, _ = ranked_sentences(query, pile, allowed)
    mine = [(rank, one) for rank, one in enumerate(ranked, 1) if one.passage.report.id == report_id]
    if not mine:
        return Stage("sentence", False, "没有一句被读作依据", "no sentence of it was read as evidence", {})
    rank, best = mine[0]
    passed = best.fits and best.covered >= ANSWERED and best.telling >= TELLING
    return Stage(
        "sentence",
        passed,
        f"最好的一句排第 {rank}，{'够得上回答' if passed else '够不上回答'}",
        f"its best sentence ranks {rank} and {'can' if passed else 'cannot'} answer",
        {
            "rank": rank,
            "score": round(best.score, 3),
            "coverage": round(best.covered, 3),
            "coverage_threshold": ANSWERED,
            "telling": round(best.telling, 3),
            "telling_threshold": TELLING,
            "fits_the_kind": int(best.fits),
            "sentence": best.shadow[:_SHOWN],
        },
    )


def _rank(scored: Sequence[tuple[int, float]], ids: AbstractSet[int]) -> int | None:
    """The first rank at which one of the chunks stands; None where none does."""
    return next((rank for rank, (chunk, _) in enumerate(scored, 1) if chunk in ids), None)
