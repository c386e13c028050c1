"""What a follow-up points at among the rows that were shown: 第一个镇, 最后一个, 前两个, 前者, 后者.

Only the order of the rows is taken from an answer, never what it says. Left out: rows without a name of their own, and
numbers that belong to the question (第一个搞P的是哪个镇).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from rag.language.numerals import han_value
from rag.language.regex import regex
from rag.language.script import shadow
from rag.questions.lists_of_places import asks_places
from rag.questions.places.place_nouns import ONE_NOUN

# A row of ours: whose it is, of one or several, what they lie in, and what was said of them (柳沟镇、石泉镇(砚川县):…).
_NAMED = r"[一-鿿]{2,16}(?:\s?\([^()]{1,20}\))?"
_ROW = regex(rf"^(?P<names>{_NAMED}(?:(?:、|, ){_NAMED})*):[^\S\n]*(?=\S)", re.MULTILINE)
_NAME = regex(r"(?:^|、|, )(?P<name>[一-鿿]{2,16})", re.MULTILINE)
_NUMERAL = r"(?:[一二三四五六七八九十两]|\d{1,2})"
_ITEM = rf"[个家所]?(?:{ONE_NOUN}|单位|企业|学校)?"
_GOES_ON = (
    r"(?=$|[?？,，。呢的是由被怎如何有在做搞干为什多几哪具分各都又书镇村乡支计打取])(?!是(?:哪|谁|什么[镇乡县村]))"
)
_LISTED = regex(rf"(?:都?有|还有)?(?:哪些|哪几个|哪个|多少个?|几个)(?:{ONE_NOUN})的?")
# What is asked of the list as such: more of it, how long it is, which of it.
_OF_THE_LIST = regex(r"还有|其[他它余]|别的|哪|几个|多少个|一共|总共|就这|只有|继续|more|else")
_POINTS = regex(
    rf"^(?:那么?)?(?P<opening>(?:请问|说说|介绍一下)?)(?:[这其]中)?的?(?:(?:第|头(?=[一二两三]))(?P<nth>{_NUMERAL}){_ITEM}|(?P<end>最后一?{_ITEM}|倒数第一{_ITEM})"
    rf"|(?P<first>前)(?P<firsts>{_NUMERAL}){_ITEM}|(?P<pair>[前后])(?:者|一个|面那?个)){_GOES_ON}"
)


def rows(answer: str) -> tuple[str, ...]:
    """The names that open the rows of an answer, in order, each once.

    >>> rows("共查 2 篇报道，2 个乡镇开展了：\\n甲子镇（云阴县）：已经推行。[1]\\n乙丑乡、丙寅乡：也推行了。[2]")
    ('甲子镇', '乙丑乡', '丙寅乡')
    """
    told = shadow(answer)
    named = [name.span("name") for row in _ROW.finditer(told) for name in _NAME.finditer(told, *row.span("names"))]
    return tuple(dict.fromkeys(answer[slice(*span)] for span in named))


def pointed(question: str, shown: Sequence[str], compared: Sequence[str]) -> str:
    """The question with the name of what it points at: in the rows `shown`, or, of 前者 and 后者, in the two things
    that a question before `compared`. Unchanged where it points at nothing.

    >>> pointed("第二个镇是怎么做的？", ["甲子镇", "乙丑乡"], [])
    '乙丑乡是怎么做的？'
    """
    found = _POINTS.match(shadow(question))
    if found is None:
        return question
    meant = "和".join(_meant(found, shown, compared))
    return f"{question[slice(*found.span('opening'))]}{meant}{question[found.end() :]}" if meant else question


def of_the_one_shown(previous: str, question: str, shown: Sequence[str]) -> str:
    """The earlier question, a list, as asked of the only place that its answer showed: what follows is about that one.
    Unchanged where the list had more rows or none, or more of it is asked.

    >>> of_the_one_shown("哪些乡镇办了夜校？", "是谁教的课？", ["柳溪镇"])
    '柳溪镇办了夜校？'
    """
    if len(shown) != 1 or not asks_places(shadow(previous)) or _OF_THE_LIST.search(shadow(question)):
        return previous
    if shown[0] in previous:
        return previous
    listed = _LISTED.search(shadow(previous))
    return f"{previous[: listed.start()]}{shown[0]}{previous[listed.end() :]}" if listed else previous


def _meant(found: re.Match[str], shown: Sequence[str], compared: Sequence[str]) -> Sequence[str]:
    if found["pair"]:
        two = compared if len(compared) == 2 else shown
        at = 0 if found["pair"] == "前" else 1
        return two[at : at + 1] if len(two) == 2 else ()
    if found["end"]:
        return shown[-1:]
    if found["firsts"]:
        count = _number(found["firsts"])
        return shown[:count] if len(shown) >= count else ()
    at = _number(found["nth"])
    return shown[at - 1 : at] if at else ()


def _number(written: str) -> int:
    return int(han_value(written) or written)
