"""Things that towns do without giving them a name: what reports say of each, and how it is asked, in other words too.

Each statement of a concept holds its `core` word, so that a question with the core finds all by the words themselves;
`otherwise` holds neither the core nor a part of it. The concepts themselves stand in `halves/`.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Concept:
    """`did` are whole sentences; `do` is what can be planned or denied; `asked` and `otherwise` follow 哪些乡镇."""

    core: str
    did: tuple[str, ...]
    do: str
    asked: tuple[str, ...]
    otherwise: tuple[str, ...]
