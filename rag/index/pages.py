"""Writing one page into the data file: its version, its reports, which reports are live, and what the indexes must do.

Runs inside a transaction of the store; every value goes in as a bound parameter. Old versions stay.
"""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from urllib.parse import urlsplit

from rag.index.drafts import Draft, PageDraft
from rag.index.forgetting import is_forgotten
from rag.index.mining import Mined
from rag.index.rows import Run, RunMany, metadata_to_row, place_names, places_from_json, places_to_json, reports_on
from rag.language.script import shadow
from rag.reports.reprints import may_be_one_story, same_story
from rag.types import Article, PageResult, PageStatus

_MOST_CANDIDATES = (
    20  # reports compared with a new one in full; a story reprinted more often is found through any of them
)

_CARRIED = """
    SELECT a.title, a.places FROM appearances a JOIN pages p ON p.id = a.page
    WHERE a.report = ? AND p.current = 1 ORDER BY a.page, a.ordinal
"""


class PageWriter:
    """Writes pages by the store's two ways to run SQL."""

    def __init__(self, run: Run, run_many: RunMany) -> None:
        self._run = run
        self._run_many = run_many

    def add(self, page: PageDraft, *, restore: bool = False) -> PageResult:
        """Stores a page as the present version of its location. Unchanged bytes change nothing.

        Reports that were forgotten are left out, and then the page's bytes too, which hold them; unless `restore`.
        """
        rows = self._run(
            "SELECT id, sha256, version, length(raw) FROM pages WHERE location = ? AND current = 1", (page.location,)
        )
        old_page, old_sha256, version, held = rows[0] if rows else (None, None, 0, 0)
        if old_sha256 == page.sha256 and (held or not restore):
            return PageResult(page.location, PageStatus.UNCHANGED, reports_on(self._run, old_page))
        if not restore:
            page = self._without_forgotten(page)
        keys = {key: self._standing(key) for key in self._keys_on(old_page)}
        if old_page is not None:
            self._run("UPDATE pages SET current = 0 WHERE id = ?", (old_page,))
        page_id = self._insert_page(page, version + 1)
        for ordinal, draft in enumerate(page.drafts):
            key = self._key_of(draft)
            if key not in keys:
                keys[key] = self._standing(key)
            self._insert_appearance((page_id, ordinal, key), page, draft.article)
        for key, before in keys.items():
            self._settle(key, before)
        status = PageStatus.UPDATED if rows else PageStatus.ADDED
        return PageResult(page.location, status, tuple(dict.fromkeys(draft.id for draft in page.drafts)))

    def _without_forgotten(self, page: PageDraft) -> PageDraft:
        kept = tuple(draft for draft in page.drafts if not is_forgotten(self._run, draft.id))
        return page if len(kept) == len(page.drafts) else replace(page, drafts=kept, packed=b"")

    def _keys_on(self, page: int | None) -> list[int]:
        return [key for (key,) in self._run("SELECT DISTINCT report FROM appearances WHERE page = ?", (page,))]

    def _insert_page(self, page: PageDraft, version: int) -> int:
        read_at = datetime.now(UTC).isoformat(timespec="seconds")
        rows = self._run(
            "INSERT INTO pages (location, name, url, sha256, raw, read_at, version, current)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, 1) RETURNING id",
            (page.location, page.name, page.url, page.sha256, page.packed, read_at, version),
        )
        return int(rows[0][0])

    def _insert_appearance(self, key: tuple[int, int, int], page: PageDraft, article: Article) -> None:
        metadata = article.metadata
        site = urlsplit(metadata.url or page.url or "").netloc
        source = shadow("\n".join((metadata.publisher or "", site, page.name)))
        self._run(
            "INSERT INTO appearances VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (*key, *metadata_to_row(metadata), places_to_json(article.places), source),
        )

    def _key_of(self, draft: Draft) -> int:
        """The stored report with this text, or a new one."""
        rows = self._run("SELECT key FROM reports WHERE id = ? AND forgotten = 0", (draft.id,))
        if rows:
            return int(rows[0][0])
        group = self._group_of(draft)
        rows = self._run(
            "INSERT INTO reports (id, text, text_sha256, body_start, body_end, group_id, signature, live)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, 0)"
            " ON CONFLICT (id) DO UPDATE SET text = excluded.text, text_sha256 = excluded.text_sha256,"
            " body_start = excluded.body_start, body_end = excluded.body_end, group_id = excluded.group_id,"
            " signature = excluded.signature, forgotten = 0 RETURNING key",
            (draft.id, draft.article.text, draft.text_sha256, *draft.body, group, draft.signature),
        )
        key = int(rows[0][0])
        self._run_many("INSERT INTO bands VALUES (?, ?)", ((band, key) for band in draft.bands))
        self._run_many("INSERT INTO names VALUES (?, ?)", ((name, key) for name in draft.names))
        self._run_many("INSERT INTO renamed VALUES (?, ?, ?)", ((old, new, key) for old, new in draft.renamed))
        store_mined(self._run_many, key, draft.mined)
        self._run_many(
            'INSERT INTO chunks (report, start, "end") VALUES (?, ?, ?)',
            ((key, start, end) for start, end in draft.spans),
        )
        return key

    def _group_of(self, draft: Draft) -> str:
        """The group of the oldest report that tells the same story; groups it ties together are joined."""
        groups: set[str] = set()
        candidates = self._run(
            "SELECT DISTINCT report FROM bands WHERE band IN (SELECT value FROM json_each(?)) ORDER BY report LIMIT ?",
            (json.dumps(draft.bands), _MOST_CANDIDATES),
        )
        for key in candidates:
            group, mark = self._run("SELECT group_id, signature FROM reports WHERE key = ?", key)[0]
            if group in groups or not may_be_one_story(mark, draft.signature):
                continue
            body = "SELECT substr(text, body_start + 1, body_end - body_start) FROM reports WHERE key = ?"
            if same_story(self._run(body, key)[0][0], draft.article.text[slice(*draft.body)]):
                groups.add(group)
        if not groups:
            return draft.id
        as_json = json.dumps(sorted(groups))
        in_groups = "(SELECT value FROM json_each(?))"
        oldest = self._run(f"SELECT id FROM reports WHERE id IN {in_groups} ORDER BY key LIMIT 1", (as_json,))  # noqa: S608
        leader = str(oldest[0][0])
        if len(groups) > 1:
            self._run(f"UPDATE reports SET group_id = ? WHERE group_id IN {in_groups}", (leader, as_json))  # noqa: S608
        return leader

    def _standing(self, key: int) -> tuple[bool, str | None]:
        """Whether a report is live, and the title it is indexed under."""
        live = bool(self._run("SELECT live FROM reports WHERE key = ?", (key,))[0][0])
        carried = self._run(_CARRIED + " LIMIT 1", (key,)) if live else []
        return live, carried[0][0] if carried else None

    def _settle(self, key: int, before: tuple[bool, str | None]) -> None:
        """Brings a report's live mark, place names and the change log in line with the pages that carry it now."""
        was_live, old_title = before
        carried = self._run(_CARRIED, (key,))
        live = bool(carried)
        if was_live:
            self._run("DELETE FROM report_places WHERE report = ?", (key,))
        names = {name for _, places in carried for name in place_names(places_from_json(places))}
        self._run_many("INSERT INTO report_places VALUES (?, ?)", ((name, key) for name in names))
        if live != was_live:
            self._run("UPDATE reports SET live = ? WHERE key = ?", (int(live), key))
        if live != was_live or (live and carried[0][0] != old_title):
            self._run("INSERT INTO changes (report, kind) VALUES (?, ?)", (key, "add" if live else "remove"))


def store_mined(run_many: RunMany, key: int, mined: Mined) -> None:
    """Writes what was mined from the report with this key."""
    rows = ((core, spelling, key, times) for core, spelling, times in mined.programmes)
    run_many("INSERT INTO programmes VALUES (?, ?, ?, ?)", rows)
    run_many("INSERT INTO figures VALUES (?, ?, ?, ?, ?, ?)", ((key, *figure) for figure in mined.figures))
