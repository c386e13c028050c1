"""Of what a question joins by 或 one is enough: 环保或垃圾分类, 搞直播带货,或者建起直播间."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from rag.search.terms import Term

_BETWEEN = re.compile(r"[^,，。;；]{0,4}?或者?[^,，。;；]{0,4}")
_CLAUSE = re.compile(r"[,，;；]\s*(?:或者?|or\b)")


def merged(question: str, terms: Sequence[Term]) -> list[Term]:
    """The terms of a question's shadow, those joined by 或 as one with several spellings; names first, as before.

    >>> merged("办了环保或垃圾分类活动", [Term("垃圾分类", 1.0, is_name=True), Term("环保", 0.6)])[0].spellings
    ('环保', '垃圾分类')
    """
    # 志愿服务队或社会实践队: what is joined are the words before their common noun of one character.
    standing = (term for term in terms if len(term.text) > 1 and term.text in question)
    placed = sorted(standing, key=lambda term: question.find(term.text))
    groups: list[list[Term]] = [[term] for term in placed[:1]]
    for before, term in pairwise(placed):
        gap = question[question.find(before.text) + len(before.text) : question.find(term.text)]
        if _BETWEEN.fullmatch(gap):
            groups[-1].append(term)
        else:
            groups.append([term])
    joined = {group[0].text: _either(group) for group in groups}
    gone = {term.text for group in groups for term in group[1:]}
    kept = [joined.get(term.text, term) for term in terms if term.text not in gone]
    return sorted(kept, key=lambda term: not term.is_name)


def by_clause(question: str, terms: Sequence[Term]) -> list[list[Term]]:
    """The terms of each of the clauses that 或 parts, all of them together where none does.

    >>> by_clause("种茶,或者养蚕", [Term("养蚕", 0.8), Term("种茶", 0.7)]) == [[Term("种茶", 0.7)], [Term("养蚕", 0.8)]]
    True
    """
    cuts = [0, *(found.end() for found in _CLAUSE.finditer(question)), len(question)]
    parts = [
        [term for term in terms if start <= question.find(term.text) < end]  # one that does not stand there: in none
        for start, end in pairwise(cuts)
    ]
    spoken = [part for part in parts if part]
    return spoken if len(spoken) > 1 else [list(terms)]


def _either(group: Sequence[Term]) -> Term:
    if len(group) == 1:
        return group[0]
    first, *others = group
    variants = tuple(dict.fromkeys([*first.variants, *(spelling for other in others for spelling in other.spellings)]))
    is_name = any(term.is_name for term in group)
    return replace(first, weight=max(term.weight for term in group), is_name=is_name, variants=variants)
