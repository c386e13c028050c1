"""The topic of a list: its words as a list weighs them, without those that are not of the thing asked.

Left out: taking a question apart (`topics.py`), and finding what holds its words (`listing.py`).
"""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from dataclasses import replace
from itertools import product

from rag.language.figures import UNITS
from rag.language.rarity import count, is_doing, is_verb
from rag.language.regex import regex
from rag.lists.asked.least_amount import bars
from rag.questions.query import Query
from rag.questions.words.kinds import is_member
from rag.questions.words.terms import Term
from rag.search.pile import Pile

RARE = 0.9  # weight from which a verb is a thing of its own (授信)
_THING = 0.5  # weight of a noun from which any verb before it is only what was done with it (选聘|护林员)
_TELLS = 0.3  # weight from which a word beside the verb tells what was done
_VERB_SHARE = 0.3  # of a verb's weight beside the thing it is done to
# Verbs by which a thing is set right or put up, which the dictionary has as nouns, or counts as rare.
HANDLING = frozenset(
    "整治 治理 清理 清淤 疏浚 硬化 绿化 亮化 美化 装上 翻新 修缮"
    " 搭建 搭起 接通 架设 配备 配齐 聘请 组建 修复 维修 整修 养护 照看 管护".split()
)
# What comes of a thing, whatever it is (靠肉羊致富).
OUTCOMES = frozenset("致富 增收 挣钱 赚钱 脱贫 创收 卖货 卖钱 发家 受益 获利 盈利".split())
_EVERYDAY = 0.6  # weight under which a word may be one of those that only ask (例子, 作业)
# What is left of the amount that is a bar (超过一万亩): its figures are compared, their unit says what is measured.
_AMOUNT = regex(
    rf"[一二两三四五六七八九十百千万亿]*(?:{UNITS}|分)|[一二两三四五六七八九十百千万亿]+|面积|[不未没]?(?:超过|高于|大于|多于|突破|达到?|少于|低于|小于|不到|不足)了?|以[上下内]|至少|最多"
)


def topic_terms(query: Query) -> list[Term]:
    """The words of the topic as a list weighs them: the verb that opens or closes it counts little.

    What was done with a thing is said in many ways (建成, 新修, 有); a verb inside belongs to the thing (留守|儿童).
    """
    terms = query.terms
    placed = sorted(terms, key=lambda term: query.shadow.find(term.text))
    outer = {term.text for term in (*placed[:1], *placed[-1:]) if _does_anything(term)}
    outer |= {term.text for term in placed[:1] if term.said in HANDLING}  # 整治了河道, but 环境整治 is a name
    outer |= {term.text for term in placed[-1:] if term.said in OUTCOMES}
    if any(term.weight >= _THING and not is_doing(term.said) for term in placed[1:]):
        outer |= {term.text for term in placed[:1] if is_doing(term.said)}
    if not any(term.weight >= _TELLS for term in terms if term.text not in outer):
        return list(terms)  # 因(洪水)受灾: beside the verb nothing tells what was done
    return [replace(term, weight=term.weight * _VERB_SHARE) if term.text in outer else term for term in terms]


def names_member(query: Query, said: str) -> bool:
    """Whether the words by which a sentence holds the topic name only what belongs to a kind asked (甘草 of 药材)."""
    return any(term.members and is_member(said, term.text) for term in query.terms)


def terms_to_stand(query: Query) -> list[Term]:
    """The words of the topic that a sentence must hold itself: not those of an amount that is a bar."""
    terms = topic_terms(query)
    if not bars(query.shadow):
        return terms
    return [term for term in terms if not _AMOUNT.fullmatch(term.text)] or terms


def _does_anything(term: Term) -> bool:
    """Whether a verb is one of the many that say that a thing was made: 建成, and 新修, which no dictionary counts."""
    return is_verb(term.said) and (term.weight < RARE or not count(term.said))


def told_together(query: Query, pile: Pile, allowed: AbstractSet[str] | None) -> tuple[Term, ...]:
    """The terms without everyday words that no chunk holds beside the thing asked: they belong to the asking, in words
    that no list of such words has (把…的逐条摆出来). A rare word is asked, and what it asks of is not in the pile."""
    # What a thing is done with tells less than the thing, however rare the word (把|茶叶|当成…).
    thing = max(topic_terms(query), key=lambda term: (_is_a_thing(term), term.weight), default=None)
    if thing is None or query.names or not pile.index.with_any([thing.looked_for], allowed):
        return query.terms
    return tuple(
        term
        for term in query.terms
        if term.text == thing.text or _is_asked(term, query) or _stand_together(thing, term, pile, allowed)
    )


def _is_asked(term: Term, query: Query) -> bool:
    """Whether a word is rare enough to be asked; a doing right before a thing only tells what that is for, which the
    thing may tell by itself (落脚|的安置点)."""
    behind = query.shadow[query.shadow.find(term.text) + len(term.text) :]
    is_of_thing = (
        is_doing(term.said) and behind[:1] == "的" and any(behind[1:].startswith(other.text) for other in query.terms)
    )
    return term.weight >= _EVERYDAY and not is_of_thing


def _is_a_thing(term: Term) -> bool:
    return term.weight >= _THING and not is_doing(term.said)


def _stand_together(one: Term, other: Term, pile: Pile, allowed: AbstractSet[str] | None) -> bool:
    pairs = product(one.looked_for, other.looked_for)
    return any(pile.index.with_terms(pair, allowed) for pair in pairs)
