"""What people say around a question: what the answer is for (写总结要用), how soon, where it is to be read, and thanks.

None of it is asked.
"""

from __future__ import annotations

from rag.language.regex import regex
from rag.language.script import has_word
from rag.language.spans import blanks
from rag.questions.lists_of_places import COUNT_ASKED
from rag.types import Span

# What an answer is for is told with no subject but the asker, and of nothing done: 青石镇写了调研报告 is asked about.
_ASKER = (
    r"(?:我们?|咱们?|俺|本人|单位|年底|年终|毕业|最近|近期|手头|这边|这里|今天|明天|现在|马上|正在|正|在|要|得|想|需要?|准备|急着?"
    r"|赶着|为了?|因为?|帮人|[帮给](?:领导|单位|老师))*"
)
_PAPER = "(?:材料|报告|总结|汇报|报表|表格?|调研|论文|稿子?|方案|课题|新闻|简报|ppt|作业|数字?|台账|资料|讲话|文章)"
_WRITING = rf"(?:写|做|交|报|填|出|赶|搞|编|弄|整|备)(?:个|份|一[个份篇])?(?![了过])[一-鿿]{{0,3}}{_PAPER}"
_NEED = (
    rf"{_ASKER}(?:{_WRITING}[^,了过]{{0,5}}|{_PAPER}[里中]?[要急]?用|开会[要急]?用|急用|急需|等着[要用回]|着急|工作需要|备查|存档"
    r"|(?:作|做|供|仅供)?参考用?)"
)
_ASKED_BY = (
    r"(?:领导|上级|上面|单位|主任|书记|老师|县里|市里|乡里|镇里)(?:让|叫|催|急着?|正)?(?:我们?)?"
    rf"(?:(?:等着|急着)?要|等着?|交|报)(?:一?[份个张])?(?:[一-鿿]{{0,4}}(?:名单|清单|结果|情况|{_PAPER}))?"
)
# Where it is said, which is the pile; not what some document of a town says.
_SAID_IN = regex(
    r"(?:(?:^|(?<=[,\s]))(?:这些|所有|现有|已有)?(?:材料|资料|报道|新闻|文章|稿子|库|网上|数据|语料)(?:里|中(?![心学央])|上)面?"
    r"(?:有没有|都|已经?|能够?|可以)?(?:(?:[查找搜看]到|提到|说到|写到|讲到|谈到|报道|介绍|记载|显示|反映)(?:过|了|的)?)?)"
)
_THANKS = (
    r"(?:十分|非常|万分|先)?(?:谢谢|多谢|感谢|谢啦|谢了|感激)(?:您|你|大家|各位|老师|啦|了|不尽)*|拜托(?:了|啦)?|辛苦(?:了|您|你)*"
    r"|麻烦(?:了|您了|你了)|急|很急|挺急的?|在线等|马上要|(?:您|你|大家)好|thanks?|thank you|please|many thanks"
)
# Why somebody asks, in a clause before the one that does: 我们村也想搞,外面哪些乡镇…; 老师布置作业,找出….
_WISH = "作业|想(?:去|学|组织|参观|考察|取取?经|了解|看)|打算去|听人说|听朋友说|有人问|群里问"
_MOTIVE = regex(
    rf"^\s*(?=[^,，。?？]{{2,16}}[,，])(?:(?:我|咱|俺)[^,，。?？]*|[^,，。?？]*(?:{_WISH})[^,，。?？]*)(?=[,，])"
)
_AROUND = regex(rf"{_NEED}|{_ASKED_BY}|{_THANKS}")
# 有几个镇设了检查站?|分别是哪里?
_ASKED_AGAIN = regex(
    r"[,，?？](?:请?(?:分别|具体|各|都)*(?:是|在|位于)*(?:在|是)?(?:哪里|哪儿|哪些地方|什么地方|哪[里儿]?的|啥地方))[呢啊]?[?？。]*$"
)
_ASKS = regex(r"哪|谁|什么|多少|几[个家]|列|找|查|报|汇总|名单|清单|吗|呢|怎|是否|有没有")
_CLAUSE = regex(r"[^,，.。;；:：?？!、\s“”\"]+")


def without_context(question: str) -> str:
    """The shadow of a question with blanks for the clauses that only tell why it is asked; what is left stays where it
    is.

    >>> without_context("写总结要用,哪些乡镇建了茶园?谢谢").strip(" ,?")
    '哪些乡镇建了茶园'
    """
    masked = _CLAUSE.sub(lambda clause: blanks(clause) if _AROUND.fullmatch(clause[0]) else clause[0], question)
    masked = _SAID_IN.sub(blanks, masked)
    return masked.rstrip(" ,，、") if has_word(masked) else question


def without_asked_again(question: str) -> str:
    """The shadow of a question with blanks for what asks once more, behind a number of places, which these are.

    >>> without_asked_again("有几个镇设了检查站?分别是哪里?").rstrip()
    '有几个镇设了检查站'
    """
    found = _ASKED_AGAIN.search(question)
    before = question[: found.start()] if found else ""
    return before + blanks(found) if found and COUNT_ASKED.search(before) else question


def motive(question: str) -> Span | None:
    """Where the shadow of a question tells why it is asked, before the clause that asks. What it holds is asked as well
    where the rest says nothing else (我们想学P,哪些乡镇搞了).

    >>> motive("我们村也想搞,哪些乡镇建了茶园?"), motive("我们村建了茶园吗?")
    ((0, 6), None)
    """
    found = _MOTIVE.match(question)
    if found is None or _ASKS.search(found[0]) or not _ASKS.search(question, found.end()):
        return None
    return found.span()
