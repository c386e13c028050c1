"""Towns that no list knows, where a sentence of a larger place's report makes them its subject."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rag.language.rarity import count, is_doing, rarity
from rag.language.regex import regex
from rag.language.spans import overlaps
from rag.reports.place_words import common, is_quoted, without_opening
from rag.types import Level, Place, Report, Span

# What may stand before a town's name at the head of a clause and is no part of it.
_LEADS = (
    "包括 涵盖 涉及 分别为 只剩 只有 唯有 仅有 唯独 独有 单单 偏偏 就连 其中 还有 另有 除了 的有"
    " 不论是 无论是 不管是 还是 以及 尤其是 特别是 例如 比如 譬如"
    " 按照 根据 依据 围绕 针对 结合 依托 通过 关于 对于 随着 为了 经过 凡是"
    " 所有 全部 其他 有的 参加 组织 支持 帮助 推动 加快 鼓励 引导 带动"
    " 如今 目前 现在 眼下"
    " 近日 日前 今年 去年 近年来 随后 接着 同时 后来 不久 至于 走遍 走进 来到 深入"
    " 借鉴 学习 参照 仿照 仿效 效仿 走访 考察 参观 观摩 赶赴 前往 取经"
    " 放在 设在 落户 落地 扩大到 推广到 延伸到 复制到 表彰了 点名 要求 安排"
    " 先是 后是 再是 然后是 也是 更是 就是 正是 要数 首推 当数 就数 站是 步是 前有 后有 的是 分别是"
).split()
_BEFORE_NAME = "|".join(f"(?<={lead})" for lead in (*_LEADS, *"的继对而让把像至将"))
_NO_FIRST = "以全该各本我此这那每某有两几多在由和与及如像到一二三四五六七八九十继对而但让把被据给比因自等就是今"
# A name on no list: it opens a clause or stands behind one of these words, and no noun is made of it (乡镇干部, 镇村).
_UNLISTED = regex(
    rf"(?:(?<=^)|(?<=[,，。;；:：、“和与及在由是如像除到以])|{_BEFORE_NAME})(?P<name>(?!{'|'.join(_LEADS)}|除)"
    rf"(?![{_NO_FIRST}])[一-鿿]{{2,4}}?(?:镇|乡|街道))(?![镇乡村长民级里域企区容貌上下内外办居风道情亲愁土贤音])"
)
_TOWARDS = "向往去赴对给从经至驻为将和与"
# The first of a row of full names, behind the verb that the row is the object of: (已建成|砚坪镇、石泉镇大棚菜), also
# where each has a part named with it (治理|砚坪镇柳家、石泉镇北站等8处涝片).
_FIRST_OF_A_ROW = regex(r"(?P<run>[一-鿿]{4,6}?(?:镇|乡|街道))(?P<joined>[和与及]|[一-鿿]{0,4}、)")
_LED_BY = frozenset("了着过到在成起入")
_SHORTEST_STEM, _LONGEST_STEM = 2, 3  # characters of such a town's name before its ending
_OF_NO_VERB = 0.8  # rarity of a stem that is rather a name than a word of the language


def with_unlisted_towns(sentence: str, found: list[tuple[Span, Place]], report: Report) -> list[tuple[Span, Place]]:
    """In a report of a larger place: towns that no list knows, too, where the sentence makes them its subject.

    A listed name inside such a name (|溱寨乡 in 漪|溱寨乡) gives way to it.
    """
    within = (*report.places[-1].within, report.places[-1].name) if report.places else ()
    for span in _names(sentence, [span for span, place in found if place.level is Level.TOWN]):
        name = sentence[slice(*span)]
        if name[0] in f"{_NO_FIRST}了":  # (吸引|了该镇)
            continue
        if (
            common(name)
            or is_quoted(sentence, *span)
            or any(start <= span[0] and span[1] <= end for (start, end), _ in found)
        ):
            continue
        if name[0] in _TOWARDS and any(other == (span[0] + 1, span[1]) for other, _ in found):
            continue  # 向|南窖乡
        if overlaps(span, (other for other, _ in found if other[1] != span[1])):
            continue
        found = [item for item in found if not (span[0] <= item[0][0] and item[0][1] <= span[1])]
        found.append((span, Place(name, Level.TOWN, within=within)))
    return sorted(found, key=lambda item: item[0])


def with_neighbours(sentence: str, known: Sequence[tuple[Span, Place]], report: Report) -> list[tuple[Span, Place]]:
    """The places known, and of the towns that no list knows those that stand in a row with one of them
    (包括|秀林乡|、新城乡)."""
    ends, starts = {span[1] for span, _ in known}, {span[0] for span, _ in known}
    row = [
        (span, place)
        for span, place in with_unlisted_towns(sentence, list(known), report)
        if (sentence[span[1] : span[1] + 1] == "、" and span[1] + 1 in starts)
        or (sentence[span[0] - 1 : span[0]] == "、" and span[0] - 1 in ends)
    ]
    return sorted({*known, *row}, key=lambda item: item[0])


def _names(sentence: str, towns: Sequence[Span]) -> Iterator[Span]:
    """Where names that no list knows stand: by what stands before them, as the first of a row of towns, or because the
    sentence shows the name as one elsewhere."""
    spans = [_without_verb(sentence, match.span("name")) for match in _UNLISTED.finditer(sentence)]
    yield from spans
    for match in _FIRST_OF_A_ROW.finditer(sentence):
        (start, end), next_one = match.span("run"), match.end("joined")
        if not any(town[0] == next_one for town in (*towns, *spans)) or overlaps((end - 1, end), (*towns, *spans)):
            continue
        known = [
            at for at in range(start + 1, end - 2) if any(sentence[at:end] == sentence[slice(*it)] for it in spans)
        ]
        first = known[0] if known else _behind_a_verb(sentence, start, end)
        if first is not None:
            yield first, end


def _without_verb(sentence: str, span: Span) -> Span:
    """A name that opens a clause, without the verb that does: (|建成砚坪镇), stems of four characters being rare."""
    start, end = span
    is_long = end - start - (2 if sentence[end - 1] == "道" else 1) > _LONGEST_STEM
    return without_opening(sentence, span) if is_long else span


def _behind_a_verb(sentence: str, low: int, end: int) -> int | None:
    """Where a town's name starts that ends at `end`, directly behind a verb: (建成|砚坪镇)."""
    stem_end = end - (2 if sentence[end - 1] == "道" else 1)
    for start in range(stem_end - _LONGEST_STEM, stem_end - _SHORTEST_STEM + 1):
        stem, before = sentence[start:stem_end], sentence[max(start - 2, 0) : start]
        is_name = not count(stem) or rarity(stem) >= _OF_NO_VERB
        if start > low and is_name and (before[-1:] in _LED_BY or is_doing(before)):
            return start
    return None
