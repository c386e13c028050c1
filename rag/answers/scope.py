"""Which reports a question is put to: those that the filters leave, and of those the reports of the places it names."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

from rag.language.script import shadow
from rag.questions.query import YEAR, Query
from rag.search.pile import Pile
from rag.types import Filters, Kind, Level, Place


def scope(query: Query, pile: Pile, filters: Filters) -> tuple[AbstractSet[str] | None, AbstractSet[str] | None]:
    """The reports that all filters leave, and of those the reports of the question's places (None: all)."""
    filtered = pile.select(_both(filters, query.inferred))
    allowed = reports_asked(query, pile, filtered)
    if not allowed and filtered is not None and (query.named or query.mentioned):
        filtered |= _undated(query, pile, filters)
        allowed = reports_asked(query, pile, filtered)
    return filtered, allowed


def _undated(query: Query, pile: Pile, filters: Filters) -> AbstractSet[str]:
    """Reports of the places asked that say no day of publication, but speak of a year of the period asked: nothing
    tells that they are of another time. None where a period was given as a filter, which means the day."""
    since, until = query.inferred.since, query.inferred.until
    if filters.since or filters.until or not (since or until):
        return set()
    given, undated = pile.select(filters), pile.store.undated()
    of_places = reports_asked(query, pile, undated if given is None else undated & given) or set()
    first, last = since.year if since else 0, until.year if until else 9999
    return {
        one for one in of_places if any(first <= int(year) <= last for year in YEAR.findall(pile.passage(one).shadow))
    }


def reports_asked(query: Query, pile: Pile, filtered: AbstractSet[str] | None) -> AbstractSet[str] | None:
    """Of the reports that the filters leave (None: all), those of the places that the question names.

    A place without reports of its own has those that speak of it; so has a village beside the reports of its town, and
    where none of those speak of it, the reports of others that speak of both.
    """
    allowed = filtered
    if query.named:
        places = [place for named in query.named for place in named.places]
        of_places = pile.reports_of(places)
        if query.kind is Kind.LIST:  # which attributes what is said to a place by itself, whoever's report it is
            of_places |= _unplaced(places, pile) | _of_larger(places, pile)
            for named in query.named:
                of_places |= set() if pile.reports_of(named.places) else pile.reports_naming(named.name)
        allowed = of_places if filtered is None else of_places & filtered
    if query.kind is Kind.LIST:
        return allowed  # a list attributes what is said of a place by itself
    spoken_of = [found for found in query.mentioned if not query.named or _is_village(found.places)]
    if not spoken_of:
        return allowed
    naming = {report for found in spoken_of for report in pile.reports_naming(found.name)}
    if allowed is None:
        return naming
    if not naming & allowed and query.named:  # 廊坊安次区禅房村: told in a report that is not of 廊坊, but speaks of it
        told = naming if filtered is None else naming & filtered
        return {one for one in told if any(found.name in pile.passage(one).shadow for found in query.named)} or allowed
    return naming & allowed or allowed


def _unplaced(places: Sequence[Place], pile: Pile) -> set[str]:
    """Reports that are filed under no place and name one of these, or a city or county in it."""
    if not pile.unplaced:
        return set()
    names = {*pile.spellings(places), *(name for place in places for name in pile.finder.large_within(place))}
    return _naming(names, pile, pile.unplaced)


def _of_larger(places: Sequence[Place], pile: Pile) -> set[str]:
    """Reports of the city or province that these lie in, where they name one of these."""
    above = [one for place in places for one in pile.finder.enclosing(place)]
    filed = pile.store.report_ids((pile.spellings(above),), None, None, None) if above else set()
    return _naming(pile.spellings(places), pile, filed) if filed else set()


def _naming(names: AbstractSet[str], pile: Pile, among: AbstractSet[str]) -> set[str]:
    chunks = pile.store.chunks(pile.index.with_any([tuple(sorted(names))], among))
    return {chunk.report_id for chunk in chunks if any(name in shadow(chunk.text) for name in names)}


def _is_village(places: tuple[Place, ...]) -> bool:
    return all(place.level is Level.VILLAGE for place in places)


def _both(given: Filters, inferred: Filters) -> Filters:
    """The filters given, narrowed to the period inferred. Places are narrowed by `reports_asked`, which knows all."""
    since = max(filter(None, (given.since, inferred.since)), default=None)
    until = min(filter(None, (given.until, inferred.until)), default=None)
    return replace(given, since=since, until=until)
