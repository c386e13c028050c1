"""A proposed gold question, and the sentences of a report as the miners read them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from rag.language.script import shadow
from rag.language.sentences import sentence_spans
from rag.types import Level, Place, Report

_OWN = re.compile(r"全[县区市乡镇村省]|[该我][县区市乡镇村省]|(?:^|[,。;:、])[县区市乡镇村](?:里|上|党委|政府|委)")
_LEVELS = "省市县区旗乡镇村"
_HERE = re.compile(rf"(?:^|年)(?P<level>[{_LEVELS}])(?:里|上|党委|政府|委)")
_NO_TITLE = re.compile(
    r"[《》。]|^(?:记者|据|当地时间|北京时间|\d+月)|获悉|正文|讯$"
)  # a lead that stands where a title would
_OF_A_PLACE = re.compile(r"^[一-鿿]{2,6}?(?<![社小园景地山])[省市县区州旗乡镇]")
_TITLE = (6, 36)  # code points a title must have to stand for its report in a question
_SENTENCE = (8, 200)  # code points of a sentence worth asking about


@dataclass(frozen=True, slots=True)
class Proposal:
    """A question with the answer groups, page and sentence that it was mined from; `note` is for who confirms it."""

    kind: str
    question: str
    answers: tuple[tuple[str, ...], ...]
    sources: tuple[str, ...]
    evidence: tuple[str, ...]
    not_answers: tuple[str, ...] = ()
    verdicts: tuple[tuple[str, str], ...] = ()
    note: str = ""


class Reading:
    """One report opened for mining: its shadow, its sentences, and how a question may name what it is about."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.shadow = shadow(report.text)
        self.title = shadow(report.title).strip()

    @cached_property
    def sentences(self) -> list[str]:
        """The sentences of the body, as shadows."""
        start, end = self.report.body
        spans = [span for span in sentence_spans(self.report.text) if start <= span[0] < end]
        texts = [self.shadow[slice(*span)] for span in spans]
        return [text for text in texts if _SENTENCE[0] <= len(text) <= _SENTENCE[1]]

    @property
    def place(self) -> Place | None:
        """The smallest place whose report it is."""
        return self.report.places[-1] if self.report.places else None

    def subject(self, sentence: str) -> str | None:
        """The name to put before what the sentence tells: the report's own place if the sentence speaks of it, else
        the report by its title; None where neither is known."""
        place = self.place
        if place and (place.name in self.title or place.name in sentence or _OWN.search(sentence)):
            return place.name if place.level is not Level.VILLAGE else _with_parent(self.report)
        return f"《{self.title}》一文中，" if self.has_title else None

    @property
    def has_title(self) -> bool:
        """Whether the report has a headline that can stand for it, not the lead of a page without one."""
        return _TITLE[0] <= len(self.title) <= _TITLE[1] and not _NO_TITLE.search(self.title)


def _with_parent(report: Report) -> str:
    return "".join(place.name for place in report.places[-2:])


def joined(subject: str, said: str) -> str:
    """Subject and predicate as one text, the subject said once.

    >>> joined("石漱镇", "镇党委书记"), joined("石漱镇", "镇长"), joined("砚川县", "全县整修山塘")
    ('石漱镇党委书记', '石漱镇镇长', '砚川县整修山塘')
    """
    if subject.endswith("，"):
        return subject + said
    said = re.sub(rf"^[全该我][{_LEVELS}]", "", said)
    if subject in said or _OF_A_PLACE.match(said):
        return said
    if said[:1] == subject[-1:] and said[:1] in _LEVELS and said[1:2] != "长":
        said = said[1:]
    return subject + said


def of_another(subject: str, said: str) -> bool:
    """Whether what is said keeps a subject of its own, which that before it is not: joined, they are nonsense.

    >>> of_another("砚川县", "区里投资"), of_another("砚川县", "县里投资"), of_another("《灯会》一文中，", "区里投资")
    (True, False, False)
    """
    own = None if subject.endswith("，") else _HERE.search(said)
    return own is not None and own["level"] != subject[-1:]


def clauses(sentence: str) -> Iterator[str]:
    """The stretches between commas, stops and colons."""
    for clause in re.split(r"[,。;:!?—\n]", sentence):
        if clause.strip():
            yield clause.strip()
