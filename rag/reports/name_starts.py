"""Where a name that no list knows may begin, given where it ends: 走进|柳溪镇, 柳溪镇|时务村, 乌兰苏木|伊和乌素嘎查.

Pure functions on the shadow of a text. Left out: where a name may end, and what only looks like one (`place_words.py`).
"""

from __future__ import annotations

from rag.language.rarity import count, is_doing, is_verb, rarity
from rag.language.regex import regex
from rag.reports.place_words import CUT, acts, common, ends_cleanly, governs_landform

_LONGEST_STEM = 8  # Han characters of a name before its ending
_BEHIND_A_PLACE = regex("[时月日会能名同][一-鿿]{1,2}")
_NO_EVERYDAY_WORD = 0.8  # rarity: 时务 .93, 时任 .72, 同时 .2
_TRANSLITERATED = regex(  # of Uyghur, Kazakh, Mongolian and Tibetan names: 阿克切克勒
    "[阿克切勒尔吐木依巴买提拉热合曼江斯坦加尼哈孜卡库其格图苏米夏比亚布乌玛萨艾海塔什贝沙汗别里麻扎托乎鲁帕协恰奇玉英也特甫普吉仁旺堆嘎次松多宗洛措]{5,8}"
)
_OF_VILLAGES = regex("规民约|级|集体|经济|务公开|企业")
_TO_HERDERS = regex("苏木|[旗镇在到对把由从的了至给被让是等进]|(?<=嘎查)[和与及]")
_NUMBERED = regex("(?![等有共各前后达近余及和与的为含管辖超仅约])[一-鿿][一二三四五六七八九十]村")
_LEADS = "到在去赴从向对由让使把被给为与和同跟据按以经将自如像各该本我全某每两几多"  # to a village, or to any
_A_WORD = 10  # times in the dictionary's corpus from which a stem may be what a village is (贫困, 文明)
_NO_VILLAGE = "和与及同跟或的之中内外里上下前后有无多少两双几大小农山为因以从对向到"
_STREET = regex(r"[市县区]([一-鿿]{2,3})$")


def stems(text: str, low: int, ending: int) -> list[int]:
    """Where a name unknown to every list may begin, likeliest first: its ending is at `ending`, nothing before `low`.

    Two to four Han characters, after the last word that joins or introduces names; before a soft one as second guess.
    Directly behind another place a name may open like a word (走马镇|时务村), and one in transliteration is longer.
    """
    start = ending
    while start > max(low, ending - _LONGEST_STEM) and "一" <= text[start - 1] <= "鿿":
        start -= 1
    return (_herders_stems if text.startswith("嘎查", ending) else _stems_behind)(text, (low, start), ending)


def _herders_stems(text: str, since: tuple[int, int], ending: int) -> list[int]:
    """Where a 嘎查's name begins. No word of Chinese ends it: 和 and 日 are of the name (伊和乌素, 额日和图敖包)."""
    start = max((cut.end() for cut in _TO_HERDERS.finditer(text, since[1], ending)), default=since[1])
    is_word = is_doing(text[start:ending]) or common(text[start : ending + 2])
    return [start] if ending - start >= 2 and not is_word else []


def _stems_behind(text: str, since: tuple[int, int], ending: int) -> list[int]:
    low, start = since
    readings = (_opens_like_a_word, _is_one_character, _has_a_number, _is_in_a_row)
    if start == low > 0 and any(reads(text, start, ending) for reads in readings):
        return [start]
    if 2 <= ending - start <= 3 and text[start] not in _LEADS and acts(text, start, ending + 1):
        return [] if common(text[start : ending + 1]) else [start]  # (|过店子村|党总支)
    cuts = [(match.end(), match.lastgroup is not None) for match in CUT.finditer(text, start, ending)]
    if any(is_hard and cut == ending for cut, is_hard in cuts):
        return []  # (在|镇), (由|县): the ending is a word of its own
    hard = max(
        (cut for cut, is_hard in cuts if is_hard),
        default=start if start == low or ending - start < _LONGEST_STEM else -1,
    )
    places = [cut for cut in dict.fromkeys([start, *(cut for cut, _ in cuts)]) if cut >= hard >= 0]
    if any(_does_something(text, at, ending) for at in places):
        return []
    if any(common(text[at : ending + 1]) for at in places) and not governs_landform(text, ending + 1):
        return []
    return [at for at in reversed(places) if 2 <= ending - at <= 4 or _TRANSLITERATED.fullmatch(text, at, ending)]


def _does_something(text: str, start: int, ending: int) -> bool:
    """Whether what stands before 村 is the verb of a longer thing that a village does or has:
    (铁岭村|采取|村经济合作组织), not (砚坪镇|完善村|种茶)."""
    if text[ending] != "村" or ending - start != 2 or not is_verb(text[start:ending]):
        return False
    is_of_a_village = text[start - 1 : start] == "村" and not ends_cleanly(text, ending + 1)
    return is_of_a_village or _OF_VILLAGES.match(text, ending + 1) is not None


def _is_one_character(text: str, start: int, ending: int) -> bool:
    """Whether one character stands between another place and 村, and is a name: (南木乡|江村), not (各镇|驻村)."""
    char = text[start]
    is_word = common(text[start : ending + 1]) or is_verb(char) or char in _NO_VILLAGE
    return ending - start == 1 and text[ending] == "村" and ends_cleanly(text, ending + 1) and not is_word


def _is_in_a_row(text: str, start: int, ending: int) -> bool:
    """Whether a village of two characters and its ending stands between its town and a mark, whatever words its end is
    like: (古城镇|四联村|、), not (古城镇|贫困村|、)."""
    stem = text[start:ending]
    is_closed = text[ending] == "村" and text[ending + 1 : ending + 2] in ("、", "等", "和", "及", "。", ";")
    return is_closed and len(stem) == 2 and count(stem) < _A_WORD


def _has_a_number(text: str, start: int, ending: int) -> bool:
    """Whether a village's name behind another place ends in a number: (刁窝镇|刁四村|村民), not (刁窝镇|等四村)."""
    end = ending + 1
    follows = ends_cleanly(text, end) or text.startswith(("村民", "村委"), end)
    return _NUMBERED.fullmatch(text, start, end) is not None and follows


def street_start(text: str, low: int, ending: int) -> int | None:
    """Where the short name of a 街道 begins, its 街 at `ending`: it stands behind its district (新洲区|汪集街)."""
    found = _STREET.search(text[max(ending - 4, 0) : ending])
    start = ending - len(found[1]) if found else -1
    return start if start >= low and not common(text[start : ending + 1]) else None


def _opens_like_a_word(text: str, start: int, ending: int) -> bool:
    """Whether a village's name fills what stands behind another place though it opens like a word, being none."""
    is_village = text[ending] == "村" and ends_cleanly(text, ending + 1) and not common(text[start : ending + 1])
    opens_so = _BEHIND_A_PLACE.fullmatch(text, start, ending) is not None
    return is_village and opens_so and rarity(text[start:ending]) >= _NO_EVERYDAY_WORD
