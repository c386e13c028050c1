"""Kinds of what farms grow and raise, and what belongs to each: of 中药材 are 甘草 and 金银花.

Where a question asks who grows, raises or produces a kind, a report that tells it of one of its members tells it, too;
the other way round it does not. Each line of `kinds.txt` has the names of a kind before the colon. Left out: whether a
sentence shows that the member is farmed (`farmed.py`), and figures and comparisons of a kind, which its members do not
give.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from rag.language.rarity import rarity
from rag.language.regex import regex
from rag.questions.interrogatives import DENIAL_ASKED
from rag.questions.words.terms import Term

_DONE = "种养产栽育"  # verbs of one character before what is grown or raised
# That farming is asked: 种水果, 发展食用菌, 中药材基地; not 吃水果, 卖水果, 水果节.
_FARMING = regex(
    r"种(?![类])|养(?![老护生成])|产(?!权|后|假|妇|科)|栽|培育|繁育|饲养|发展|做大|做强|基地|大棚|合作社|园区|采摘园|采收|农场|加工|出栏|存栏|大户"
    r"|\b(?:grow|plant|cultivat|rais|breed|farm|produc|rear)"
)
# Of the whole kind, which no member gives: the most of it, less than so much, or that it is only spoken or dealt in.
_OF_THE_WHOLE = regex(
    r"最|第一|不到|不足|不满|低于|少于|以下|以内|(?:卖|销售|收购|吃|买|价格|采购|批发|认养|捐|送|发放|检测|抽检)"
)


def with_members(question: str, terms: Sequence[Term]) -> list[Term]:
    """The terms of a question's shadow, those that are a kind with what belongs to it, where farming is asked.

    >>> "甘草" in with_members("哪些镇种药材?", [Term("药材", 0.6)])[0].members
    True
    >>> with_members("哪些镇卖药材?", [Term("药材", 0.6)])[0].members
    ()
    """
    if not _FARMING.search(question) or _OF_THE_WHOLE.search(question) or DENIAL_ASKED.search(question):
        return list(terms)
    return [_with_members(term) for term in terms]


def _with_members(term: Term) -> Term:
    said = term.said
    thing = farmed_thing(said)
    if term.is_name or not (thing or len(said) > 1):
        return term
    members = members_of(thing or said)
    # 种茶 says itself that it is farmed, so wherever 茶 is, 种茶 is told.
    own = (thing,) if thing else ()
    weight = max(term.weight, rarity(thing)) if thing else term.weight
    return replace(term, weight=weight, members=(*own, *members)) if own or members else term


def farmed_thing(word: str) -> str:
    """The thing of a verb and what is farmed, read as one word: 梨 of 产梨; "" for any other word.

    >>> farmed_thing("产梨"), farmed_thing("产品")
    ('梨', '')
    """
    return word[1:] if len(word) == 2 and word[0] in _DONE and word[1] in _kinds() else ""


def members_of(kind: str) -> tuple[str, ...]:
    """What belongs to a kind, and to the kinds within it; its other names among them. () for what is no kind.

    >>> "沃柑" in members_of("水果"), members_of("甘草")
    (True, ())
    """
    return tuple(word for word in _members(kind) if word != kind)


def is_member(thing: str, asked: str) -> bool:
    """Whether a thing only belongs to the kind asked, whose name it is not.

    >>> is_member("甘草", "种药"), is_member("药材", "中药材")
    (True, False)
    """
    kind = farmed_thing(asked) or asked
    # 茶园 and 菌棒 say the kind themselves.
    return thing in _members(kind) and not thing.startswith(_kinds()[kind][0])


@cache
def _members(kind: str) -> tuple[str, ...]:
    names, own = _kinds().get(kind, ((), ()))
    longer = (name for name in names if len(name) > 1)
    below = (member for word in own if word not in names for member in (word, *_members(word)))
    return tuple(dict.fromkeys((*longer, *below)))


@cache
def _kinds() -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    found: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {}
    for line in Path(__file__).with_name("kinds.txt").read_text(encoding="utf-8").splitlines():
        names, members = (part.split() for part in line.split(":"))
        found |= dict.fromkeys(names, (tuple(names), tuple(members)))
    return found
