"""Whether a short word stands in a text as a word: 学校 does not in 大学校园, nor 葡萄 where a text has only 葡萄干.

Left out: longer words, which hardly stand across two others, and names, which are no words of the dictionary.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from rag.index.tokenizing import words
from rag.language.rarity import count
from rag.language.regex import regex

_SHORT = 2  # code points of a word that may be the end of one and the beginning of the next
MADE_OF_IT = frozenset("干酒酱汁粉糖醋糕脯饼酥")  # by what is made of a thing, which is another: 葡萄干, 花生酱
_REMEMBERED = 4_096  # clauses read with a word
_RUN = regex(r"[一-鿿]+")


def stands_as_word(word: str, text: str) -> bool:
    """Whether a text, which holds `word`, holds it as a word or within a longer one, at least once.

    >>> stands_as_word("学校", "大学校园里"), stands_as_word("葡萄", "加入葡萄干"), stands_as_word("葡萄", "葡萄园里")
    (False, False, True)
    """
    if len(word) != _SHORT or not count(word):
        return True
    return any(_is_word(word, run.group()) for run in _RUN.finditer(text) if word in run.group())


@lru_cache(maxsize=_REMEMBERED)
def _is_word(word: str, run: str) -> bool:
    pieces: list[tuple[int, str]] = []
    for piece in words(run):
        pieces.append((sum(map(len, (before for _, before in pieces))), piece))
    return any(_is_whole(found.start(), found.end(), pieces) for found in re.finditer(word, run))


def _is_whole(start: int, end: int, pieces: Sequence[tuple[int, str]]) -> bool:
    """Whether a stretch of a run, cut into its `pieces`, is one of them or a part of one that tells of the same."""
    around = next(((at, piece) for at, piece in pieces if at <= start and end <= at + len(piece)), None)
    if around is None:
        return any(start in (at, at + len(piece)) or end in (at, at + len(piece)) for at, piece in pieces)
    before, behind = start - around[0], around[1][end - around[0] :]
    return behind not in MADE_OF_IT and not (before == 1 and len(behind) == 1)
