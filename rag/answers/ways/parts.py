"""The parts of a named whole, where a report tells them one by one.

As quoted names of one kind (“…工程” of 五大工程), as the clauses that a numeral idiom counts (三定三有: 定…, 有…),
as what stands before the name (甲、乙、丙“三大工程”), or as 一是…二是…三是…, where these are told to be its
parts. The number must be the one the whole's name says.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from rag.answers.ways.enumeration import COUNTS, ORDER, Part, enumerations, follows_at_once
from rag.index.tokenizing import words
from rag.language.names import bare
from rag.language.rarity import is_doing
from rag.language.regex import regex
from rag.questions.words.terms import Term, locate
from rag.search.pile import Passage

_QUOTED = regex(r"[“《]([^“”《》]{2,30})[”》]")
_HEAD = regex(r"(工程|活动|行动|机制|模式|制度|计划|项目|工作法|平台)$")
_NUMBERS = COUNTS | {"双": 2}
_UNIT = regex(r"([一二三四五六七八九十两双])([一-鿿]{1,2}?)(?=[一二三四五六七八九十两双]|$)")
_COUNTED = regex(r"[一二三四五六七八九十两](?:个|项|大|条)(?P<noun>[一-鿿]{2,4})$")
_CLAUSE = regex(r"[^、,;。:!?\n]+")
_TELLS_PARTS = regex(r"^[”》]?[一-鿿]{0,4}?[”》]?[,，]?(?:是指|指的是|即|就是|包括|分别|内容|主要|——|:)")
_QUOTES = "“”‘’《》() "
_CLOSES = regex(r"[”’]?(?:为(?:主要|基本|核心)?(?:内容|主|重点|目标)?)?的?$")
_OPENS = regex(r"^(?:[—\s-]*(?:即|就是|依次为|分别[是为]|包括|是指|是(?!否)))+")
_HALF = regex(
    r"^(?:所谓)?[“‘]?[一二三四五六七八九十两双][一-鿿]{1,2}[”’]?(?:(?:即|就是|是指|指的?是|是)(?!否)|[—-]+|$)"
)
_LEADS = regex(r"实施|开展|推进|推行|落实|抓好|实行|围绕|深化|做好|突出")
_WINDOW = 2  # sentences on either side of the idiom that may hold its clauses


def named_parts(passage: Passage, whole: Term, count: int | None) -> list[Part]:
    """Quoted names with the whole's own head (“…工程” for 五大工程), wherever they stand in the report.

    They are the parts only if there are as many as the whole says; else the list is empty.
    """
    head = _HEAD.search(whole.text)
    if head is None or count is None:
        return []
    parts: dict[str, Part] = {}
    for number in range(len(passage.sentences)):
        for found in _QUOTED.finditer(passage.sentence(number)):
            name = bare(found.group(1))
            if name.endswith(head.group()) and name not in whole.text and whole.text not in name:
                parts.setdefault(name, Part(name, number))
    return list(parts.values()) if len(parts) == count else []


def idiom_parts(passage: Passage, whole: Term) -> list[Part]:
    """The clauses that a numeral idiom counts: 三定三有 → 定工作经费, 有钱办事, 定岗位职责 …

    They stand together, directly before the idiom or behind it, as many for each of its halves as it says; else empty.
    """
    units = _units(whole)
    if not units:
        return []
    for number in range(len(passage.sentences)):
        at = locate(whole, passage.sentence(number))
        if at is None:
            continue
        before = _clauses(passage, range(max(number - _WINDOW, 0), number + 1), (number, 0, at[0]))
        behind = _clauses(
            passage, range(number, min(number + _WINDOW, len(passage.sentences) - 1) + 1), (number, at[1], None)
        )
        for clauses in (before[::-1], behind):
            found = _counting([part for part in clauses if whole.text not in part.name], units)
            if found:
                return sorted(found, key=clauses.index, reverse=clauses is not behind)
    return []


def half_asked(whole: Term, names: Sequence[Term]) -> Term | None:
    """The half of a numeral idiom that is asked for by itself: of 三早五清 the 五清; None where not just one is."""
    halves = {f"{numeral}{key}" for numeral, key in _UNIT.findall(whole.text)} if _units(whole) else set()
    asked = [name for name in names if name.text in halves]
    return asked[0] if len(asked) == 1 else None


def of_half(parts: Sequence[Part], half: Term, question: str) -> list[Part]:
    """The parts of one half of a numeral idiom; without its own word where the question says that: 五清是清哪些."""
    key = half.text[1:]
    said = re.search(rf"{key}(?:的是)?(?:哪|什么)", question) is not None
    own = [part for part in parts if key in part.name]
    return [Part(part.name.removeprefix(key), part.number) if said else part for part in own]


def _units(whole: Term) -> list[tuple[str, int]]:
    """What a numeral idiom counts: 三定三有 → (定, 3), (有, 3); none for another name."""
    found = _UNIT.findall(whole.text)
    if len(found) < 2 or "".join(f"{numeral}{key}" for numeral, key in found) != whole.text:
        return []
    units = [(key, _NUMBERS[numeral]) for numeral, key in found]
    return units if max(count for _, count in units) > 1 else []  # 一带一路 counts nothing


def enumerated_parts(passage: Passage, whole: Term, count: int | None) -> list[Part]:
    """What is enumerated directly before the whole's name: 素质提升、争先创优、激励保障“三大工程”; else empty."""
    if count is None or count < 2:
        return []
    before = re.compile(
        rf"(?P<items>(?:[“‘]?[一-鿿]{{2,10}}[”’]?、){{{count - 1}}}[“‘]?[一-鿿]{{2,10}}[”’]?)等?[“《]?$"
    )
    for number in range(len(passage.sentences)):
        at = locate(whole, passage.sentence(number))
        found = before.search(passage.sentence(number)[: at[0]]) if at else None
        if found:
            first, *others = (item.strip(_QUOTES) for item in found["items"].split("、"))
            first = _LEADS.split(first)[-1]
            return [Part(name, number) for name in (first, *others)] if first else []
    return []


def tailed_parts(passage: Passage, whole: Term) -> list[Part]:
    """What ends as the whole's name counts: of 四个到位 the four clauses that end in 到位 (组织领导到位), wherever they
    stand in the report; else empty."""
    counted = _COUNTED.fullmatch(whole.text)
    if counted is None:
        return []
    ending = re.compile(rf"(?P<part>[一-鿿]{{2,10}}{counted['noun']})(?![一-鿿])")
    found = ((found["part"], number) for number, text in _sentences(passage) for found in ending.finditer(text))
    # Neither the name itself, nor another one like it.
    return _as_many(whole, (Part(name, number) for name, number in found if not _COUNTED.search(name)))


def led_parts(passage: Passage, whole: Term) -> list[Part]:
    """What opens as the whole's name counts: of 四个坚持 the four sentences that open with 坚持 and a few words more
    (坚持党建领航,…); else empty."""
    counted = _COUNTED.fullmatch(whole.text)
    if counted is None:
        return []
    opening = re.compile(rf"(?:[{ORDER}]是|[{ORDER}]、)?(?P<part>{counted['noun']}[一-鿿]{{2,6}})(?![一-鿿])")
    opened = ((opening.match(text), number) for number, text in _sentences(passage))
    return _as_many(whole, (Part(found["part"], number) for found, number in opened if found))


def _sentences(passage: Passage) -> Iterator[tuple[int, str]]:
    return ((number, passage.sentence(number)) for number in range(len(passage.sentences)))


def _as_many(whole: Term, found: Iterable[Part]) -> list[Part]:
    """The parts, each where it is first told, if there are as many as the whole's name says; else none."""
    parts: dict[str, Part] = {}
    for part in found:
        parts.setdefault(part.name, part)
    return list(parts.values()) if len(parts) == _NUMBERS[whole.text[0]] else []


def counts_its_parts(whole: Term) -> bool:
    """Whether a name is a numeral idiom, which says by itself what its parts are called (两站两员)."""
    return bool(_units(whole))


def tells_units(whole: Term, text: str) -> bool:
    """Whether a text that holds a numeral idiom also holds what it counts, each as often: of 两站两员 two 站 and two
    员. True for another name."""
    rest = text.replace(whole.text, "")
    return all(rest.count(key) >= count for key, count in _units(whole))


def _clauses(passage: Passage, numbers: range, cut: tuple[int, int, int | None]) -> list[Part]:
    """The clauses of some sentences, in order; of the one that holds the idiom (`cut`) only the stretch given."""
    found = []
    for number in numbers:
        text = passage.sentence(number)
        if number == cut[0]:
            text = text[cut[1] : cut[2]]
        found += [Part(_plain(clause.group()), number) for clause in _CLAUSE.finditer(text)]
    return [part for part in found if part.name]


def _plain(clause: str) -> str:
    """A clause without what leads to a definition (…以“, “三亮”即) and what closes it (”为主要内容的)."""
    clause = _HALF.sub("", clause.strip()).strip(_QUOTES)
    opened = max(clause.rfind("“"), clause.rfind("以"))
    return _OPENS.sub("", _CLOSES.sub("", clause[opened + 1 :])).strip(_QUOTES)


def _counting(clauses: list[Part], units: list[tuple[str, int]]) -> list[Part]:
    """The nearest clauses that hold each unit's word as often as the idiom says, and not more often in between."""
    found: list[Part] = []
    counts = dict.fromkeys((key for key, _ in units), 0)
    for part in clauses:
        held = [key for key, _ in units if key in part.name]
        for key in held:
            counts[key] += 1
        if held:
            found.append(part)
        if all(counts[key] >= count for key, count in units):
            return found if all(counts[key] == count for key, count in units) else []
    return []


def counted_parts(passage: Passage, whole: Term, count: int | None) -> list[Part]:
    """Items told in order behind the whole's name (一是…;二是…;三是…), as many as it says; else empty.

    Behind a headline's name they are its parts where the whole report enumerates just so many, and behind a name that
    counts no things (not 三大工程, which is told of in steps) where just so many follow at once.
    """
    if count is None or _units(whole):
        return []
    for opening in range(len(passage.sentences)):
        at = locate(whole, passage.sentence(opening))
        if at is None:
            continue
        behind = passage.sentence(opening)[at[1] :]
        in_title = passage.sentences[opening][0] < passage.report.body[0]
        told, headed = _told_as_parts(behind), in_title or (opening == 0 and _heads(behind))
        counts_things = _COUNTED.search(whole.text) is not None
        for told_in_order in enumerations(passage, opening, at[1]):
            parts = list(told_in_order.parts)
            alone = headed or (not counts_things and follows_at_once(passage, opening, told_in_order))
            just_so_many = alone and len(parts) == count
            if len(parts) >= count and (told or just_so_many or _of_kind(whole, parts[:count], passage)):
                return parts[:count]
    return []


def _heads(behind: str) -> bool:
    """Whether a name stands as a headline has it, which text may follow without a stop: “三步走”|营造整洁环境."""
    return any(is_doing(word) for word in words(behind.lstrip("”》")[:6])[:1])


def _told_as_parts(behind: str) -> bool:
    """Whether what stands behind the whole's name says that its parts follow: 包括:, 即, a colon."""
    return _TELLS_PARTS.match(behind) is not None


def _of_kind(whole: Term, parts: list[Part], passage: Passage) -> bool:
    """Whether the items are of the kind that the name counts: 必须 stands in each of 三个必须."""
    noun = _COUNTED.search(whole.text)
    return noun is not None and all(noun["noun"] in passage.sentence(part.number) for part in parts)
