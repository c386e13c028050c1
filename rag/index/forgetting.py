"""Taking one report out of the pile for good: its text, what was worked out from it, the bytes of its pages.

Only its id stays, so that the indexes can follow and the same page, read again, does not bring it back unasked. Runs
inside a transaction of the store.
"""

from __future__ import annotations

from rag.index.rows import Run

# Every table that says something of a report, whichever step of the schema made it; `changes` is what indexes follow.
_TABLES = """
    SELECT m.name FROM sqlite_master m JOIN pragma_table_info(m.name) c ON c.name = 'report'
    WHERE m.type = 'table' AND m.name <> 'changes'
"""


def forget(run: Run, report_id: str) -> bool:
    """Empties a live report; False when there is none. The bytes of every page that ever carried it are dropped too:
    they hold its text. Other reports of such a page stay, without an original to download."""
    found = run("SELECT key FROM reports WHERE id = ? AND live = 1", (report_id,))
    if not found:
        return False
    key = found[0][0]
    run("UPDATE pages SET raw = x'' WHERE id IN (SELECT page FROM appearances WHERE report = ?)", (key,))
    for (table,) in run(_TABLES, ()):
        run(f'DELETE FROM "{table}" WHERE report = ?', (key,))  # noqa: S608  (a name out of our own schema)
    run(
        "UPDATE reports SET text = '', text_sha256 = '', body_start = 0, body_end = 0, group_id = id,"
        " signature = x'', live = 0, forgotten = 1 WHERE key = ?",
        (key,),
    )
    run("INSERT INTO changes (report, kind) VALUES (?, 'remove')", (key,))
    return True


def is_forgotten(run: Run, report_id: str) -> bool:
    return bool(run("SELECT 1 FROM reports WHERE id = ? AND forgotten = 1", (report_id,)))
