"""Of what a question joins by 或 one is enough: 环保、植树或垃圾分类, 搞直播带货,或者建起直播间."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from itertools import pairwise
from statistics import fmean

from rag.language.rarity import is_doing
from rag.language.regex import regex
from rag.questions.words.terms import Term

_OR = regex(r"[^,，。;；]{0,4}?或者?[^,，。;；]{0,4}|[\"”]? or (?:the |an? )?[\"“]?")
_CLAUSE = regex(r"[,，;；]\s*或者?")
_COMMA = regex(r"[,，;；]")
_VERB_BEHIND = regex(r"或者?")
_ROW = "、"  # 动员、宣传: in a row of doings any is enough
_DONE = regex("[了过]$")
_LONGEST_ITEM = 7  # code points of a thing in a row, with the 、 before it
_FAR_APART = 3  # times that one of what 或 joins tells more than the other
_TELLING = 0.4  # weight from which a term tells what was done
_FRAME = regex(r"(?:在|通过|按照?|采用|运用|用|借助|依托|结合|围绕)[“《\"]?$")  # in, by or with which both are done


def merged(question: str, terms: Sequence[Term]) -> list[Term]:
    """The terms of a question's shadow, those joined by 或 as one with several spellings; names first, as before.

    Joined are words and names; two doings (种烟草或养猪) are apart, see `by_clause`.

    >>> [term.spellings for term in merged("种茶叶或魔芋", [Term("茶叶", 0.6), Term("魔芋", 0.8)])]
    [('茶叶', '魔芋')]
    """
    # 志愿服务队或社会实践队: what is joined are the words before their common noun of one character.
    standing = (term for term in terms if len(term.text) > 1 and term.text in question)
    placed = sorted(standing, key=lambda term: question.find(term.text))
    groups: list[list[Term]] = []
    for term in reversed(placed):
        behind = groups[-1][0] if groups else None
        listed = groups and len(groups[-1]) > 1  # A、B或C is read from its end
        if behind and _are_joined(question, term, behind, listed=bool(listed)):
            groups[-1].insert(0, term)
        else:
            groups.append([term])
    joined = {group[0].text: _either(group) for group in groups}
    gone = {term.text for group in groups for term in group[1:]}
    kept = [joined.get(term.text, term) for term in terms if term.text not in gone]
    return sorted(kept, key=lambda term: not term.is_name)


def _are_joined(question: str, one: Term, other: Term, *, listed: bool) -> bool:
    gap = question[question.find(one.text) + len(one.text) : question.find(other.text)]
    if _is_done(one) and _is_done(other):
        return gap == _ROW or _VERB_BEHIND.fullmatch(gap) is not None  # 种植或者加工药材: two doings with one object
    if _is_done(other) and gap == _ROW:  # 开过|欢送会、送过行: what was done with the one, too, is said
        return _DONE.search(question[: question.find(one.text)]) is not None
    if _is_done(one) or _is_done(other):
        return False
    # 义诊或“健康下乡”: a name and a word are joined only by 或.
    return _OR.fullmatch(gap) is not None or (listed and gap == "、" and one.is_name == other.is_name)


def _is_done(term: Term) -> bool:
    """Whether a term is a doing, also one that grammar has parted (送过行)."""
    return is_doing(term.text) or (not term.is_name and any(is_doing(one) for one in term.variants[:1]))


def by_clause(question: str, terms: Sequence[Term]) -> list[list[Term]]:
    """The terms of each doing that 或 parts, all of them together where it parts none.

    What frames both (在“X”活动中…) and what does not stand in the question as it is belongs to each.

    >>> by_clause("种茶,或者养蚕", [Term("养蚕", 0.8), Term("种茶", 0.7)]) == [[Term("种茶", 0.7)], [Term("养蚕", 0.8)]]
    True
    """
    cuts = [0, *_cuts(question, terms), len(question)]
    end = _end_of_last(question, cuts[-2])
    framing = [term for term in terms if _is_shared(question, term)]
    shared = framing + [term for term in terms if term not in framing and question.find(term.text) >= end]
    parts = [
        [term for term in terms if term not in shared and start <= question.find(term.text) < end]
        for start, end in pairwise(cuts)
    ]
    spoken = [shared + part for part in parts if part]
    # 讲到|或宣讲P: one doing
    tell = all(any(term.weight >= _TELLING for term in framing + part) for part in parts if part)
    return spoken if len(spoken) > 1 and tell else [list(terms)]


def _cuts(question: str, terms: Sequence[Term]) -> list[int]:
    """Where a further doing begins: behind a comma and 或, or behind 或 before a verb."""
    verbs = {question.find(term.text) for term in terms if is_doing(term.text)}
    things = {question.find(term.text) for term in terms} - verbs
    behind = [
        found.end()
        for found in _VERB_BEHIND.finditer(question)
        if found.end() in verbs and not _enumerates(question[: found.start()], things)
    ]
    return sorted({*(found.end() for found in _CLAUSE.finditer(question)), *behind})


def _end_of_last(question: str, start: int) -> int:
    """Where the last of the doings ends: what a further clause says is said of each (挂横幅或开宣传车|,劝大家别烧)."""
    comma = _COMMA.search(question, start)
    return comma.start() if start and comma else len(question)


def _enumerates(before: str, things: AbstractSet[int]) -> bool:
    """Whether 或 closes a row of things (党员、|老人|或返乡大学生): what follows is one more of them."""
    comma = before.rfind("、")
    return comma >= 0 and len(before) - comma <= _LONGEST_ITEM and comma + 1 in things


def _is_shared(question: str, term: Term) -> bool:
    at = question.find(term.text)
    return at < 0 or (term.is_name and _FRAME.search(question[:at]) is not None)


def _either(group: Sequence[Term]) -> Term:
    if len(group) == 1:
        return group[0]
    first, *others = group
    variants = tuple(dict.fromkeys([*first.variants, *(spelling for other in others for spelling in other.spellings)]))
    weights = [term.weight for term in group]
    # 参访团或学生: where one of them tells little, holding either tells less than holding the other.
    weight = max(weights) if min(weights) >= max(weights) / _FAR_APART else fmean(weights)
    is_name = any(term.is_name for term in group)
    return replace(first, weight=weight, is_name=is_name, variants=variants)
