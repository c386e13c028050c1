"""The stages a report passes on the top-k path: two legs, their fusion, the best read again, its best sentence.

The ranks are those of one ranking, the same that answers the question. A report that is read whole, because only a few
are of the place asked, needs no rank.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

from rag.answers.fitting.tenure import timeless
from rag.answers.outcome import Task
from rag.answers.sentences.candidates import HITS
from rag.answers.sentences.evidence import Sentence, ranked_sentences
from rag.answers.ways.worth_telling import ANSWERED, TELLING, contest, may_stand, that_answer
from rag.archive.records import Detail, Stage
from rag.search.fusion import Scored
from rag.search.pile import Pile
from rag.search.retrieve import DEPTH, Rankings

_SHOWN = 200  # code points of a sentence in a detail


def ranked_stages(task: Task, report_id: str) -> Iterator[Stage]:
    """Each stage with the ranks that decided, and how many reports are left behind it."""
    ids = {chunk.id for chunk in task.pile.store.chunks_of(report_id)}
    found = task.pile.retriever.rankings(task.query.searched, max(DEPTH, HITS), task.allowed)
    task = replace(task, query=timeless(task.query))  # as it is answered
    sentences, _ = ranked_sentences(task.query, task.pile, task.allowed, task.filtered)
    read = any(one.passage.report.id == report_id for one in sentences)
    yield _candidates(found, ids, task.pile, read=read)
    fused = _rank(found.fused, ids)
    yield Stage(
        "fused",
        fused is not None or read,
        f"两路合并后排第 {fused}" if fused else "没有名次",
        f"rank {fused} after fusion" if fused else "without a rank",
        {"fused_rank": fused, "reports_left": _reports(found.fused, task.pile)},
    )
    yield _reranked(found, ids, task.pile, read=read)
    yield _best_sentence(task, sentences, report_id)


def _candidates(found: Rankings, ids: AbstractSet[int], pile: Pile, *, read: bool) -> Stage:
    ranks = {"lexical_rank": _rank(found.lexical, ids), "dense_rank": _rank(found.dense, ids)}
    ranked = any(rank is not None for rank in ranks.values())
    if ranked:
        zh, en = "进入了候选段落", "among the candidates"
    elif read:
        zh = "不在候选段落里；所问地方的报道不多，或别处的报道提到它，所以照样读了"
        en = "not among the candidates, but read all the same: few reports are of the place asked, or it is named"
    else:
        zh = f"字词和语义两路的前 {DEPTH} 段里都没有它"
        en = f"not among the first {DEPTH} passages of either leg"
    detail: Detail = {**ranks, "reports_left": _reports([*found.lexical, *found.dense], pile)}
    return Stage("candidates", ranked or read, zh, en, detail)


def _reranked(found: Rankings, ids: AbstractSet[int], pile: Pile, *, read: bool) -> Stage:
    rank = _rank(found.final, ids)
    again = rank is not None and rank <= found.read_again
    near = rank is not None and rank <= HITS
    if rank is None:
        zh, en = "没有名次", "without a rank"
    else:
        zh = f"{'细读后' if again else '没有细读，'}排第 {rank}，前 {HITS} 段{'逐句读' if near else '才逐句读'}"
        en = f"rank {rank}{' after being read again' if again else ', not read again'}; the first {HITS} are read"
    detail: Detail = {
        "rank": rank,
        "fused_rank": _rank(found.fused, ids),
        "read_again": int(again),
        "passages_read_again": found.read_again,
        "passages_read": HITS,
        "reports_left": _reports(found.final[:HITS], pile),
    }
    return Stage("reranked", near or read, zh, en, detail)


def _best_sentence(task: Task, sentences: Sequence[Sentence], report_id: str) -> Stage:
    found = contest(task, sentences)
    can_answer = that_answer(task, sentences, found)
    if found and may_stand(found):
        can_answer.append(found.best)
    left = len({one.passage.report.id for one in can_answer})
    mine = ((rank, one) for rank, one in enumerate(sentences, 1) if one.passage.report.id == report_id)
    best = next(mine, None)
    if best is None:
        zh, en = "没有一句被读作依据", "no sentence of it was read as evidence"
        return Stage("sentence", False, zh, en, {"reports_left": left})
    rank, one = next(((rank, one) for rank, one in (best, *mine) if one in can_answer), best)
    passed = one in can_answer
    detail: Detail = {
        "rank": rank,
        "score": round(one.score, 3),
        "coverage": round(one.covered, 3),
        "coverage_threshold": ANSWERED,
        "telling": round(one.telling, 3),
        "telling_threshold": TELLING,
        "best_log_odds": round(found.odds, 3) if found else None,
        "holds_the_noun_asked": int(one.focused),
        "fits_the_kind": int(one.fits),
        "sentence": one.shadow[:_SHOWN],
        "reports_left": left,
    }
    zh = f"最好的一句排第 {rank}，{'够得上回答' if passed else '够不上回答'}"
    en = f"its best sentence ranks {rank} and {'can' if passed else 'cannot'} answer"
    return Stage("sentence", passed, zh, en, detail)


def _rank(scored: Scored, ids: AbstractSet[int]) -> int | None:
    """The first rank at which one of the chunks stands; None where none does."""
    return next((rank for rank, (chunk, _) in enumerate(scored, 1) if chunk in ids), None)


def _reports(scored: Scored, pile: Pile) -> int:
    return len({chunk.report_id for chunk in pile.store.chunks([item for item, _ in scored])})
