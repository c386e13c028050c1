"""Whether the persons, or things, that a figure counts are those asked: who came to a meeting is no member of the team
that held it, and 网格员 are no 网格. Rules on shadows; left out: things beside other things (`counted.py`).
"""

from __future__ import annotations

import re

from rag.answers.sentences.patterns import figures
from rag.language.clauses import clause_span
from rag.language.regex import regex

_PERSONS = "人|成员|队员|会员|社员|组员|工作人员|职工|员工"
_BODY_ASKED = regex(
    r"(?P<body>[一-鿿]{1,4}(?:队|小组|会|班|团|社|站|局|所|委|办|中心|公司))(?:里|中|内)?"
    rf"(?:一共|总共|目前|现在|现|共)?有(?:多少|几)[个名位口]?(?:{_PERSONS})[?。]?$"
)
_ITS_OWN = "队员|成员|组员|会员|社员|职工|员工|工作人员"
_SOMEBODY = regex(
    r"干部|党员|群众|代表|村民|居民|农户|游客|学生|学员|职工|员工|志愿者|负责人|[组村站队]长|书记|老人|专家"
)
_TAKES_PART = regex(r"[^,。;]{0,6}?(?:参加|参与|参会|出席|到场|到会|与会|观看|受益|受训)")
_THING_ASKED = regex(r"(?:多少|几)[个处座所间家条片](?P<thing>[一-鿿]{2,8})")
_A_PERSON = regex(r"[人员者民生师兵长]|干部|代表|书记|主任|专家|能手|骨干")
_COUNTS_PERSONS = "名位人口"


def counts_others(question: str, measure: str | None, sentence: str) -> bool:
    """Whether all the figures of a sentence count persons that a question's shadow does not ask for.

    >>> counts_others("工作队有几个人?", "人", "工作队召开会议,村民代表共50余人参加。")
    True
    >>> counts_others("工作队有几个人?", "人", "县里派来工作队,共5人。")
    False
    >>> counts_others("全镇有多少个网格?", "个", "全镇有143名网格员。")
    True
    """
    body, thing = _BODY_ASKED.search(question), _THING_ASKED.search(question)
    counts = list(figures(sentence, measure, ratios=False))
    if body is not None and counts:
        return all(_is_of_others(body["body"], sentence, at) for at in counts)
    if thing is None or not counts or _A_PERSON.search(thing["thing"]):
        return False
    return all(_is_of_persons(thing["thing"], sentence, at) for at in counts)


def _is_of_others(body: str, sentence: str, figure: tuple[int, int]) -> bool:
    """Whether a figure's clause names other persons than the body's own, or tells who took part."""
    clause = sentence[slice(*clause_span(sentence, figure))]
    if re.search(rf"{_ITS_OWN}|{re.escape(body[-2:])}", clause) and not _TAKES_PART.match(sentence, figure[1]):
        return False
    return _TAKES_PART.match(sentence, figure[1]) is not None or _SOMEBODY.search(clause) is not None


def _is_of_persons(thing: str, sentence: str, figure: tuple[int, int]) -> bool:
    """Whether a figure counts persons by its measure, or those that are called by the thing (网格|员)."""
    called = re.compile(rf"[“]?{re.escape(thing)}[员长工]")
    return sentence[figure[1] - 1] in _COUNTS_PERSONS or called.match(sentence, figure[1]) is not None
