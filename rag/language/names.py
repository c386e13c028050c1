"""Names of programmes, drives and slogans as they are written: in quotation marks, with or without a generic head noun.

A name is compared without punctuation: “升级晋档、科学发展” and “升级晋档,科学发展” are one.
"""

from __future__ import annotations

from rag.language.regex import regex
from rag.language.script import shadow

MARKS = regex(r"[^\w+]+|_")  # the plus sign is part of a name: 党建+, 支部+协会
_QUOTED = regex(r"[“《]([^“”《》\n]{2,24})[”》]")
# Nouns that close the name of a programme and change from page to page: 双培双带活动 = 双培双带工程.
HEADS = regex(r"(?:专项)?(?:主题)?(?:活动|工程|行动|机制|模式|制度|工作法|工作|做法|计划|项目|办法|经验|方案|举措)$")
_ENUMERATED = regex(r"[一-鿿]{0,4}[一二三四五六七八九十两双百千万\d](?:个|大|项)$")
_HAN = regex(r"[一-鿿]")
SHORTEST, LONGEST = 3, 16  # code points of a name: shorter ones are words (“龙头”), longer ones sentences


def bare(text: str) -> str:
    """A shadow without punctuation and white space.

    >>> bare("“升级晋档、科学发展”活动")
    '升级晋档科学发展活动'
    """
    return MARKS.sub("", text)


def core_name(phrase: str) -> str:
    """A programme's name without the generic noun that closes it, where something telling is left.

    >>> core_name("双培双带工程"), core_name("三大工程")
    ('双培双带', '三大工程')
    """
    name = bare(phrase)
    core = HEADS.sub("", name)
    return core if len(core) >= SHORTEST and not _ENUMERATED.fullmatch(core) else name


def quoted_names(text: str) -> set[str]:
    """The names a text quotes, as their cores.

    >>> sorted(quoted_names("落实“雙培雙帶”活動,当好“龙头”"))
    ['双培双带']
    """
    cores = (core_name(found.group(1)) for found in _QUOTED.finditer(shadow(text)))
    return {core for core in cores if SHORTEST <= len(core) <= LONGEST and len(_HAN.findall(core)) > 1}
