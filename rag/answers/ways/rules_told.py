"""Open questions for rules or for troubles, which a report tells without calling them so.

有什么规定 is answered by 不得超过350元, 反映了什么问题 by 水渠荒废,年久失修: sentences of the report that is about
it, known by their form. Rules on shadows. Left out: doings and results (`digest.py`), and one thing by name
(`reasons.py`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from rag.answers.fitting.told_figures import thing_share
from rag.answers.sentences.evidence import Sentence
from rag.answers.sentences.held_around import IN_TITLE
from rag.language.regex import regex
from rag.questions.interrogatives import MONEY_SOURCE

MOST = 3  # sentences shown
_WHAT = r"(?:什么|哪些|怎样的|哪几[条项个])(?:具体|新|硬性|主要|实际|突出)?的?"
_MONEY = "(?:钱|款|资金|红利|分红|收益|收入|经费|奖金|善款|盈余|利润|补助|补贴)"
_ASKED: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...] = (
    (
        MONEY_SOURCE,
        regex(
            r"捐(?:款|资|赠|助|了|出)|[筹募集][集到资得]了?(?:资金|善款|\d)|自筹|众筹|垫资|垫付|出资|拨[付款给]|下拨|补助|补贴|以奖代补|财政(?!局)|帮扶资金"
            r"|(?:争取|投入|整合|申请|利用|落实)[^,。;]{0,14}?(?:资金|经费|款|元|项目支持)|贷款"
        ),
    ),
    (
        regex(
            rf"{_MONEY}[^,。?]{{0,10}}?(?:(?:怎么|如何|怎样|咋)(?:花|用|分配|使用|支配|安排)|[用花](?:在|到|于)了?(?:哪|什么|啥)|用来(?:干|做)?(?:什么|啥)"
            rf"|(?:干|做)了?(?:什么|啥)用?)|(?:怎么|如何)(?:花|使用|分配|支配)[^,。?]{{0,6}}{_MONEY}|{_MONEY}的?(?:用途|去向|用处)"
        ),
        regex(
            r"用[于在到作]|用来|花在|投[入到](?!使用|运营)|分配(?:给|到)|作为[^,;。]{1,10}(?:资金|经费|基金)|优先(?:用|保障)"
        ),
    ),
    (
        regex(rf"{_WHAT}(?:规定|规矩|要求|限制|标准|约束|禁令)|(?:是)?(?:怎么|如何|怎样)(?:规定|限制|要求)的?"),
        regex(
            r"不得|不准|不许|不允许|不[能可]超过|不超过|严禁|禁止|一律|限(?:定|制|额|在)|必须|不(?:高|少|低|多)于|只[能准许]"
        ),
    ),
    (
        regex(rf"{_WHAT}(?:问题|困难|难题|难处|诉求|意见|建议|呼声|烦恼)"),
        regex(
            r"荒废|失修|破[损旧败]|损[坏毁]|缺(?:水|电|钱|少|乏)|没有?(?:水|电|路|桥|钱|人管|路灯|排水)|不[够足通便畅好平]|难以|太[窄小少贵远]|坑洼|泥泞|堵塞|漏水|塌"
            r"|希望[^,。;]{0,12}(?:能|帮|解决|修|加)|建议(?:村里|镇里|尽快|能|增|加|修|把)|出行难|用水难|[吃看上行停就卖]\w{1,2}难"
        ),
    ),
)
# That is asked for troubles, or tells what came of a rule, and neither of them.
_SAYS_NOTHING = regex(r"什么(?:意见|建议)|尽管说|有没有|(?:禁止|严禁|限制)[^,。;]*?(?:后|以来),")


def asks_source(question: str) -> bool:
    """Whether a question's shadow asks where the money came from."""
    return MONEY_SOURCE.search(question) is not None


def met(question: str, sentences: Sequence[Sentence]) -> list[Sentence]:
    """The sentences, as their report tells them, that have the form of what a question's shadow asks; none where it
    asks for nothing of the kind.

    `sentences` are those of one report, best first.
    """
    told = next((told for asked, told in _ASKED if asked.search(question)), None)
    if told is None:
        return []
    if asks_source(question):  # what a report tells of several things was paid for each
        sentences = [one for one in sentences if thing_share(one.query, one) >= IN_TITLE]
    having = [one for one in sentences if told.search(one.shadow) and not _SAYS_NOTHING.search(one.shadow)]
    having.sort(key=lambda one: (-len(set(told.findall(one.shadow))), -one.score))
    return sorted(having[:MOST], key=lambda one: one.number)
