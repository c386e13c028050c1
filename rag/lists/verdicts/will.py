"""The word 将: a plan (将继续提高标准, 实现P), or only 把 (前女友将视频上传). Rules on shadows.

Left out: other words of plans (`verdict_rules.py`).
"""

from __future__ import annotations

import re

from rag.index.tokenizing import words
from rag.language.plan_words import HAS_BEEN
from rag.language.rarity import is_doing
from rag.language.regex import regex
from rag.types import Span

# At the head of a sentence, behind its subject at most, who says it (镇长王平说,) and when (下一步,).
_SAID = r"(?:[^,，。;；:：!?]{0,20}(?:说|表示|介绍|透露|指出|称|提出|强调|告诉记者)[,，:：])?[“]?"
_WHEN = (
    r"(?:(?:下一?步|下阶段|下一阶段|接下来|今后|未来|往后|后续|[今明后来]年|年[内底]|新的?一年|“[^”]{1,6}”期间)"
    r"[^,，。;；:：将]{0,8}[,，])?"
)
_AT_HEAD = regex(
    rf"(?:^|[。;；!?“])(?:[^,，。;；!?]{{0,12}}[:：])?{_SAID}{_WHEN}[^,，。;；:：将]{{0,12}}"
    r"(?:[还也仍都]将(?!其|他|她|它|该|这)|将(?=[会要于在]|继续|进一步|逐步|全面|大力|积极|陆续|持续|全力|重点|深入|加快|着力|扎实|稳步|聚焦|围绕|坚持"
    r"|以[^,，。;；]{1,12}为(?:抓手|契机|重点|目标|主线|引领|载体)))[^,，。;；将]{2}"
)
_STOP = regex(r"[。;；!?]")
_COMMA = regex(r"[,，]")
_DONE = regex(rf"已|{HAS_BEEN}|[今去前]年|目前|截至|此前|曾")
_OPENING = 6  # code points of a clause in which its first word stands
_BUILDS = regex(r"[新改扩续兴修重]建|新[修增]")  # verbs that the dictionary does not know as such
# Before a noun, with what was done to that at the end of the clause, or made something of: 将视频上传, 将其抓获,
# 将校舍改建为车间.
_TAKING = regex(
    r"(?<![即必终把要还也都拟便就又])将(?!进一步|逐步|继续|全面|大力|全力|重点|积极|陆续|持续|同步|优先|集中|统一|专门|严格|长期"
    r"|坚持|聚焦|围绕|深入|加快|着力|扎实|稳步|以(?=[^,，。;；]{1,12}为)"
    r"|[会要于在对为向与由从以再能不更还把])(?=(?P<thing>[其他她它]们?|[一-鿿\d“”\"()、]{2,16}?)(?P<done>[一-鿿]{2})"
    r"(?:(?:了|后|时)?(?:[,，。;；”]|$)|[成为]|(?<=[纳列划归编]入)))"
)


def carries_on(text: str, at: Span) -> bool:
    """Whether the sentence `text` (a shadow) opens with what will be done, and every clause from there to the topic at
    `at` goes on with a verb, so has the same subject.

    >>> carries_on("将继续提高补助标准,实现供水全覆盖。", (12, 17)), carries_on("将继续提高标准,老人很高兴。", (8, 10))
    (True, False)
    """
    heads = [found.end() for found in _AT_HEAD.finditer(text, 0, at[0])]
    if not heads:
        return False
    between = text[heads[-1] : at[1]]
    if _STOP.search(between) or _DONE.search(between):
        return False
    return all(_opens_with_verb(clause) for clause in _COMMA.split(between)[1:])


def as_taking(text: str) -> str:
    """The same with 把 for each 将 that only means it.

    >>> as_taking("民警将男子救出。"), as_taking("全镇将全面推行。")
    ('民警把男子救出。', '全镇将全面推行。')
    """
    return _TAKING.sub(lambda found: "把" if _is_taking(found) else found.group(), text)


def _is_taking(found: re.Match[str]) -> bool:
    thing = words(found["thing"])  # 将|违法建设现场|拆除; but 将|继续推进|建设
    return is_doing(found["done"]) and not (is_doing(thing[0]) and is_doing(thing[-1]))


def _opens_with_verb(clause: str) -> bool:
    said = words(clause[:_OPENING])
    return not said or is_doing(said[0]) or _BUILDS.match(clause) is not None
