"""The heading of an item: the line, or the opening of a paragraph, that names the place of what follows it.

    一、清溪县白云镇 (2024-07-08)    ■ 清溪县白云镇    清溪县白云镇:    a line of its own
    【清溪县白云镇】8月4日…    ◆清溪县:连日来…    清溪县白云镇河口村——“我…    before its text
    白云镇组织外出学习    a headline, where the text under it names the town
    另讯:清溪县白云镇…    one more piece of news

Known by form alone, on the shadow. Left out: whose report comes of it (`ownership.py`).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from rag.language.regex import regex
from rag.reports.place_words import common, wholly_common
from rag.types import Span


class Form(StrEnum):
    """How a heading is marked. The items of one page are marked alike."""

    NUMBER = "number"
    BULLET = "bullet"
    BRACKET = "bracket"
    MARK = "mark"  # a colon or a dash behind the name
    BARE = "bare"


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of an item in its line: `place` is the span of the whole name, `note` that of a bracket behind it (day,
    writer), `is_line` whether nothing else stands there. `chain` has the names, largest first (清溪县, 白云镇)."""

    place: Span
    chain: tuple[str, ...]
    form: Form
    note: Span | None
    is_line: bool

    @property
    def is_large(self) -> bool:
        """Whether what follows is of a county or larger place."""
        return self.chain[-1][-1] in _LARGE_ENDINGS

    @property
    def is_village_alone(self) -> bool:
        """Whether a village is named without what it lies in."""
        return len(self.chain) == 1 and self.chain[0].endswith(_VILLAGE_ENDINGS)


_LARGE_ENDINGS = "省市州盟县区旗"
_VILLAGE_ENDINGS = ("村", "社区", "嘎查")
_MARKED = regex(
    r"(?P<number>[(（]?(?:[一二三四五六七八九十]{1,3}|\d{1,2})[)）、.．,:]\s*|[①-⑳㈠-㈩]\s*|其[一二三四五六七]\s*[:、]\s*)"
    r"|(?P<bullet>[·•■◆●▲★☆□◇▶►◎○※▪◼✦*]+\s*)"
)
_HAN = "[㐀-鿿]"
_LARGE = rf"(?:{_HAN}{{2,10}}?(?:自治[区州县旗]|省|市|地区|[州盟县旗](?![市区])|区)|{_HAN}县(?![市区]))"
_TOWN = rf"{_HAN}{{1,9}}?(?:街道(?:办事处)?|苏木|[镇乡])"
_VILLAGE = rf"{_HAN}{{1,8}}?(?:嘎查|社区|村)"
_CHAIN = regex(rf"(?P<large>(?:{_LARGE}){{0,3}})(?P<town>(?:{_TOWN})?)(?P<village>(?:{_VILLAGE})?)(?!{_HAN})")
_PART = regex(rf"{_LARGE}")
_NOTE = regex(r"\s*\((?P<note>[^()]{2,40})\)\s*")
_MARK = regex(r"\s*(?::|—{1,3}|-{2,3}|–)\s*")
_LONGEST = 32  # code points of the name in a heading
# A name, though 集镇 is an everyday word.
_MARKET = regex(r"(?![小各个新老农乡全本该我两城集中大])[一-鿿]{1,3}[集市场村]镇")
# Words that slogans put before an ending: 生态立县, 旅游兴镇. Four characters, no larger place before them.
_SLOGAN = regex(r"[一-鿿]{2}[强兴立富活靓旺治稳惠振促带][镇乡县市区村]")
# Parts of a park or of a work: 种植区, 牵头区县, 试点镇.
_ZONE = regex(
    r".{0,2}(?:种植|养殖|核心|示范|责任|试验|加工|展示|服务|功能|开发|办公|居住|仓储|园|景|库|灾|片|牵头|试点|联系|帮扶|强化|建强).{0,2}"
    r"(?:[区县镇乡村]|社区)"
)
_TITLE = regex(rf"(?:{_HAN}{{2,5}}?[县市区旗])?(?P<town>(?![全各本我该两城乡]){_HAN}{{1,5}}?[镇乡]|{_HAN}{{2,5}}?街道)")
_ALSO = regex(
    rf"(?:又|另)(?:讯|电)\s*[:,]?\s*(?:\([^()]{{2,40}}\))?\s*(?:[^,:。]{{0,14}}?[日时晚][,:]?)?(?:{_LARGE}){{0,2}}(?P<last>{_TOWN}|{_LARGE})"
)


def heading_of(line: str) -> Heading | None:
    """The heading that a line (a shadow) is or opens with.

    >>> heading_of("三、清溪县白云镇 (李明)").chain
    ('清溪县', '白云镇')
    >>> heading_of("【白云镇】8月4日,镇里修了路。").is_line
    False
    >>> heading_of("三、加强领导"), heading_of("示范村:连日来…")
    (None, None)
    """
    lead = _MARKED.match(line)
    start = lead.end() if lead else 0
    bracket = line[start : start + 1] in ("【", "[")
    named = _named(line, start + bracket)
    if named is None:
        return None
    place, chain = named
    end = place[1]
    if bracket:
        if line[end : end + 1] not in ("】", "]"):
            return None
        end += 1
    note = _NOTE.match(line, end)
    end = note.end() if note else end
    mark = _MARK.match(line, end)
    end = mark.end() if mark else end
    is_line = end == len(line)
    if not is_line and not (bracket or mark or (note and lead)):
        return None
    marked = Form.NUMBER if lead and lead["number"] else Form.BULLET if lead else None
    form = marked or (Form.BRACKET if bracket else Form.MARK if mark else Form.BARE)
    return Heading(place, chain, form, note.span("note") if note else None, is_line)


def _named(line: str, start: int) -> tuple[Span, tuple[str, ...]] | None:
    """The name that stands at `start` up to the end of its Han characters, with its parts."""
    match = _CHAIN.match(line, start, start + _LONGEST)
    if match is None or match.end() == start:
        return None
    parts = (*(part.group() for part in _PART.finditer(match["large"])), match["town"], match["village"])
    chain = tuple(part for part in parts if part)
    # Behind a larger place an ending like an everyday word's is a name's (临泉县|老集镇).
    is_name = _is_name(chain[0]) and not any(map(wholly_common, chain[1:]))
    if not is_name or (len(chain) == 1 and (_SLOGAN.fullmatch(chain[0]) or _ZONE.fullmatch(chain[0]))):
        return None
    return match.span(), chain


def _is_name(part: str) -> bool:
    return not common(part) or _MARKET.fullmatch(part) is not None


def town_of_title(title: str, text: str) -> str | None:
    """The town that opens an item's headline, where its text names it too; both are shadows.

    >>> town_of_title("白云镇组织外出学习", "8月,清溪县白云镇组织20人前往…。")
    '白云镇'
    """
    found = _TITLE.match(title)
    return found["town"] if found and found["town"] in text and _is_name(found["town"]) else None


def is_more_news(line: str) -> bool:
    """Whether a paragraph (a shadow) is one more piece of news, of a place that it names first: 另讯:清溪县…"""
    found = _ALSO.match(line)
    return found is not None and _is_name(found["last"])


def heading_above(before: str) -> Heading | None:
    """The heading on a line of its own that still holds where the text `before` (a shadow) ends; its spans in `before`.

    It holds to the next heading, of places or not; below prose any short line is one.
    """
    held: Heading | None = None
    is_prose = False
    at = 0
    for line in before.split("\n")[:-1]:
        found = heading_of(line)
        if found is not None and found.is_line and found.form is not Form.BARE:
            held, is_prose = _moved(found, at), False
        elif found is not None or _MARKED.match(line) or (is_prose and _is_short(line)):
            held = None
        is_prose = not _is_short(line)
        at += len(line) + 1
    return held


def without_headings(text: str) -> str:
    """A text (a shadow) whose lines open with the names of several places, without these names: it is of none of them.

    >>> without_headings("青石镇:修路。\\n白云镇:种树。")
    '修路。\\n种树。'
    """
    lines = text.split("\n")
    found = [heading_of(line) for line in lines]
    if len({one.chain for one in found if one is not None and one.form is not Form.BARE}) < 2:
        return text
    rest = (
        line[one.place[1] :].lstrip(":】 ") if one is not None else line for line, one in zip(lines, found, strict=True)
    )
    return "\n".join(rest)


def _moved(found: Heading, by: int) -> Heading:
    note = (found.note[0] + by, found.note[1] + by) if found.note else None
    return Heading((found.place[0] + by, found.place[1] + by), found.chain, found.form, note, found.is_line)


_SHORT = 24  # code points; a line without a stop that is longer is no heading


def _is_short(line: str) -> bool:
    return len(line) <= _SHORT and "。" not in line
