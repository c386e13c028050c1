"""An English question's words in the language of the reports: tobacco → 烟草, 烤烟, 烟叶.

The embedding model was trained on both languages, so the Chinese words near an English one are its translations; each
becomes a spelling of the term. Left out: names of places (`romanized.py`), and words that the model does not know.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise

from rag.search.placenames import NamedPlace
from rag.search.terms import Term
from rag.search.topics import BODY, weight_of

Scored = Sequence[tuple[str, float]]
Near = Callable[[Sequence[str], float], Sequence[Scored]]

# Set by hand: .4 and .6 did no better on 200 questions of xquad-en2zh (`python -m eval sentences`).
NEAR = 0.5  # cosine from which a Chinese word translates an English one
NEAR_PAIR = 0.6  # the same for two words that stand together: what one of them says alone is near, too
_BEHIND = 0.25  # cosine by which a further translation may stay behind the nearest
_MOST = 6  # translations of one word


def translated(shadow: str, terms: Sequence[Term], near: Near, attested: Callable[[str], bool]) -> list[Term]:
    """The terms of an English question's shadow, each with the Chinese words that say the same.

    `near` gives a word's neighbours in the model, `attested` tells what some report holds. Where none holds a word's
    own translation, it is said by what translates it and the word beside it together (dairy cattle → 奶牛). A
    translated term weighs what its nearest translation tells: main → 主要 little, tobacco → 烟草 much, start → 启动
    nothing.
    """
    words = [term.text for term in terms if _is_english(term)]
    pairs = [pair for pair in pairwise(re.findall(r"[a-z]+", shadow)) if set(pair) <= set(words)]
    alone = dict(zip(words, near(words, NEAR), strict=True))
    together = dict(zip(pairs, near([" ".join(pair) for pair in pairs], NEAR_PAIR), strict=True))
    found: list[Term] = []
    for term in terms:
        if term.text not in alone:
            found.append(term)
            continue
        beside = [one for pair, near_pair in together.items() if term.text in pair for one in near_pair[:_MOST]]
        found.append(_translated(term, alone[term.text], beside, attested))
    return [term for term in found if term.weight >= BODY]


def _is_english(term: Term) -> bool:
    return not term.is_name and term.text.isascii() and term.text.isalpha()


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
        if _is_english(term) and term.variants:
            shadow = re.sub(rf"\b{re.escape(term.text)}\b", term.variants[0], shadow)
    return shadow
