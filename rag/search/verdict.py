"""Did it, means to, or only speaks of it: what the clause around a topic says.

Rules of written official Chinese, on the shadow. The clause is the stretch between commas and stops that holds the
topic, with the clauses beside it: the verb often stands before (下一步,将在全镇推行…) or behind (…,目前还在摸底). Where
nothing speaks against it the verdict is *did*: reports report.
"""

from __future__ import annotations

import re

from rag.types import Span, Verdict

_DO = (
    r"(?:开展|实施|推行|启动|建立|推广|采用|实行|推开|纳入|搞|组织|创建|成立|设立|引进|引入|参加|参与|进行|落实|铺开|试行"
    r"|试点|落地|起步|开办|开工|动工|建设|建成|办|做|用上)"
)
_BREAK = re.compile(r"[,，。;；:：!！?？\n]")
_BREAKS = ",，。;；:：!！?？\n"

# A clause that says that something is being done, whatever it is.
SAYS_DOING = re.compile(rf"{_DO}|发展|种植|养殖|栽植|建成|为[^,]{{0,12}}?(?:抓手|载体|平台|突破口|主线)")
_NO = (
    r"(?:尚未|还未|暂未|未能|未曾|并未|没有|没能|没|从未|从来没有?|不曾|不再|未|暂不|不打算|不准备|不想"
    r"|无法|无力|难以|来不及|迟迟[没未]有?)"
)
_NOT_DONE = re.compile(
    rf"{_NO}(?:[一-鿿]{{0,6}}?){_DO}|不(?!断|仅|但|光|只|失|懈|遗|等|忘)[一-鿿]{{0,6}}?"
    r"(?:开展|实施|推行|推广|实行|采用|搞|参加)"
    r"|停止|取消|叫停|暂停|中止|暂缓|推迟|搁置|放弃|尚无|没有|暂无|不在"
)
# Denied right before the topic, whatever the verb (没能|修建P, 还未|养殖P); 从未间断 is no denial.
_NOT_GOVERNED = re.compile(
    r"(?:没能|未能|还未|尚未|暂未|还没有?|从未|不曾|未曾|无力|无法|(?:至今|一直)[没未]有?)(?!间断|中断|停|放|动摇)[^的户人者,，、]{0,6}$"
)
_NOT_DONE_AFTER = re.compile(
    rf"^[^,，。;；:：]{{0,14}}?(?:{_NO}|仍未|至今未)[一-鿿]{{0,3}}?{_DO}"
    r"|^[^。;；]{0,14}?(?:始终|一直|迟迟|至今|仍然?|还是)(?:没有?|未见?|不见)(?:什么)?(?:动静|下文|进展|行动|眉目|起色|着落)"
    r"|^[^,，。;；:：]{0,14}?(?:空白|搁浅|搁置|泡汤|叫停|落空|不在此列|之外)"
)
# …, but it is not done: said later in the sentence.
_BUT_NOT = re.compile(
    rf"(?:但|不过|只是|然而|可)[^。]{{0,12}}?(?:没有|尚未|未|没|不)[一-鿿]{{0,4}}?(?:{_DO}|行动|条件)"
)
# 问起…: what follows is the answer, and it may be no.
_ASKED_OF = re.compile(r"(?:问起|问到|问及|说起|说到|谈起|谈到|提起|提到|至于|对于)[^,，。]{0,12}$")
_ANSWERS_NO = re.compile(rf"{_NO}[一-鿿]{{0,4}}?(?:{_DO}|行动|条件)")
_PLANNED = re.compile(
    rf"拟(?:于|在|将|[一-鿿]{{0,4}}?{_DO})|力争|争取|打算|准备|筹备|谋划|筹划|酝酿|着手|有望|有意|下一步|今后|明年|来年|下一年度|下半年将|即将|将要|将于|将在"
    rf"|将(?:全面|逐步|继续|进一步|适时|陆续|大力|积极|重点|率先|同步|分批|择机|也)?[一-鿿]{{0,6}}?{_DO}"
    r"|将(?=把|继续|再)|正在?(?:研究|制定|起草|论证|讨论)[^,，]{0,4}$"
    r"|(?<![一二三四五六七八九十几两多\d])[年节秋春]后(?:就|再|便)"  # not 三年后就建成
    rf"|计划(?:在|于|到|今年|明年|年内|用|投入|[一-鿿]{{0,4}}?{_DO})|规划(?:在|于|到)|预计|要(?:在|全面|大力)[一-鿿]{{0,6}}?{_DO}|建议|待[一-鿿]{{1,8}}?后"
)
_PLANNED_ACROSS = re.compile(r"目标是|(?:接下来|下一阶段|下步)[,，]?[^,，。;；]{0,12}?[将要]")
_BY_YEAR = re.compile(r"(?<![年\d])[到至](20\d\d)年")  # not the end of a stretch (2010年到2015年)
_PLANNED_AFTER = re.compile(
    r"^[^,，。;；:：]{0,12}?(?:已|被|正)?(?:列入|写入|写进|纳入|提上)[^,，。;；]{0,14}?(?:计划|要点|规划|日程|议程|安排|盘子|[明来]年)"
    # Of the topic itself: (“P”活动|下一步将…); 计划 right behind a name may be the noun that closes it.
    r"|^[“”\"'一-鿿]{0,5}?(?:下一步|下步|接下来|今后|明年|来年|即将|将要|将于|将在|有望|预计|拟于|拟在|计划(?:在|于|今年|明年|年内|下半年))"
    r"|^[^。;；]{0,16}?[,，][^,，。;；]{0,6}?待[^,，。;；]{1,12}?后"
    r"|^[^。;；]{0,16}?[,，](?:年内|年底前?|明年|来年|近期|不久)(?:即可|就|将|可|内)?(?:动工|开工|启动|开始|实施|推开|铺开|上马)"
    r"|^[^。;；]{0,12}?[,，](?:目前|眼下|现|正|方案|资金|还|届时|预计)[^。;；]{0,6}?(?:摸底|征求意见|报[县市镇区]|论证|筹备|酝酿|筹措|选址|启动前)"
)
_SPOKEN_OF = re.compile(
    r"学习|借鉴|听说|参观|考察|取经|观摩|察看|不同于|有别于|区别于|相比|听取|类似于|好比|经验(?:介绍|交流)|外地|兄弟(?:乡镇|县|市|单位)"
    r"|(?:与|同|和)[^,，。]{1,24}(?:不同|相比|有别)"
)
_OTHERS_AFTER = re.compile(r"^[^,，。;；]{0,14}?(?:经验|做法)|^[^,，。;；]{0,10}?(?:不同|有别|相比)")


def clause_span(text: str, at: Span) -> Span:
    """The clause of `text` that holds the span `at`: from the break before it to the break behind it."""
    before = max(text.rfind(mark, 0, at[0]) for mark in _BREAKS) + 1
    behind = _BREAK.search(text, at[1])
    return (before, behind.start() if behind else len(text))


def is_denied(text: str, at: Span) -> bool:
    """Whether the sentence `text` (a shadow) says that the topic at `at` is not done."""
    start, end = clause_span(text, at)
    before = text[start : at[0]]
    if _NOT_DONE.search(before) or _NOT_GOVERNED.search(before) or _NOT_DONE_AFTER.match(text[at[1] :]):
        return True
    if _ASKED_OF.search(before) and _ANSWERS_NO.search(text[end:]):
        return True
    return _BUT_NOT.search(text[at[1] :]) is not None


def verdict_of(text: str, at: Span, written: int | None = None) -> Verdict:
    """What the sentence `text` (a shadow) says of the topic at `at`; a year after that in which it was `written` is to
    come.

    >>> verdict_of("下一步,将在全镇推行“两联三送”。", (10, 14)), verdict_of("全镇开展了“两联三送”活动。", (6, 10))
    (<Verdict.PLANNED: 'planned'>, <Verdict.DID: 'did'>)
    """
    start, end = clause_span(text, at)
    before, behind = text[start : at[0]], text[at[1] : end]
    lead = text[clause_span(text, (max(start - 1, 0), max(start - 1, 0)))[0] : start]
    if is_denied(text, at):
        return Verdict.MENTIONED
    if _SPOKEN_OF.search(before) or (_OTHERS_AFTER.match(behind) and _SPOKEN_OF.search(lead + before + behind)):
        return Verdict.MENTIONED
    if _PLANNED.search(before) or _PLANNED.search(lead) or _PLANNED_AFTER.match(text[at[1] :]):
        return Verdict.PLANNED
    if _PLANNED_ACROSS.search(lead + before) or _is_to_come(lead + before, written):
        return Verdict.PLANNED
    return Verdict.DID


def _is_to_come(text: str, written: int | None) -> bool:
    """Whether a year by which it is done lies after that of writing (到2013年, in a report of 2012).

    A year alone proves nothing: a page of several reports may bear the date of its first.
    """
    return written is not None and any(int(year) > written for year in _BY_YEAR.findall(text))
