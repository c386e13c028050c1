"""What of a list's question goes without saying where a report tells of the act.

Words that tell nothing of what was done, only that something was, to whom of all, or of late (当成, 安排, 村民, 眼下);
and of people who are moved that they were in danger, and are safe where they are brought (把受灾群众|转移|到安全地方).
Who they are is told in many words, or only counted.

Left out: that it was people (`conditions_asked.py`), and what a report tells only around the act (`circumstances.py`).
"""

from __future__ import annotations

from dataclasses import replace

from rag.language.regex import regex
from rag.questions.query import Query
from rag.questions.words.terms import Term

# Verbs with which everything is said to be done, where a thing says what: 把茶叶|当成…, 设在哪些村.
_LIGHT = frozenset(
    "当成 当作 当做 看成 作为 列入 纳入 设在 建在 办在 开在 放在 设有 安排 派 派出 派人 有人 人家 划 划定"
    " 定 定下 让 叫 劝 帮 帮着 帮忙 帮助 真正 真 接到 一起 家里 专门 地方 回来 临时 严重 想办法 的话 方面".split()
)
# The people of any place.
ANYBODY = frozenset("村民 群众 居民 市民 老百姓 百姓 乡亲 乡亲们 村里人 大家 大伙".split())
_EMPTY = _LIGHT | ANYBODY
_OF_LATE = regex(
    r"(?:今年?)?(?:[初早仲深晚盛隆寒]?[春夏秋冬]{1,2}[天季日]?|入[春夏秋冬])|(?:麦收|三夏|秋收|春耕|农忙|农闲)?(?:时节|季节|期间)"
    r"|年[初末终底关]|今年|眼下|眼前|当下|最近|近期|近来|近日|日前|不久前|这阵子"
)
_TOLD = 0.5  # weight from which what is left tells what was done

_MOVED = ("转移", "撤离", "疏散", "撤到", "撤至", "撤出", "撤往", "转移安置")
_PEOPLE = ("群众", "村民", "居民", "老百姓", "百姓", "人员", "住户", "乡亲", "灾民")
_UNSAID = frozenset(("受灾", "避险", "安全", "地方", "地带", "紧急", "汛期", "危险", "险区", "及时", *_PEOPLE))
_ANY_PEOPLE, _ANY_MOVED = "|".join(_PEOPLE), "|".join(_MOVED)
MOVES_PEOPLE = regex(
    # but not 撤出来|的群众, to whom something else is done
    rf"(?:{_ANY_MOVED})(?!安?置?出?来?的)[^,，。?？]{{0,6}}(?:{_ANY_PEOPLE})|(?:{_ANY_PEOPLE})[^,，。?？]{{0,6}}(?:{_ANY_MOVED})(?!就业)"
)
_COUNTED = rf"{_ANY_PEOPLE}|人(?![才口力])|户(?!籍)"
TELLS_OF_PEOPLE = regex(
    rf"(?:{_ANY_MOVED})(?!就业|支付)[^,，。;；:：]{{0,16}}(?:{_COUNTED})|(?:{_COUNTED})[^,，。;；:：]{{0,10}}(?:{_ANY_MOVED})(?!就业)"
)


def as_said(query: Query) -> Query:
    """The query of a list with the terms that a report says."""
    query = _spared(query)
    moved = [term for term in query.terms if any(word in term.text for word in _MOVED)]
    if not moved or not MOVES_PEOPLE.search(query.shadow):
        return query
    act = replace(moved[0], weight=1.0, variants=tuple(word for word in _MOVED if word != moved[0].text), parts=())
    return replace(query, terms=(act, *(one for one in query.terms if one not in moved and not _is_unsaid(one))))


def _spared(query: Query) -> Query:
    """Without the words that go without saying anywhere, where the rest tells what was done."""
    said = tuple(
        term for term in query.terms if term.is_name or not (term.text in _EMPTY or _OF_LATE.fullmatch(term.text))
    )
    return replace(query, terms=said) if any(term.weight >= _TOLD for term in said) else query


def _is_unsaid(term: Term) -> bool:
    return term.text in _UNSAID or (bool(term.parts) and all(part.text in _UNSAID for part in term.parts))
