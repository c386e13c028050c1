"""Figure questions: a clause that tells one figure of one thing, asked back with the figure taken out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from eval.drafting.proposal import Proposal, Reading, clauses, joined, of_another
from eval.gold.folding import fold
from rag.index.tokenizing import words
from rag.language.rarity import rarity

_UNIT = (
    "平方米|立方米|平方公里|公里|公斤|公顷|千瓦时|千瓦|美元|港元|人次|万元|亿元|元|名|位|人|户|亩|头|只|株|棵|吨|斤|套|座|处|条|家"
    "|所|项|次|场|期|米|件|份|口|辆|个|台|面|张|册|盏|艘|架|架次|班次|种|粒|枚"
)
_FIGURE = re.compile(
    rf"(?P<before>[^\d]*?)(?:近|约|达到|高达|达|共计|总计|共|大约|将近)*"
    rf"(?P<number>\d+(?:\.\d+)?)(?P<scale>[十百千万亿]*)(?:余|多)?(?P<unit>{_UNIT})(?P<after>[一-鿿]{{0,10}})"
)
# What stands before a thing and says when or how surely; the question asks without it.
_LEAD = re.compile(
    r"^(?:截至目前|截至|目前|到目前为止|至今|今年以来|去年以来|一年来|今年|去年|前年|当年|全年|上半年|下半年|本次|此次|当天|当日|现在|如今|"
    r"据统计|据了解|据悉|其中|另外|此外|同时|还|又|已经|已|先后|累计|总共|共计|共有|共|总计|再|也|并|现有|现|就|则|预计)+"
)
# What makes a clause depend on its neighbours, or tell another thing than a plain amount.
_BOUND = re.compile(
    r"每|平均|其中|分别|相比|同比|环比|比上|比去|比前|从|至少|至多|第|各|其余|[我你他她它这那此][^县区市乡镇村]|自己|上述|前者|后者|不到|不足|年|月底|原来|"
    r"只剩|随后|当场|较|请求|购买|最多|最少|最大|最高|凡是|超过|突破|逾|将|拟|力争|打算|计划|争取|到20|[“”\"'《》()（）\[\]]|增长|下降|增加|减少|减产|提高|降低|多出|高出|以上|以下|左右"
)
_YEAR = re.compile(r"(?:19|20)\d\d年")
_DANGLING = re.compile(r"[的在于和与及由向被把用给是对以为有了过着等花需要]$|^[的和与及等]|上?在[一-鿿]{1,4}$")
_MEASURED = re.compile(
    r"面积|产量|产值|存栏|出栏|收入|投资|人口|总产|规模|总额|总量|总数|能力|长度|资金|金额|成本|税收|库容|户数"
)
_LONG_ENOUGH, _WITH_MEASURE = 5, 4  # code points of what is counted, so that a reader knows what is asked
_LONGEST = 18  # beyond it, the clause carries more than one thing
_TELLING = 0.4  # rarity from which a word says what is counted
_ALONE = 0.6  # rarity from which one such word is enough (中药材)
_TRANSFERABLE = 12  # code points: a longer thing belongs to its own report, and asked elsewhere would sound made up


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure told: of what (`thing`, `rest` behind the figure), how much, and by which sentence."""

    reading: Reading
    subject: str
    sentence: str
    thing: str
    rest: str
    amount: str
    unit: str


def figures(readings: Sequence[Reading]) -> list[Figure]:
    """Every figure that a question can be made of; none whose thing is told with two amounts of one subject."""
    found = [figure for reading in readings for figure in _of(reading)]
    amounts: dict[tuple[str, str], set[str]] = {}
    for figure in found:
        amounts.setdefault((figure.subject, figure.thing), set()).add(figure.amount)
    return [figure for figure in found if len(amounts[figure.subject, figure.thing]) == 1]


def _of(reading: Reading) -> Iterator[Figure]:
    for sentence in reading.sentences:
        subject = reading.subject(sentence)
        if subject is None:
            continue
        for clause in clauses(sentence):
            told = _FIGURE.fullmatch(clause)
            if told is None:
                continue
            thing = _LEAD.sub("", _LEAD.sub("", told["before"].strip()))
            if _is_clear(thing, told["after"]) and not of_another(subject, thing):
                amount = clause[told.start("number") : told.end("unit")]
                dated = _YEAR.match(sentence)
                thing = (dated.group() if dated else "") + thing
                yield Figure(reading, subject, sentence, thing, told["after"], amount, told["unit"])


def _is_clear(thing: str, rest: str) -> bool:
    """Whether a stranger would know what is counted."""
    least = _WITH_MEASURE if _MEASURED.search(thing) else _LONG_ENOUGH
    if not least <= len(thing) <= _LONGEST or _BOUND.search(thing + " " + rest) or _DANGLING.search(thing):
        return False
    told = telling(thing)
    return len(told) > 1 or any(rarity(word) >= _ALONE for word in told)


def telling(thing: str) -> list[str]:
    """The words of a thing that say what it is."""
    return [word for word in words(thing) if len(word) > 1 and word[0] != "全" and rarity(word) >= _TELLING]


def question(figure: Figure, frame: str) -> Proposal:
    """`frame` has the slots {W} (subject and thing), {U} the unit and {R} what stands behind the figure."""
    asked = frame.format(W=joined(figure.subject, figure.thing), U=figure.unit, R=figure.rest)
    return Proposal(
        kind="number",
        question=asked,
        answers=(tuple(dict.fromkeys((figure.amount, re.sub("[余多]", "", figure.amount)))),),
        sources=(figure.reading.report.page,),
        evidence=(fold(figure.sentence).text,),
    )


def elsewhere(figure: Figure, others: Sequence[Reading], frame: str) -> Proposal | None:
    """The same asked of a place whose reports have none of its words: a question without an answer."""
    held: dict[str, str] = {}
    for reading in others:
        place = reading.place
        if place and place.level == getattr(figure.reading.place, "level", None):
            held[place.name] = held.get(place.name, "") + reading.shadow
    words_of = telling(figure.thing)
    if len(figure.thing) > _TRANSFERABLE:
        return None
    for name, text in held.items():
        if not any(word in text for word in words_of) and name not in figure.subject and name not in figure.thing:
            thing = figure.thing.removeprefix(figure.subject)
            if of_another(name, thing):
                continue
            asked = frame.format(W=joined(name, thing), U=figure.unit, R=figure.rest)
            note = f"no report of {name} has {'、'.join(words_of)}"
            return Proposal("unanswerable", asked, (), (), (), note=note)
    return None
