"""A follow-up that asks for more of what was shown, or whether that is all: 还有别的吗, 就这些吗.

Left out: one that asks of another place or thing (`followup.py`).
"""

from __future__ import annotations

from rag.language.regex import regex
from rag.language.script import shadow
from rag.questions.places.place_nouns import ONE_NOUN

_ANY = (
    r"(?:没有|别的|其[他它余]|更多|哪些|什么|[一]?些|几个|[个家])*的?"
    rf"(?:{ONE_NOUN}|内容|做法|措施|情况|例子|报道|单位|企业|学校)?了?"
)
# More of what was shown, or whether that is all.
_MORE = regex(
    rf"^(?:那么?[,，]?)?(?:(?:另外|除此之外|除了这些|此外)?[,，]?还有{_ANY}(?:吗|呢|么|没有?)?|有没有(?:别的|其[他它]|更多){_ANY}(?:吗|呢|么)?"
    rf"|(?:别的|其[他它]的?)(?:{ONE_NOUN})?呢|只?就?(?:只有|是)?[这那](?:么)?(?:些|几个|多|一个)(?:{ONE_NOUN})?了?[吗么]|没有?(?:别的|其[他它]的?)?了?[吗么]"
    r"|(?:请)?(?:继续|接着)[说讲列]?(?:下去)?[吧呢]?|(?:请)?[再多](?:来|[说讲列举](?:出来?)?)(?:几个|一?些|一?点|一下)?(?:例子)?[吧呢]?"
    r"|(?:is that all|any(?:thing)? (?:more|else|others?)|what else|and\?|more)\s*)[?？。!！]*$"
)


def asks_more(question: str) -> bool:
    """Whether a follow-up asks for more of what was shown, or whether that is all.

    >>> asks_more("还有别的乡镇吗？"), asks_more("还有多少户没有脱贫？")
    (True, False)
    """
    return _MORE.match(shadow(question.strip())) is not None
