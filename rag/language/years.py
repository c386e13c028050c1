"""Which year a statement tells of: the last one named before it in its sentence, 去年 and 次年 read as they stand.

Pure functions of shadows. A year without a word for it stays untold (an empty range): the reader of the report knows.
"""

from __future__ import annotations

import re
from datetime import date

from rag.language.numerals import han_value
from rag.language.regex import regex

_FROM_PUBLISHED = {"前年": -2, "去年": -1, "上年": -1, "今年": 0, "本年": 0, "明年": 1, "来年": 1}
_FROM_LAST = {"当年": 0, "同年": 0, "次年": 1, "翌年": 1, "第二年": 1}
_YEAR = regex(
    r"(?P<year>(?<!\d)(?:19|20)\d\d)(?= ?年|[-/.]\d|[-—~至到](?:19|20)\d\d年)"
    r"|(?P<han>[一二][〇零○一二三四五六七八九]{3})(?=年)"
    r"|(?P<away>(?<![往目眼])前年|去年|上年(?!纪)|今年|本年(?!度?内)|明年|来年)|(?P<after>当年(?!的)|同年(?!级|龄)|次年|翌年|第二年)"
)
_COMPARED = regex(r"(?:[比较]|相比|对比|同比|高于|低于|多于|少于|超过)[一-鿿]{0,2}$")  # 比去年增加 tells of this year
_PRICED = regex(
    r"年?(?:度|的)?(?:平均)?(?:汇率|不变价|可比价|价格计算|口径)"
)  # 按2018年平均汇率计算 tells of the year at hand
_JOINS = regex(r"年?(?:[底末初]|\d{1,2}月(?:份|底)?)?(?:[-—~至到、和与及]+)(?:\d{1,2}月)?")
_SINCE = regex(r"年?(?:\d{1,2}月)?(?:\d{1,2}日)?(?:[底末初])?(?:以来|起(?![步伏])|至今|开始至今|到现在|到目前)")

# Reports that are about one year as a whole, by their title: what they tell without a year is of that one.
_YEARLY = regex(r"(?:公报|总结|工作报告|年报|述职|执行情况|完成情况|工作情况|决算)")
_HEADING = regex(r"(?m)^[ \u3000]*(?:[一二三四五六七八九十]+、|\([一二三四五六七八九十]+\))[^,。;:!?\n]{0,30}$")
# An opening that says of which year all of it is: 2015年,我县经济…; 举行2019年度村级观摩.
_OPENS_WITH = regex(r"[ \u3000]*(?P<year>(?:19|20)\d\d)年(?!以来|起|至|底以来)[^。]{0,30}?[全我本][省市州县区旗镇乡村]")
_OF_A_YEAR = regex(r"(?P<year>(?:19|20)\d\d)年度")


def year_of_report(title: str, before: str) -> int | None:
    """The one year that a section's heading, else the title of a yearly report, sets for what stands behind `before`
    and names none; None where neither does.

    >>> year_of_report("云岭县2015年统计公报", ""), year_of_report("云岭县举行2015年春晚", "")
    (2015, None)
    >>> year_of_report("云岭县政府工作报告", "一、2014年工作回顾\\n全年粮食丰收。\\n")
    2014
    """
    for heading in reversed(_HEADING.findall(before)):
        if (year := _only_year(heading)) is not None:
            return year
    return _only_year(title) if _YEARLY.search(title) else None


def year_of_opening(opening: str) -> int | None:
    """The year that a report's first sentence sets for the rest.

    >>> year_of_opening("2015年,在县委领导下,我县经济平稳发展。"), year_of_opening("2015年,他回到家乡。")
    (2015, None)
    """
    found = _OPENS_WITH.match(opening)
    years = {found["year"]} if found else {one["year"] for one in _OF_A_YEAR.finditer(opening)}
    return int(years.pop()) if len(years) == 1 else None


def _only_year(text: str) -> int | None:
    years = {int(found["year"]) for found in _YEAR.finditer(text) if found["year"]}
    return years.pop() if len(years) == 1 else None


def year_told(text: str, at: int, published: date | None, before: str = "") -> range:
    """The years that the statement at `at` of a sentence's shadow tells of, by the words for them in front of it; empty
    where none stands there. `before`: what goes before the sentence, for 次年.

    >>> year_told("去年出栏1.2万头,今年上半年8000头", 4, date(2014, 7, 19))
    range(2013, 2014)
    >>> year_told("2012年启动,次年修路12公里", 12, None), year_told("比去年增加3户", 5, date(2014, 1, 1))
    (range(2013, 2014), range(0, 0))
    """
    told: list[tuple[re.Match[str], int]] = []
    last = _last_year(before, published)
    for found in _YEAR.finditer(text, 0, at):
        year = _resolved(found, published, last)
        if year is None:
            continue
        last = year
        if not _COMPARED.search(text[: found.start()]) and not _PRICED.match(text, found.end()):
            told.append((found, year))
    if not told:
        return range(0)
    first, end = told[-1][1], told[-1][1]
    if len(told) > 1 and _JOINS.fullmatch(text, told[-2][0].end(), told[-1][0].start()):
        first = min(told[-2][1], end)
    if published and _SINCE.match(text, told[-1][0].end()):
        end = max(published.year, end)
    return range(first, end + 1)


def _last_year(before: str, published: date | None) -> int | None:
    last = None
    for found in _YEAR.finditer(before):
        last = _resolved(found, published, last) or last
    return last


def _resolved(found: re.Match[str], published: date | None, last: int | None) -> int | None:
    if found["year"]:
        return int(found["year"])
    if found["han"]:
        value = han_value(found["han"])
        return None if value is None else int(value)
    if found["away"]:
        return published.year + _FROM_PUBLISHED[found["away"]] if published else None
    base = last if last is not None else (published.year if published and found["after"] == "当年" else None)
    return base + _FROM_LAST[found["after"]] if base is not None else None
