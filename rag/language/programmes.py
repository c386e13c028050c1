"""Programmes that a report names: drives, slogans and schemes, found by how they are written. Pure functions of a text.

A phrase in “” or 《》 is a programme where a noun such as 工程 or 活动 closes it or follows it, where it is a
numeral idiom (双培双带, 三大工程), or where a verb such as 开展 leads to it; a numeral idiom that no dictionary has
is one without marks too. Other quoted phrases (“龙头”, a man's words) are not. `names.py` knows the names a
question may use; this, which are programmes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rag.language.names import LONGEST, SHORTEST, bare, core_name
from rag.language.rarity import count
from rag.language.regex import regex
from rag.language.script import shadow
from rag.types import Span

_NUMERAL = "一二三四五六七八九十两双百千万"
_HEAD = r"(?:专项|主题|教育|创建|实践)*(?:活动|工程|行动|机制|模式|制度|工作法|计划|工作)"
_QUOTED = regex(rf"[“《](?P<name>[^“”《》\n]{{2,24}})[”》](?P<head>{_HEAD})?")
_CLOSED = regex(r"[一-鿿]{2,}(?:活动|工程|行动|机制|模式|制度|工作法|计划)$")
_IDIOM = regex(rf"(?:[{_NUMERAL}][一-鿿]){{2,4}}")
_COUNTED = regex(rf"[一-鿿]{{0,4}}[{_NUMERAL}](?:大|个|项)[一-鿿]{{2,4}}")
_LEADS_TO = regex(
    r"(?:开展|实施|推行|推广|实行|启动|建立|创新|深化|落实|组织|采取|采用|探索|打造|推出|创建|参加)(?:了|的)?(?:以)?[一-鿿、,]{0,8}$"
)
_BARE_IDIOM = regex(rf"(?:[{_NUMERAL}][一-鿿]){{2}}")
_CLOSED_BEHIND = regex(rf"(?P<head>{_HEAD})|(?=[^一-鿿]|$|[的等和与])")
_NOT_NAMES = regex(r"[。!?,;:]|^(?:关于|中华人民共和国)|(?:日报|晚报|通知|意见|决定|方案|办法|条例|规定|报|法)$")
_MEASURES = frozenset("个名次年月日天人户亩元位家只头条项种")  # 三个五个 counts, it names nothing


@dataclass(frozen=True, slots=True)
class Named:
    """A programme as one place of a text names it: `core` for comparison, `spelling` as written, `span` of that."""

    core: str
    spelling: str
    span: Span


def programmes_in(text: str) -> list[Named]:
    """The programmes that a text names, in order.

    >>> [(n.core, n.spelling) for n in programmes_in("开展“雙培雙帶”活動,落实四议两公开,当好“龙头”")]
    [('双培双带', '双培双带活动')]
    """
    read = shadow(text)
    quoted = list(_quoted(read))
    taken = [named.span for named in quoted]
    loose = [named for named in _loose(read) if not any(a < named.span[1] and named.span[0] < b for a, b in taken)]
    return sorted([*quoted, *loose], key=lambda named: named.span)


def _quoted(text: str) -> Iterator[Named]:
    for found in _QUOTED.finditer(text):
        name, head = found["name"], found["head"] or ""
        core = core_name(name)
        if not SHORTEST <= len(core) <= LONGEST or _NOT_NAMES.search(name.strip(",。")) or not _is_han(core):
            continue
        idiom = _IDIOM.fullmatch(core) or _COUNTED.fullmatch(core)
        if head or idiom or _CLOSED.search(bare(name)) or _LEADS_TO.search(text, 0, found.start()):
            yield Named(core, bare(name) + head, found.span())


def _loose(text: str) -> Iterator[Named]:
    """Numeral idioms without marks; a dictionary's words (一心一意) and counts (三个五个) are none."""
    for found in _BARE_IDIOM.finditer(text):
        name = found.group()
        follows = _CLOSED_BEHIND.match(text, found.end())
        counts = any(char in _MEASURES for char in name[1::2])
        if count(name) or counts or not follows or not (follows["head"] or text.count(name) > 1):
            continue
        yield Named(name, name + (follows["head"] or ""), found.span())


def _is_han(core: str) -> bool:
    return sum("一" <= char <= "鿿" for char in core) > 1
