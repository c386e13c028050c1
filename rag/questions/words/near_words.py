"""Words that may stand for a question's where no report says it in its own: 返还 for 归还, 断电 for 停电.

A word stands for another where the embedding model has them near, but not where they differ by a pair of opposites
(停电, 供电), nor two things one does the same to (养猪, 养牛): the model has those near, too. What was read so is said
aloud (`Wording.said_otherwise`). Left out: names, which stand in a text or do not; lists (`paraphrase.py`); words that
mean the same everywhere (`synonyms.py`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import product
from typing import Protocol

from rag.language.rarity import is_doing
from rag.questions.words.terms import Term

# Cosines, set by hand on pairs that mean the same (完工, 完成: .47; 停电, 断电: .52) and pairs that do not
# (小学, 中学: .41).
_NEAR, _NEAR_VERB = 0.5, 0.45
_MOST = 20  # near words of one word
_TELLING = 0.3  # weight from which a word is worth another
_OPPOSITES = frozenset(
    """
    进出 上下 增减 升降 涨跌 涨降 开关 开停 启停 买卖 购售 早晚 男女 老幼 老少 收支 收付 东西 南北 大小 多少 高低 前后
    新旧 生死 胜负 胜败 赢输 成败 入退 入出 加减 借还 借贷 租售 迁留 内外 正副 公私 优劣 好坏 盈亏 冷热 长短 有无 批驳
    建拆 聘辞 嫁娶 是非 左右 城乡 停供 停复 停通 停送 停配 结离 受行 卸就 离就 拆盖
""".split()
)
_DONE_TO = frozenset("养种栽修建造挖铺装喂运送发办招")  # verbs of one character before what they are done to


class _Model(Protocol):
    def neighbours(self, words: Sequence[str], least: float) -> list[list[tuple[str, float]]]:
        """For each word the Chinese words near it, nearest first, with their cosine of at least `least`."""
        ...


def said_otherwise(terms: Sequence[Term], model: _Model, fixed: Callable[[str], bool]) -> tuple[Term, ...]:
    """The terms, each common word with those that may stand for it, but those that are `fixed`."""
    words = [term.text for term in terms if _may_be_said_otherwise(term) and not fixed(term.text)]
    near = dict(zip(words, model.neighbours(words, _NEAR_VERB), strict=True)) if words else {}
    return tuple(replace(term, near=_standing_for(term.text, near.get(term.text, ()))) for term in terms)


def stand_ins(terms: Sequence[Term], text: str) -> list[tuple[str, str]]:
    """Which words of the shadow `text` stand for which of the terms, that it does not say in their own: (the term's
    text, the word)."""
    found = ((term, next((word for word in term.near if word in text), None)) for term in terms)
    return [
        (term.text, word)
        for term, word in found
        if word is not None and not any(own in text for own in (term.text, *term.variants))
    ]


def _may_be_said_otherwise(term: Term) -> bool:
    return not term.is_name and not term.text.isascii() and len(term.text) > 1 and term.weight >= _TELLING


def _standing_for(word: str, near: Sequence[tuple[str, float]]) -> tuple[str, ...]:
    return tuple(other for other, cosine in near if other != word and _stands_for(word, other, cosine))[:_MOST]


def _stands_for(word: str, other: str, cosine: float) -> bool:
    if other in word or any(one + two in _OPPOSITES or two + one in _OPPOSITES for one, two in product(word, other)):
        return False
    if word[0] == other[0] and word[0] in _DONE_TO:
        return False
    return cosine >= (_NEAR_VERB if is_doing(word) and is_doing(other) else _NEAR)
