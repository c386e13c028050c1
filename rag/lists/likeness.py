"""Sentences whose report speaks of a list's topic as a whole: what the top-k path ranks best for it, read again.

`paraphrase.py` reads every sentence that has a near word for each thing asked; what a report says over several
sentences, or in words that stand for the topic only together, it does not see. Here the topic, without the words that
ask, goes through both legs of the index, and the score of reading again (word by word, with what stands around it) must
reach a bar of its own and come near the best one of the pile. Left out: names, which stand in a text or do not.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet

from rag.language.sentences import sentence_spans
from rag.lists.paraphrase import Said, Topic
from rag.search.pile import Pile


def alike(pile: Pile, topic: Topic, allowed: AbstractSet[str] | None) -> Iterator[Said]:
    """One sentence for each chunk that speaks of the topic."""
    ranked = pile.retriever.read_again(topic.text, allowed)
    if not ranked or ranked[0][1] < topic.limits.alike:
        return
    least = max(topic.limits.alike, topic.limits.of_best * ranked[0][1])
    near = {item: score for item, score in ranked if score >= least}
    for chunk in pile.store.chunks(list(near)):
        text = pile.passage(chunk.report_id).shadow[chunk.start : chunk.end]
        if not topic.may_be_told(text):
            continue
        spans = sentence_spans(text)
        number = _nearest([text[slice(*span)] for span in spans], topic, pile)
        at = topic.nearest_in(text[slice(*spans[number])])
        yield Said(chunk, spans[number], [at], near[chunk.id])


def _nearest(sentences: Sequence[str], topic: Topic, pile: Pile) -> int:
    """The number of the sentence that holds most of the topic."""
    shares = pile.retriever.shares(topic.text, sentences)
    return max(range(len(sentences)), key=shares.__getitem__)
