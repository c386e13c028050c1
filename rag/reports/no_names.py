"""What only looks like a place's name: how many of a kind (所有|村, 部分|镇), and what is done (上报给|村委会).

Rules on shadows, by the dictionary's parts of speech. Left out: everyday words that end as names do (`place_words.py`).
"""

from __future__ import annotations

from rag.language.rarity import count, is_verb
from rag.language.regex import regex

_SO_MANY = regex(
    r"(?:所有|全部|各个|部分|若干|其[他它余]|许多|不少|多数|少数|个别|[一有]些|有的|任何)[镇乡县区市村](?:$|(?=街))"
)
_TO = "给到于向对在把为与和跟同往"  # behind a verb, what is done is done to somebody
# What an office does, before the level that does it: 实行镇统筹、村分类.
_GOVERNING = frozenset(
    "实行 采取 采用 形成 建立 构建 健全 完善 落实 压实 推行 要求 组织 召开 督促 指导 协调 通过 依托 按照 结合"
    " 立足 围绕 聚焦 紧扣 盘活 整合 覆盖 辐射 惠及 依靠 借助 涉及 遍及 深入 走进 来到 下沉 包联 进驻 选派 派驻".split()
)
_FOR = "为把将让使"  # before a verb, what is to be done to it: 为壮大|村集体
_COMMON = 100  # times there, of what is done with 为: 壮大; no name has 为 and a word so common
_EVERYDAY = 2_000  # times in the dictionary's corpus: 高度, 积极, 大力; names open rarer (新华, 红旗)


def is_no_name(name: str) -> bool:
    """Whether a stretch with the ending of a place is none: it counts places, or tells a doing.

    A name may be a verb (团结村) and hold one (新联合村), but not an adverb and a verb, nor a verb and 给.

    >>> [name for name in ("所有村", "上报给村", "立足镇", "为壮大村", "团结村", "新联合村") if not is_no_name(name)]
    ['团结村', '新联合村']
    """
    stem = name[:-1]
    if _SO_MANY.search(name) or stem in _GOVERNING:
        return True
    if len(stem) == 3:
        return (is_verb(stem[:2]) and stem[2] in _TO) or (stem[0] in _FOR and count(stem[1:]) >= _COMMON)
    return len(stem) == 4 and is_verb(stem[2:]) and count(stem[:2]) >= _EVERYDAY and not is_verb(stem[:2])
