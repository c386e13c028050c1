"""What is told of a larger place as a whole, in the report of one of its parts: 目前,全县|发展核桃12万亩 is no doing of
the town whose page says so.

Rules on shadows. Left out: a county that the report itself is of.
"""

from __future__ import annotations

from collections.abc import Sequence

from rag.language.regex import regex
from rag.language.sentences import sentence_spans
from rag.lists.whose.elsewhere import says_own
from rag.reports.place_reading import RANK, belongs
from rag.reports.places import Mention
from rag.search.pile import Pile
from rag.types import Level, Place, Report, Span

_ALL_TOWNS = r"各个?(?:乡镇|镇街|街镇|镇乡|乡村|乡街|镇办|乡(?!村)|镇|街道)"
# What opens a clause.
_LEAD = r"(?:^|[,;:。!?“(]|[年月日]|[今去前]年|目前|如今|现在|近年来?|截至目前|当前|[已现]|据|让|使)(?:已?在)?"
_NOT_IT = r"(?!率先|第[一二三]|首|最|平均|前|唯一|先进|范围|[镇乡村]|[委长级]|政府|农业农村局)"
_SEEN_AS_WHOLE = {
    Level.TOWN: regex(rf"{_LEAD}(?:[全该我本][县市区旗州省]{_NOT_IT}|{_ALL_TOWNS})"),
    Level.VILLAGE: regex(rf"{_LEAD}(?:[全该我本][县市区旗州省镇乡]{_NOT_IT}|{_ALL_TOWNS}|各村)"),
}  # fmt: skip
_COUNTS_ALL = regex(r"[,;](?:目前|现|已)*[全该本我][县市区旗](?=(?:共|累计|已|现有|总)[^,;。]{0,16}\d)")
_KIND = {"县": Level.COUNTY, "区": Level.COUNTY, "旗": Level.COUNTY, "镇": Level.TOWN, "乡": Level.TOWN}
_OPENS = regex(rf"{_LEAD}$")
_NOT_SUBJECT = regex(
    r"^(?:的|[等与和、及]|[^,;:。]{0,12}(?:记者|通讯员|书记|[县镇区市乡]长|局长|主任|记者站)|[“(]"
    # What its offices and firms do in the town is no doing of all of it.
    r"|[^,;:。的]{0,8}?(?:局|法院|检察院|大队|支队|中队|公司|集团|协会|医院|学校|[大中小]学|银行|电视台|中心|联社|指挥部)"
    r")"
)
_BACK = 3  # sentences of a paragraph read before one that names no place


def told_of_whole(
    pile: Pile, report: Report, text: tuple[str, str], own: Place, at: Span | None = None
) -> Place | None:
    """The larger place that a sentence tells of, where it is not of its report's `own` town or village; `text` and `at`
    as in `elsewhere.told_elsewhere`. Without `at` the sentence goes on about what those before it are about."""
    before, sentence = text
    if own.level not in _SEEN_AS_WHOLE or own.name in sentence:
        return None
    found, is_said = _whole(pile, report, sentence, own, at)
    if found is not None or is_said or at is not None:
        return found
    paragraph = before[before.rfind("\n") + 1 :]
    for span in reversed(sentence_spans(paragraph)[-_BACK:]):
        found, is_said = _whole(pile, report, paragraph[slice(*span)], own, None)
        if found is not None or is_said:
            return found
    return None


def _whole(pile: Pile, report: Report, sentence: str, own: Place, at: Span | None) -> tuple[Place | None, bool]:
    """The larger place a sentence is about, and whether it says of which place it is at all."""
    mentions = pile.finder.mentions_of_shadow(sentence, report.places)
    end = at[0] if at else len(sentence)
    start = max(sentence.rfind(mark, 0, end) for mark in ";。!?") + 1 if at else 0
    if says_own(sentence[:end], own.level) or own.name in sentence:
        return None, True
    if any(RANK[item.place.level] >= RANK[own.level] for item in mentions):
        return None, True
    named = _named_larger(sentence, mentions, own, (start, end))
    if named is not None:
        return named, True
    said = list(_SEEN_AS_WHOLE[own.level].finditer(sentence, start, end))
    if not said and at and own.level is Level.TOWN and not says_own(sentence, own.level):
        # What no town is named for is the county's where a later clause counts all of that: 开展P,…,全县共建基地80个.
        said = list(_COUNTS_ALL.finditer(sentence, end))[:1]
    return (_larger(report, own, said[-1][0]), True) if said else (None, bool(mentions))


def _named_larger(sentence: str, mentions: Sequence[Mention], own: Place, within: Span) -> Place | None:
    """The larger place that opens a clause as its subject: 近年来,|成武县|建设扶贫车间150个."""
    for number, item in reversed(list(enumerate(mentions))):
        first = number
        while first and mentions[first - 1].span[1] == mentions[first].span[0]:
            first -= 1
        opens = _OPENS.search(sentence[: mentions[first].span[0]]) is not None
        inside = within[0] <= item.span[0] and item.span[1] <= within[1]
        is_subject = opens and inside and not _NOT_SUBJECT.match(sentence[item.span[1] :])
        if is_subject and RANK[item.place.level] < RANK[own.level] and belongs(own, item.place):
            return item.place
    return None


def _larger(report: Report, own: Place, said: str) -> Place | None:
    """The place that 全县 or 各乡镇 stands for: one that the report's own lies in."""
    level = _KIND.get(said[-1])
    if "各" in said:
        level = Level.TOWN if said.endswith("各村") else Level.COUNTY
    above = [place for place in report.places if RANK[place.level] < RANK[own.level]]
    return next((place for place in reversed(above) if level in (None, place.level)), None)
