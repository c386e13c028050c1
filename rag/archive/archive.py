"""What the pile knows of places and programmes, at one index version: each page is made once and then kept.

A page of a province reads a thousand reports, which takes a second at 69,000; whoever turns back to it should not wait.
"""

from __future__ import annotations

from functools import lru_cache
from threading import Lock

from rag.archive.atlas import Atlas
from rag.archive.facets import facets
from rag.archive.place_page import place_page
from rag.archive.programme_page import programme_page
from rag.archive.records import Facets, PlacePage, ProgrammePage
from rag.search.pile import Pile

_PAGES = 64  # of each kind; the largest has 200 reports and 300 figures, about 0.5 MB


class Archive:
    """Safe to use from several threads; two that ask for the same page at once may both make it."""

    def __init__(self, pile: Pile, atlas: Atlas) -> None:
        self.version = pile.index.version
        self.atlas = atlas
        self._pile = pile
        self._place = lru_cache(maxsize=_PAGES)(self._make_place)
        self._programme = lru_cache(maxsize=_PAGES)(self._make_programme)
        self._facets: Facets | None = None
        self._making = Lock()

    def place(self, place_id: str) -> PlacePage:
        """By id, or by a name that is no other place's. Raises `UnknownPlace`."""
        return self._place(self.atlas.find(place_id).id)

    def programme(self, programme_id: str) -> ProgrammePage:
        """By any of its spellings. Raises `UnknownProgramme`."""
        return self._programme(programme_id)

    def facets(self) -> Facets:
        """Made by one thread, for which the others wait: the examples in it are questions asked."""
        with self._making:
            if self._facets is None:
                with self._pile.store.snapshot():
                    self._facets = facets(self._pile, self.atlas)
            return self._facets

    def _make_place(self, place_id: str) -> PlacePage:
        with self._pile.store.snapshot():
            return place_page(self._pile, self.atlas, self.atlas.find(place_id))

    def _make_programme(self, programme_id: str) -> ProgrammePage:
        with self._pile.store.snapshot():
            return programme_page(self._pile, self.atlas, programme_id)
