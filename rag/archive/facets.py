"""What a reader can narrow the pile by: places, publishers, years, programmes, each with how many reports it has; and
questions to begin with."""

from __future__ import annotations

from collections import Counter, defaultdict

from rag.archive.atlas import Atlas
from rag.archive.examples import examples
from rag.archive.records import Facets, ProgrammeCount, Tally
from rag.search.pile import Pile

MOST_PUBLISHERS, MOST_PROGRAMMES = 200, 500  # values of one facet; a list that is longer is searched, not read
TOLD_BY = 2  # reports; a programme told of once makes a dull example


def facets(pile: Pile, atlas: Atlas) -> Facets:
    imprints = pile.store.imprints()
    publishers = Counter(publisher for _, _, publisher, _ in imprints if publisher)
    years = Counter(day[:4] for _, _, _, day in imprints if day)
    spellings: dict[str, Counter[str]] = defaultdict(Counter)
    reports: dict[str, set[str]] = defaultdict(set)
    for row in pile.store.programmes():
        spellings[row.core][row.spelling] += row.times
        reports[row.core].add(row.report_id)
    programmes = sorted(reports, key=lambda core: (-len(reports[core]), core))
    return Facets(
        reports=len(imprints),
        places=atlas.tree(),
        publishers=tuple(Tally(*item) for item in publishers.most_common(MOST_PUBLISHERS)),
        years=tuple(Tally(year, count) for year, count in sorted(years.items())),
        programmes=tuple(
            ProgrammeCount(core, spellings[core].most_common(1)[0][0], len(reports[core]))
            for core in programmes[:MOST_PROGRAMMES]
        ),
        programme_count=len(programmes),
        undated=sum(day is None for _, _, _, day in imprints),
        unplaced=sum(not places for _, places, _, _ in imprints),
        unsigned=sum(publisher is None for _, _, publisher, _ in imprints),
        examples=examples(pile, [core for core in programmes if len(reports[core]) >= TOLD_BY]),
    )
