"""A place's page: its reports, what it did, plans or speaks of by programme, its figures by date.

Read from its own reports, those of the places inside it, and those of the place above it that name it. A deed is the
place's, or one of a place inside it, by the rules of list answers (`rag.lists.whose.attribution`,
`rag.lists.verdicts.verdict`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from rag.archive.atlas import Atlas
from rag.archive.lines import line, places_of, sentence_at, told_time, told_year
from rag.archive.records import Deed, PlaceFigure, PlacePage, PlaceRef, ReportRef
from rag.index.mined import FigureRow
from rag.language.periods import Period
from rag.lists.verdicts.verdict import verdict_of
from rag.lists.whose.attribution import doers
from rag.search.pile import Passage, Pile
from rag.types import Level, Place, Report, Span, Verdict

MOST_REPORTS, MOST_FIGURES = 200, 300  # lines of one page; counts tell how many there are in all
_RANK = {Verdict.DID: 0, Verdict.PLANNED: 1, Verdict.MENTIONED: 2}
_NO_DAY = date.min


@dataclass(frozen=True, slots=True)
class _Told:
    """A figure as a report tells it. Of what place it is takes long to read, and is read of those that are shown."""

    passage: Passage
    row: FigureRow
    sentence: Span
    period: Period | None


def place_page(pile: Pile, atlas: Atlas, ref: PlaceRef) -> PlacePage:
    passages = sorted(pile.passages(atlas.reports(ref.id)), key=_newest_first)
    naming = [] if ref.level is Level.COUNTY else list(_naming(pile, atlas, ref))
    figures = sorted((one for passage in passages for one in _told_figures(pile, passage)), key=_latest_first)
    return PlacePage(
        place=ref,
        aliases=_aliases(pile, passages, ref),
        parents=tuple(atlas.parents(ref.id)),
        children=tuple(atlas.children(ref.id)),
        report_count=len(passages),
        reports=tuple(report_ref(passage.report) for passage in passages[:MOST_REPORTS]),
        programmes=_deeds(pile, atlas, ref, [*passages, *naming]),
        figure_count=len(figures),
        figures=tuple(_figure(pile, atlas, one) for one in figures[:MOST_FIGURES]),
    )


def report_ref(report: Report) -> ReportRef:
    meta = report.metadata
    return ReportRef(report.id, report.title, meta.publisher, meta.published)


def _newest_first(passage: Passage) -> tuple[int, str]:
    published = passage.report.metadata.published or _NO_DAY
    return -published.toordinal(), passage.report.id


def _naming(pile: Pile, atlas: Atlas, ref: PlaceRef) -> Iterator[Passage]:
    """The reports of the place directly above that name this one."""
    above = list(atlas.parents(ref.id))
    if above:
        yield from pile.passages(pile.reports_naming(ref.name) & atlas.own_reports(above[-1].id))


def _aliases(pile: Pile, passages: list[Passage], ref: PlaceRef) -> tuple[str, ...]:
    written = [
        place for passage in passages for place in passage.report.places if ref.name in (place.name, place.present)
    ]
    names = dict.fromkeys(name for place in written for name in pile.finder.names(place))
    return tuple(name for name in names if name != ref.name)


def _deeds(pile: Pile, atlas: Atlas, ref: PlaceRef, passages: list[Passage]) -> tuple[Deed, ...]:
    """The best-proven deed for each programme and place: did before planned before mentioned, then the earliest."""
    inside = {ref.id, *(child.place.id for child in atlas.children(ref.id))}
    best: dict[tuple[str, str], Deed] = {}
    for passage in passages:
        for deed in _told(pile, atlas, passage, ref.level):
            if deed.place.id not in inside:
                continue
            key = (deed.programme, deed.place.id)
            if key not in best or _proof_order(deed) < _proof_order(best[key]):
                best[key] = deed
    return tuple(sorted(best.values(), key=lambda deed: (*_proof_order(deed), deed.name, deed.place.id)))


def _proof_order(deed: Deed) -> tuple[int, int]:
    return _RANK[deed.verdict], deed.year or date.max.year


def _told(pile: Pile, atlas: Atlas, passage: Passage, level: Level) -> Iterator[Deed]:
    """Every deed a report tells of places of a level; for a county's page those of its towns, too."""
    report = passage.report
    names = {row.core: row.spelling for row in pile.store.programmes(report_id=report.id)}
    of_county = bool(report.places) and report.places[-1].level is Level.COUNTY
    levels = (level,) if level is not Level.COUNTY else (Level.COUNTY, Level.TOWN) if of_county else (Level.TOWN,)
    for core, spelling in names.items():
        for sentence, at in places_of(passage, core):
            text = passage.shadow[slice(*sentence)]
            where = (at[0] - sentence[0], at[1] - sentence[0])
            year = told_year(passage, sentence, at)
            for doer in (one for level in levels for one in doers(pile, report, ("", text), where, level)):
                verdict = Verdict.MENTIONED if doer.spoken_of else verdict_of(text, where)
                place = atlas.ref(doer.name, doer.parent)
                yield Deed(core, spelling, place, verdict, year, line(passage, sentence))


def _told_figures(pile: Pile, passage: Passage) -> Iterator[_Told]:
    if not passage.report.places:
        return
    for row in pile.store.figures_of(passage.report.id):
        if row.what:  # a number of nobody knows what is no line of an archive
            sentence = sentence_at(passage, row.span)
            yield _Told(passage, row, sentence, told_time(passage, sentence, row.span))


def _figure(pile: Pile, atlas: Atlas, told: _Told) -> PlaceFigure:
    row, period = told.row, told.period
    return PlaceFigure(
        value=row.value,
        unit=row.unit,
        written=told.passage.report.text[slice(*row.span)],
        what=row.what,
        place=_counted_in(pile, atlas, told.passage, row),
        first=period.first if period else None,
        last=period.last if period else None,
        line=line(told.passage, told.sentence),
    )


def _counted_in(pile: Pile, atlas: Atlas, passage: Passage, row: FigureRow) -> PlaceRef:
    """The last place that the figure's sentence names before it, else whose report it is."""
    sentence = sentence_at(passage, row.span)
    before = passage.shadow[sentence[0] : row.span[0]]
    named = pile.finder.mentions_of_shadow(before, passage.report.places)
    place: Place = named[-1].place if named else passage.report.places[-1]
    parent = place.within[-1] if place.within else None
    return atlas.ref(place.present or place.name, parent)


def _latest_first(told: _Told) -> tuple[int, str, int]:
    report = told.passage.report
    day = (told.period and told.period.last) or report.metadata.published or _NO_DAY
    return -day.toordinal(), report.id, told.sentence[0]
