"""An English question's words in the language of the reports: tobacco → 烟草, 烤烟, 烟叶.

A glossary has what local reports speak of (`glossary.py`). For the rest: the embedding model was trained on both
languages, so the Chinese words near an English one are its translations; each becomes a spelling of the term. Left out:
names of places (`romanized.py`), and words that neither knows.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from itertools import pairwise

from rag.questions.lists_of_places import PLACES_WITHIN
from rag.questions.places.placenames import NamedPlace
from rag.questions.topics import BODY, weight_of
from rag.questions.words.glossary import spellings
from rag.questions.words.terms import Term
from rag.types import Level

Scored = Sequence[tuple[str, float]]
Near = Callable[[Sequence[str], float], Sequence[Scored]]

# Set by hand: .4 and .6 did no better on 200 questions of xquad-en2zh (`python -m eval sentences`).
NEAR = 0.5  # cosine from which a Chinese word translates an English one
NEAR_PAIR = 0.6  # the same for two words that stand together: what one of them says alone is near, too
_BEHIND = 0.25  # cosine by which a further translation may stay behind the nearest
_MOST = 6  # translations of one word
# What places have places within them.
_PLACES = {
    "villages": ("行政村", "个村"), "towns": ("乡镇", "个镇"), "townships": ("乡镇", "个乡"),
    "counties": ("县市区", "个县"),
}  # fmt: skip


def translated(
    shadow: str, terms: Sequence[Term], near: Near, attested: Callable[[str], bool], levels: Collection[Level] = ()
) -> list[Term]:
    """The terms of an English question's shadow, each with the Chinese words that say the same: those of the glossary,
    as asked of places of these levels, else those of the model.

    `near` gives a word's neighbours in the model, `attested` tells what some report holds. Where none holds a word's
    own translation, it is said by what translates it and the word beside it together (dairy cattle → 奶牛). A
    translated term weighs what its nearest translation tells: main → 主要 little, tobacco → 烟草 much, start → 启动
    nothing.
    """
    glossed = {term.text: said for term in terms if (said := spellings(term.text, levels)) is not None}
    words = [term.text for term in terms if _is_english(term) and term.text not in glossed]
    pairs = [pair for pair in pairwise(re.findall(r"[a-z]+", shadow)) if set(pair) <= set(words)]
    alone = dict(zip(words, near(words, NEAR), strict=True))
    together = dict(zip(pairs, near([" ".join(pair) for pair in pairs], NEAR_PAIR), strict=True))
    within = PLACES_WITHIN.search(shadow)
    found = [Term(within["within"], 1.0, variants=_PLACES[within["within"]])] if within else []
    for term in terms:
        if glossed.get(term.text):
            found.append(_as_said(term, glossed[term.text], attested))
        if term.text in glossed:
            continue
        if term.text not in alone:
            found.append(term)
            continue
        beside = [one for pair, near_pair in together.items() if term.text in pair for one in near_pair[:_MOST]]
        found.append(_translated(term, alone[term.text], beside, attested))
    return [term for term in found if term.weight >= BODY]


def _is_english(term: Term) -> bool:
    return not term.is_name and term.text.isascii() and term.text.isalpha()


def _as_said(term: Term, said: Sequence[str], attested: Callable[[str], bool]) -> Term:
    """The term with its spellings of the glossary, those first that some report holds."""
    held = [word for word in said if attested(word)]
    weight = weight_of((held or said)[0])
    # A doing that tells nothing is no term, and what no report holds is not passed over.
    return replace(
        term,
        variants=tuple(dict.fromkeys([*held, *said])),
        weight=weight if held or not weight else term.weight,
    )


def _translated(term: Term, near: Scored, beside: Scored, attested: Callable[[str], bool]) -> Term:
    """The term with its translations, nearest first: those that some report holds, its own before those of its pairs.

    Where no report holds one, the term keeps its weight: what nobody speaks of is not passed over.
    """
    own = [word for word, cosine in near[:_MOST] if cosine >= near[0][1] - _BEHIND]
    pairs = list(dict.fromkeys(word for word, _ in beside))
    held = [word for word in own if attested(word)] or [word for word in pairs if attested(word)]
    said = held or own or pairs
    weight = weight_of(said[0]) if said else term.weight
    return replace(term, variants=tuple(said), weight=weight if held or not weight else term.weight)


def rendered(shadow: str, named: Sequence[NamedPlace], terms: Sequence[Term]) -> str:
    """A question's shadow with its places and the words that were translated in Chinese, each by its nearest one.

    >>> rendered("how much tobacco is grown?", [], [Term("tobacco", 0.8, variants=("烟草", "烤烟"))])
    'how much 烟草 is grown?'
    """
    for place in sorted(named, key=lambda place: place.span, reverse=True):
        shadow = f"{shadow[: place.span[0]]}{place.name}{shadow[place.span[1] :]}"
    for term in terms:
        if term.text.isascii() and not term.is_name and term.variants:
            shadow = re.sub(rf"\b{re.escape(term.text)}\b", term.variants[0], shadow)
    return shadow
