"""Facts that a pile's reports state, read off its sentences to be asked back: figures, dates, offices, names.

The patterns are narrow and the evaluation's own, not the product's: few facts, but such as surely stand there. Left
out: what needs more than one sentence to be understood.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from rag.index.tokenizing import words
from rag.language.rarity import is_verb, rarity
from rag.language.script import shadow
from rag.language.sentences import sentence_spans
from rag.types import Level, Report

TELLING = 0.35  # rarity from which a word says what a figure counts
_UNITS = "万亩|亩|万元|亿元|万头|头|户|人|名|公里|吨|公斤|斤|株|棵|只|家|座|套|条|个|件|场|次|份|口|盏|台"
_FIGURE = re.compile(
    r"(?P<before>[一-鿿]{3,8}?)(?:达到?|为|约|近|已达|共有|共)?(?P<number>\d+(?:\.\d+)?)"
    rf"(?P<unit>{_UNITS})(?![一-鿿]?\d)"
)
_COUNTED = re.compile(
    rf"(?P<verb>[一-鿿]{{2}})了?(?P<number>\d+(?:\.\d+)?)余?(?P<unit>{_UNITS})(?P<thing>[一-鿿]{{2,4}})(?=[,。;、])"
)
_DAY = re.compile(r"(?<![一-鿿\d])(?P<day>(?:(?:19|20)\d\d年)?\d{1,2}月(?:\d{1,2}日)?),?(?P<deed>[一-鿿]{8,24})[,。;]")
OFFICES = (
    "党委书记|党委副书记|镇长|副镇长|乡长|副乡长|村支书|党支部书记|村主任|村委会主任|县长|局长|所长|站长|校长|院长"
)
_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾肖田董袁潘蔡蒋余叶程魏苏吕丁任卢姚沈钟姜"
    "崔谭陆范汪廖"
)
_REPORTING = re.compile("记者|了解|通报|发布|消息|报道|[说称到]$")  # when somebody said so is not what is told
_HOLDER = re.compile(
    rf"(?P<office>{OFFICES})(?P<name>[{_SURNAMES}][一-鿿]{{1,2}})(?=说|介绍|表示|告诉|坦言|算|带|[,、])"
)
_NAMED = re.compile(r"“(?P<name>[一-鿿]{4,8})”")


class FactKind(StrEnum):
    FIGURE = "figure"
    DAY = "day"
    HOLDER = "holder"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class Fact:
    """What a report of a place states. `topic` are the words that say what it is about, `value` what is asked for.

    A figure counts the last word of the topic, in `unit`; a day is that of the deed in `said`; a holder's office stands
    in `said`, a name (of a programme, a place to meet) in both `said` and `value`.
    """

    kind: FactKind
    report: str
    place: str
    topic: tuple[str, ...]
    value: str
    unit: str = ""
    said: str = ""

    @property
    def counted(self) -> str:
        return self.topic[-1]

    @property
    def deed(self) -> tuple[str, str]:
        """(verb, thing) of a figure's topic, verb '' where none opens it."""
        head = self.topic[0] if len(self.topic) > 1 and is_verb(self.topic[0]) else ""
        return head, "".join(self.topic[1:] if head else self.topic)


def facts_of(report: Report) -> Iterator[Fact]:
    """What the body of a place's report states, the first of each topic."""
    if not report.places or report.places[-1].level is Level.PROVINCE:
        return
    place, text = report.places[-1].name, shadow(report.text)
    seen: set[str] = set()
    for span in sentence_spans(text):
        if span[0] < report.body[0]:
            continue
        for fact in _stated(report.id, place, text[slice(*span)]):
            if (fact.said or fact.counted) not in seen:
                seen.add(fact.said or fact.counted)
                yield fact


def _stated(report: str, place: str, sentence: str) -> Iterator[Fact]:
    for found in _FIGURE.finditer(sentence):
        if topic := _telling(words(found["before"])[-2:]):
            yield Fact(FactKind.FIGURE, report, place, topic, found["number"], found["unit"])
    for found in _COUNTED.finditer(sentence):
        cut = (*words(found["verb"]), *words(found["thing"]))
        if len(cut) == 2 and is_verb(cut[0]) and (topic := _telling(cut)):
            yield Fact(FactKind.FIGURE, report, place, topic, found["number"], found["unit"])
    for found in _DAY.finditer(sentence):
        deed = found["deed"].removeprefix(place)
        if not _REPORTING.search(deed):
            yield Fact(FactKind.DAY, report, place, tuple(words(deed)), found["day"], said=deed)
    for found in _HOLDER.finditer(sentence):
        if found["name"][-1] not in "说介表告坦算带":
            yield Fact(FactKind.HOLDER, report, place, (found["office"],), found["name"], said=found["office"])
    for found in _NAMED.finditer(sentence):
        name = found["name"]
        yield Fact(FactKind.NAME, report, place, tuple(words(name)), name, said=name)


def _telling(cut: Sequence[str]) -> tuple[str, ...]:
    """The words of a topic, where the last says what is counted; none where it does not."""
    if not cut or rarity(cut[-1]) < TELLING or is_verb(cut[-1]) or any(_is_no_topic(word) for word in cut):
        return ()
    return tuple(cut)


def _is_no_topic(word: str) -> bool:
    """A single character, or the name of a place, which is no matter of its own."""
    return len(word) < 2 or word[-1] in "省市县区镇乡村"
