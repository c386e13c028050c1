"""Questions about what reports write in quotation marks: what it is, and which places did it.

Lists are proposed from the product's own answer, since only the whole pile has them. Who confirms one looks for places
that are missing, not only at those that stand there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from eval.drafting.proposal import Proposal, Reading
from eval.gold.folding import fold
from rag.language.names import HEADS, quoted_names
from rag.library import Library
from rag.types import Answer, Verdict

_HEAD = "(?:活动|工程|行动|机制|制度|模式|工作法)?"
_NAME = r"“(?P<name>[^“”\n]{2,12})”"
_DEFINED = (
    re.compile(rf"(?:所谓)?{_NAME}{_HEAD},?(?:就是|是指|指的是|即(?![使将便时日]))(?P<parts>[^。;]{{6,120}})[。;]"),
    re.compile(rf"{_NAME}{_HEAD},是(?P<parts>[^。;]{{2,40}}、[^。;]{{2,80}})[。;]"),
    re.compile(rf"{_NAME}{_HEAD}\((?:即)?:?(?P<parts>[^()]{{2,40}}、[^()]{{2,80}})\)"),
    re.compile(rf"以[“]?(?P<parts>[^。]{{6,200}}?)[”]?为(?:主要|基本|核心)?内容的{_NAME}"),
)
_PROGRAMME = re.compile(r"(?:开展|实施|推行|推进|启动|建立|落实|实行|推广)[^,。;]{0,8}$")
_NOT_A_MEANING = re.compile(r"^(?:我们|为了|因为|在|不是|要|从|由|对|把|被|当)|[?!]|吗|[呢的]$")
_LONGEST_PART = 40  # code points; a longer stretch between 、 is not a part but a sentence
_LIST = (2, 40)  # places a proposed list has: one is no list, more nobody checks by hand
_LEAST_PLACES = 2


def definitions(readings: Sequence[Reading], frames: Iterator[str]) -> list[Proposal]:
    """What a quoted name means, once for each name."""
    made: dict[str, Proposal] = {}
    for reading in readings:
        for sentence in reading.sentences:
            for pattern in _DEFINED:
                told = pattern.search(sentence)
                if told is None or told["name"] in made or _NOT_A_MEANING.search(told["parts"]):
                    continue
                asked = next(frames).format(P=told["name"])
                groups = _groups(told["parts"].strip(",: "))
                made[told["name"]] = Proposal(
                    "definition", asked, groups, (reading.report.page,), (fold(sentence).text,)
                )
    return list(made.values())


def _groups(parts: str) -> tuple[tuple[str, ...], ...]:
    """The parts that a meaning is made of, each to be said; or the whole, where it is not a list."""
    mark = next((mark for mark in ";," if mark in parts), "、")
    split = [part.strip("“”") for part in parts.split(mark)]
    if len(split) > 1 and all(2 <= len(part) <= _LONGEST_PART for part in split):
        return tuple((part,) for part in split)
    return ((parts,),)


def lists(readings: Sequence[Reading], library: Library, frames: Iterator[str]) -> Iterator[Proposal]:
    """Which places did what is named, for names that several places' reports tie to a doing; made as they are taken."""
    places: dict[str, set[str]] = {}
    for reading in readings:
        for name in quoted_names(reading.report.text):
            if reading.place and _is_programme(name, reading.shadow):
                places.setdefault(name, set()).add(reading.place.name)
    for name, holders in sorted(places.items(), key=lambda item: (-len(item[1]), item[0])):
        if len(holders) >= _LEAST_PLACES:
            asked = next(frames).format(P=name)
            made = _proposed(library.ask(asked), library)
            if made is not None:
                yield made


def _is_programme(name: str, text: str) -> bool:
    at = text.find(f"“{name}")
    if at < 0:
        return False
    behind = text[at + len(name) + 1 : at + len(name) + 8].lstrip("”")
    return bool(_PROGRAMME.search(text[max(at - 14, 0) : at])) or any(
        HEADS.search(behind[:end]) for end in range(2, min(len(behind), 5) + 1)
    )


def _proposed(answer: Answer, library: Library) -> Proposal | None:
    items = answer.listing.items if answer.listing else ()
    done = [item for item in items if item.verdict is Verdict.DID]
    if not _LIST[0] <= len(done) <= _LIST[1]:
        return None
    pages = {source.n: library.report(source.report_id).page for source in answer.sources}
    numbers = list(dict.fromkeys(n for item in done for n in item.citations))
    others = [item for item in items if item.verdict is not Verdict.DID]
    return Proposal(
        kind="list",
        question=answer.question,
        answers=tuple(((item.parent or "") + item.name, item.name) for item in done),
        sources=tuple(dict.fromkeys(pages[n] for n in numbers)),
        evidence=tuple(dict.fromkeys(fold(one.quote).text for one in answer.citations if one.n in numbers)),
        not_answers=tuple((item.parent or "") + item.name for item in others),
        verdicts=tuple(((item.parent or "") + item.name, item.verdict.value) for item in others),
        note="proposed from the product's own answer: is a place missing?",
    )
