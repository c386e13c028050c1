"""Whether the places and persons of a statement are those of its text: in the cited words, or the report's own.

A place counts under every name it has had, and with the places above it. A person must stand in the cited words or in
the imprint; next to an office only where the text puts them together too. Persons are found by their office, by what
they do (说, 表示), and as words that open with a surname and are in no dictionary: others are not seen.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rag.answers.draft import Proof
from rag.answers.sentences.patterns import offices_held, persons
from rag.language.rarity import count
from rag.language.regex import regex
from rag.language.script import shadow
from rag.lists.whose.short_rows import with_short_names
from rag.search.pile import Pile
from rag.types import Place, Report

_FORM = regex(r"(?=(?P<name>[一-鿿]{2}(?:镇|乡|村|县|街道)))")
# Characters before 镇, 乡, 村 … that make it a common noun: 全镇, 各村, 个乡, 贫困县.
_COMMON = frozenset(
    "名位座条届期家个是全该各本我此这那每多几两些乡镇县市区村城农山新老我们在到和与及的了为对由所有贫困特示范先进试点大小中外边邻近联驻帮驻下进入出"
)
_WRITERS = frozenset(("记者", "作者", "编辑"))  # the offices that an imprint speaks of
_IS_PLACE = regex("[镇乡村县市区](?![长委支])|街道|社区")  # 高远山镇长 is one
_NEAR_OFFICE = 12  # code points between an office and its holder in the text (镇党委副书记、镇长 高远山)


def missing_places(statement: str, proofs: Sequence[Proof], pile: Pile) -> Iterator[str]:
    """Places of the statement that neither the cited words nor the reports' own places name."""
    reports = list({proof.report.id: proof.report for proof in proofs}.values())
    context = tuple(place for report in reports for place in (*report.places, *pile.focus(report.id)))
    read = shadow(statement)
    told = shadow("\n".join([*(proof.quote for proof in proofs), *(report.title for report in reports)]))

    def known() -> Iterator[set[str]]:  # what the text names is read only where the reports' own places do not do
        yield _spellings(context, pile)
        yield _spellings([item.place for item in pile.finder.mentions_of_shadow(told, context)], pile)
        yield _in_rows(told, context, pile)

    spans = []
    for mention in pile.finder.mentions(read, context):
        spans.append(mention.span)
        name = read[slice(*mention.span)]
        if name not in told:
            names = {name, *pile.finder.names(mention.place)}
            if all(map(names.isdisjoint, known())):
                yield name
    for found in _FORM.finditer(read):
        name, start = found["name"], found.start()
        end = start + len(name)
        inside = any(low <= start and end <= high for low, high in spans)
        inside = inside or any(start < low and end == high and name[0] in _COMMON for low, high in spans)  # 是|洋县
        if inside or name in told or _is_common(name):
            continue
        if not any(name in one for names in known() for one in names):
            yield name


def _in_rows(told: str, context: Sequence[Place], pile: Pile) -> set[str]:
    """The names of the rows of short names in a text, each as a list writes it."""
    found = [(item.span, item.place) for item in pile.finder.mentions_of_shadow(told, context)]
    rows = with_short_names(told, found, context, pile.attested, pile.finder.town_of)
    return {place.name for _, place in (*rows, *with_short_names(told, (), (), pile.attested))}


def _is_common(name: str) -> bool:
    return name[1] in _COMMON or count(name) > 0 or (count(name[1:]) > 0 and name[0] in _COMMON)


def _spellings(places: Sequence[Place], pile: Pile) -> set[str]:
    return {
        name
        for place in places
        for name in (*pile.finder.names(place), *place.within, *(place.name, place.present or place.name))
    }


def missing_persons(statement: str, proofs: Sequence[Proof]) -> Iterator[str]:
    """Persons of the statement that the cited words do not name, or name with another office."""
    read = shadow(statement)
    told = shadow("\n".join(proof.quote for proof in proofs))
    reports = {proof.report.id: proof.report for proof in proofs}
    imprint = "\n".join(_imprint(report) for report in reports.values())
    for name in persons(read):
        # 马杜桥 in 马杜桥乡 is no person, and whether the place is held is asked elsewhere.
        if all(_IS_PLACE.match(read, found.end()) for found in re.finditer(re.escape(name), read)):
            continue
        if name not in told and name not in imprint and not (len(name) > 2 and name[:-1] in told):
            yield name
    for office, name in offices_held(read):
        by_imprint = name not in told and name in imprint and office not in _WRITERS
        if by_imprint or (name in told and not _together(office, name, told)):
            yield office + name


def _imprint(report: Report) -> str:
    meta = report.metadata
    return shadow("\n".join([*meta.authors, meta.editor or "", meta.publisher or "", report.title]))


def _together(office: str, name: str, text: str) -> bool:
    if office not in text:
        return True  # another word for it: not for rules to judge
    return any(
        office in text[max(found.start() - _NEAR_OFFICE, 0) : found.end() + _NEAR_OFFICE]
        for found in re.finditer(re.escape(name), text)
    )
