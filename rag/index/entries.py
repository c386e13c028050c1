"""The reports as a catalogue has them: title, day, who signed them, asked of the store without reading their texts.

Said of a report is what its first appearance says, as in `Report.metadata`. Left out: the texts (`reads.py`).
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from rag.index.mined import MinedReads

# Joined to the reports only once they are few: what stands behind a text is read through it.
_FIRST = (
    "SELECT a.report, a.authors, a.editor, a.publisher, a.published, min(a.page * 1000000 + a.ordinal)"
    " FROM appearances a JOIN pages p ON p.id = a.page AND p.current = 1 GROUP BY a.report"
)
_AMONG = "(SELECT value FROM json_each(?))"


class Role(StrEnum):
    """What somebody named in an imprint is to the report."""

    AUTHOR = "author"
    EDITOR = "editor"
    PUBLISHER = "publisher"


_SIGNED = {
    Role.AUTHOR: f"EXISTS (SELECT 1 FROM json_each(f.authors) WHERE value IN {_AMONG})",  # noqa: S608  (no values of ours)
    Role.EDITOR: f"f.editor IN {_AMONG}",
    Role.PUBLISHER: f"f.publisher IN {_AMONG}",
}

Signed = Mapping[Role, Collection[str]]  # names as they are written, of which one is enough


@dataclass(frozen=True, slots=True)
class Entry:
    """A live report without its text. `group` is that of its story."""

    report_id: str
    group: str
    published: date | None


class EntryReads(MinedReads):
    """The questions, over any way to run a statement."""

    def signatories(self) -> set[tuple[Role, str]]:
        """Everybody whom the imprint of a live report names, with what they are to it."""
        rows = self._run(f"SELECT DISTINCT authors, editor, publisher FROM ({_FIRST})", ())  # noqa: S608
        found = {(Role.AUTHOR, name) for authors, _, _ in rows for name in json.loads(authors)}
        found |= {(Role.EDITOR, editor) for _, editor, _ in rows if editor}
        return found | {(Role.PUBLISHER, publisher) for _, _, publisher in rows if publisher}

    def entries(self, signed: Sequence[Signed], days: Sequence[tuple[date, date]]) -> list[Entry]:
        """The live reports that all of `signed` hold of, published on one of the stretches of days (none given: at any
        time) or without a day; oldest first, those without a day last."""
        wanted, values = ["1"], list[object]()
        for roles in signed:
            wanted.append(f"({' OR '.join(_SIGNED[role] for role in roles)})")
            values += [json.dumps(sorted(names), ensure_ascii=False) for names in roles.values()]
        if days:
            within = " OR ".join("f.published BETWEEN ? AND ?" for _ in days)
            wanted.append(f"(f.published IS NULL OR {within})")
            values += [day.isoformat() for stretch in days for day in stretch]
        rows = self._run(
            f"SELECT r.id, r.group_id, f.published FROM ({_FIRST}) f JOIN reports r ON r.key = f.report"  # noqa: S608
            f" WHERE {' AND '.join(wanted)} ORDER BY f.published IS NULL, f.published, r.key",
            values,
        )
        return [Entry(found, group, date.fromisoformat(day) if day else None) for found, group, day in rows]
