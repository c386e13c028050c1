"""Stretches of a question that are no topic of it: dates, what points (那条路), how much is asked, who everybody is.

Rules of the language on the shadow of a question. Left out: single words that only ask (`interrogatives.py`).
"""

from __future__ import annotations

from rag.language.regex import regex
from rag.questions.interrogatives import AMOUNT_ASKED, MONEY_SOURCE, PARTS_ASKED

_DATE = regex(
    r"(?:19|20)\d\d年?(?:\d{1,2}月)?(?:\d{1,2}[日号])?(?:底|末|初|份)?|\d{1,2}月(?:\d{1,2}[日号])?(?:底|末|初|份)?"
    r"|(?:十[一二]|[一二三四五六七八九十])月(?:[一二三四五六七八九十]{1,3}[日号]|底|末|初|份|[上中下]旬)"
)
_POINTING = regex(
    r"[那这][一二两三四五六七八九十几\d]*(?:[座条片块家个位次回趟段种批群些场件桩间栋支台头只口名项所辆])"
)
_MONTHS = "january|february|march|april|may|june|july|august|september|october|november|december"
_ENGLISH_DATE = regex(rf"\b(?:{_MONTHS})(?: \d{{1,2}}(?:st|nd|rd|th)?)?\b(?:,? (?:19|20)\d\d)?")
_IN_ALL = regex(r"一共|总共")  # 一共建了 is not 共建
_BY_NOW = regex(r"到现在|到目前|直到今天|眼下|时下|现今")
_LIMIT = regex(
    r"(?<![划设定出有])(?<![划设定出有]了)(?:最高)?(?:上限|限额|限高)(?=(?:是|为|有|定[为在到]|分别|各)*(?:多少|几|多高|$|[?。]))"
)
_DIFFERENCE = regex(r"(?<![落温误出时逆顺])(?:相差|差距?|差了|差得)(?:有|是)?(?=多少|多大|几)")  # 收入差多少
# Who everybody is: 给村民发了多少积分 asks what was given out, however a report calls those who got it.
_TO_ANYBODY = regex(
    r"[给向为替](?:全?[村镇乡县]的?|当地的?)?(?:村民|群众|老百姓|百姓|居民|乡亲|大伙儿?|大家|农户|农民)们?(?=[一-鿿]{0,4}?(?:多少|几))"
)
_HEAD_OF_BODY = regex(r"一把手的?(?=书记|[镇乡县区市村]长)|(?<=书记)一把手|(?<=[镇乡县区市村]长)一把手")
_ABOUT = regex(
    r"[一二三四五六七八九十百千万几]+(?:多|来|余)(?:岁|年|天|个月|亩|户|人|名|位|公里|斤|元)"
)  # 七十多岁 is 73岁

# In this order: what one takes away is not there for the next.
ASIDES = (
    PARTS_ASKED,
    MONEY_SOURCE,
    _DIFFERENCE,
    _LIMIT,
    _TO_ANYBODY,
    AMOUNT_ASKED,
    _DATE,
    _ENGLISH_DATE,
    _IN_ALL,
    _BY_NOW,
    _HEAD_OF_BODY,
    _ABOUT,
    _POINTING,
)
