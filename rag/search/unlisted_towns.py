"""Towns that no list knows, where a sentence of a larger place's report makes them its subject."""

from __future__ import annotations

from rag.language.regex import regex
from rag.language.spans import overlaps
from rag.reports.place_words import common
from rag.types import Level, Place, Report, Span

# What may stand before a town's name at the head of a clause and is no part of it.
_LEADS = (
    "只有 唯有 仅有 唯独 独有 单单 偏偏 就连 其中 还有 另有 除了 的有"
    " 不论是 无论是 不管是 还是 以及 尤其是 特别是 例如 比如 譬如"
    " 按照 根据 依据 围绕 针对 结合 依托 通过 关于 对于 随着 为了 经过 凡是"
    " 所有 全部 其他 有的 参加 组织 支持 帮助 推动 加快 鼓励 引导 带动"
    " 如今 目前 现在 眼下"
    " 近日 日前 今年 去年 近年来 随后 接着 同时 后来 不久 至于 走遍 走进 来到 深入"
    " 借鉴 学习 参照 仿照 仿效 效仿 走访 考察 参观 观摩 赶赴 前往 取经"
    " 放在 设在 落户 落地 扩大到 推广到 延伸到 复制到 表彰了 点名 要求 安排"
    " 先是 后是 再是 然后是 要数 首推 当数 就数 站是 步是 前有 后有 的是 分别是"
).split()
_BEFORE_NAME = "|".join(f"(?<={lead})" for lead in (*_LEADS, *"的继对而让把像至将"))
_NO_FIRST = "全该各本我此这那每某有两几多在由和与及如像到一二三四五六七八九十继对而但让把被据给比因自等就是今"
# A name on no list: it opens a clause or stands behind one of these words, and no noun is made of it (乡镇干部, 镇村).
_UNLISTED = regex(
    rf"(?:(?<=^)|(?<=[,，。;；:：、“和与及在由是如像除到])|{_BEFORE_NAME})(?P<name>(?!{'|'.join(_LEADS)}|除)"
    rf"(?![{_NO_FIRST}])[一-鿿]{{2,4}}?(?:镇|乡|街道))(?![镇乡村长民级里域企区容貌上下内外办居风道])"
)
_TOWARDS = "向往去赴对给从经至"


def with_unlisted_towns(sentence: str, found: list[tuple[Span, Place]], report: Report) -> list[tuple[Span, Place]]:
    """In a report of a larger place: towns that no list knows, too, where the sentence makes them its subject.

    A listed name inside such a name (|溱寨乡 in 漪|溱寨乡) gives way to it.
    """
    within = (*report.places[-1].within, report.places[-1].name) if report.places else ()
    for match in _UNLISTED.finditer(sentence):
        span, name = match.span("name"), match["name"]
        if common(name) or any(start <= span[0] and span[1] <= end for (start, end), _ in found):
            continue
        if name[0] in _TOWARDS and any(other == (span[0] + 1, span[1]) for other, _ in found):
            continue  # 向|南窖乡
        if overlaps(span, (other for other, _ in found if other[1] != span[1])):
            continue
        found = [item for item in found if not (span[0] <= item[0][0] and item[0][1] <= span[1])]
        found.append((span, Place(name, Level.TOWN, within=within)))
    return sorted(found, key=lambda item: item[0])
