"""A programme's page: how it is written, what it is, which places did it, plan it or speak of it, and since when.

Who did it is the complete list that the question 哪些地方开展了它 gets, with the town's level and the county's both
read.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from rag.answers.outcome import Task
from rag.answers.ways.definitions import defining_sentences
from rag.answers.wording import Wording
from rag.archive.atlas import Atlas
from rag.archive.lines import line, places_of, told_year
from rag.archive.records import County, Deed, Line, PlaceRef, ProgrammePage, Tally
from rag.errors import UnknownProgramme
from rag.language.names import core_name
from rag.language.script import shadow
from rag.lists.listing import complete_list
from rag.questions.query import understand
from rag.search.pile import Pile


def programme_page(pile: Pile, atlas: Atlas, programme_id: str) -> ProgrammePage:
    """Raises `UnknownProgramme` where no report names it as a programme."""
    core = core_name(shadow(programme_id))
    rows = pile.store.programmes(core=core)
    if not rows:
        raise UnknownProgramme("库里没有报道提到这个活动或机制", "no report of the pile names this programme")
    spellings: Counter[str] = Counter()
    for row in rows:
        spellings[row.spelling] += 1
    deeds = tuple(_deeds(pile, atlas, core))
    years = Counter(str(deed.year) for deed in deeds if deed.year)
    return ProgrammePage(
        id=core,
        name=spellings.most_common(1)[0][0],
        spellings=tuple(Tally(*item) for item in spellings.most_common()),
        definition=_definition(pile, core),
        report_count=len({row.report_id for row in rows}),
        deeds=deeds,
        counties=_by_county(atlas, deeds),
        years=tuple(Tally(year, count) for year, count in sorted(years.items())),
    )


def _deeds(pile: Pile, atlas: Atlas, core: str) -> Iterator[Deed]:
    for entry in complete_list(understand(f"哪些地方开展了“{core}”？", (), pile), pile, None):
        best = entry.evidence[0]
        passage = pile.passage(best.report.id)
        at = next((at for sentence, at in places_of(passage, core) if sentence == best.span), best.span)
        place = atlas.ref(entry.doer.name, entry.doer.parent)
        year = told_year(passage, best.span, at)
        yield Deed(core, core, place, entry.verdict, year, line(passage, best.span))


def _definition(pile: Pile, core: str) -> Line | None:
    query = understand(f"什么是“{core}”？", (), pile)
    proofs = defining_sentences(Task(query, pile, None, Wording(query.lang)))
    return line(pile.passage(proofs[0].report.id), proofs[0].span) if proofs else None


def _by_county(atlas: Atlas, deeds: tuple[Deed, ...]) -> tuple[County, ...]:
    grouped: dict[PlaceRef | None, list[PlaceRef]] = defaultdict(list)
    for deed in deeds:
        above = list(atlas.parents(deed.place.id))
        grouped[above[-1] if above else None].append(deed.place)
    return tuple(County(above, tuple(dict.fromkeys(places))) for above, places in grouped.items())
