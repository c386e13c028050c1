"""The pile: identity, versions, groups, filters, the change log; damage and other writers are told apart."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import zlib
from datetime import date
from pathlib import Path

import apsw
import pytest

from rag.assemble import open_library
from rag.database import check_sqlite
from rag.errors import StoreBroken, StoreBusy, StoreFull
from rag.index.store import Store
from rag.settings import PILE_FILE, Settings
from rag.types import Level, PageStatus, Place
from tests.pile import COUNTY, TOWN, add, add_text, article, open_store, page, story


@pytest.fixture
def store(tmp_path: Path):
    store = open_store(tmp_path)
    yield store
    store.close()


def live(store: Store) -> set[str]:
    return {report.id for report in store.reports()}


# -- identity ---------------------------------------------------------------------------------------------------------


def test_a_report_comes_back_as_it_went_in(store: Store) -> None:
    known = {"authors": ("王小禾", "李田"), "editor": "周", "publisher": "云岭日报", "published": date(2011, 9, 14)}
    raw = page("/a/b.txt", "bytes", url="http://news.example/b")
    added = add(store, raw, article("  第一句。\n第二句𠮷。", "标题", places=(COUNTY, TOWN), **known))
    assert added.status is PageStatus.ADDED
    report = store.report(added.reports[0])
    assert report is not None
    assert (report.text, report.title, report.group, report.page) == (
        "  第一句。\n第二句𠮷。",
        "标题",
        report.id,
        "b.txt",
    )
    assert report.metadata.authors == ("王小禾", "李田")
    assert report.metadata.published == date(2011, 9, 14)
    assert report.metadata.url == "http://news.example/b"
    assert report.places == (COUNTY, TOWN)
    assert store.report("r_0000000000000000") is None


def test_same_bytes_change_nothing(store: Store) -> None:
    first = add(store, page("/a", "x"), article("同一篇报道。"))
    again = add(store, page("/a", "x"), article("不会被看到。"))
    assert (again.status, again.reports) == (PageStatus.UNCHANGED, first.reports)
    assert store.counts() == (1, 1, 1)
    assert store.change_number() == 1


def test_same_text_on_two_pages_is_one_report_with_two_appearances(store: Store) -> None:
    one = add_text(store, "/a", "同一篇报道。\n第二段。", "甲")
    two = add_text(store, "/b", "同一篇报道。第二段。", "乙")
    assert one == two
    report = store.report(one)
    assert report is not None
    assert [(seen.page, seen.metadata.title) for seen in report.appearances] == [("a", "甲"), ("b", "乙")]
    assert report.text == "同一篇报道。\n第二段。"
    assert store.change_number() == 1


def test_a_page_may_carry_several_reports_and_the_same_one_twice(store: Store) -> None:
    added = add(store, page("/a", "x"), article("甲镇。"), article("乙镇。"), article("甲镇。"))
    assert len(added.reports) == 2
    assert store.page_reports("/a") == added.reports
    assert store.counts() == (1, 2, 2)


# -- versions ---------------------------------------------------------------------------------------------------------


def test_a_changed_page_replaces_what_it_carried_and_keeps_the_old_version(store: Store, tmp_path: Path) -> None:
    kept, dropped = add(store, page("/a", "v1"), article("留下的报道。"), article("撤下的报道。")).reports
    chunk = store.chunks_of(dropped)[0].id
    changed = add(store, page("/a", "v2"), article("留下的报道。"), article("新来的报道。"))
    assert changed.status is PageStatus.UPDATED
    assert live(store) == set(changed.reports) == {kept, changed.reports[1]}
    assert store.report(dropped) is None
    assert store.chunks([chunk]) == []
    after = store.changes_after(2)
    assert sorted(after.values()) == [False, True]
    rows = store._run("SELECT raw, version, current FROM pages", ())
    assert [(zlib.decompress(raw), version, current) for raw, version, current in rows] == [
        (b"v1", 1, 0),
        (b"v2", 2, 1),
    ]


def test_a_report_lives_while_any_page_carries_it(store: Store) -> None:
    report = add_text(store, "/a", "两处刊登。")
    add_text(store, "/b", "两处刊登。")
    add_text(store, "/a", "换了一篇。")
    assert report in live(store)
    add_text(store, "/b", "也换了一篇。")
    assert report not in live(store)
    add_text(store, "/c", "两处刊登。")
    assert report in live(store)


def test_a_report_under_a_new_title_is_indexed_again(store: Store) -> None:
    add(store, page("/a", "v1"), article("正文不变。", "旧标题"))
    number = store.change_number()
    add(store, page("/a", "v2"), article("正文不变。", "旧标题"))
    assert store.change_number() == number
    add(store, page("/a", "v3"), article("正文不变。", "新标题"))
    assert list(store.changes_after(number).values()) == [True]


# -- groups -----------------------------------------------------------------------------------------------------------


def test_reprints_form_one_group_named_by_the_oldest(store: Store) -> None:
    text = "".join(f"{name}镇组织党员学习技术，办培训班{n}期。" for n, name in enumerate("青白红紫黄绿蓝黑", start=3))
    first = add_text(store, "/a", text)
    other = add_text(store, "/b", story(1))
    reprint = add_text(store, "/c", text + "完。")
    assert first != reprint
    assert store.group(first) == [first, reprint]
    assert store.group(other) == [other]
    assert {report.group for report in store.reports([reprint])} == {first}


# -- reading ----------------------------------------------------------------------------------------------------------


def test_chunks_are_slices_of_their_report_in_the_order_asked_for(store: Store) -> None:
    report_id = add_text(store, "/a", "青禾镇办培训班𠮷\x00。" * 60)
    report = store.report(report_id)
    chunks = store.chunks_of(report_id)
    assert report is not None and len(chunks) > 1
    assert all(report.text[chunk.start : chunk.end] == chunk.text for chunk in chunks)
    ids = [chunk.id for chunk in reversed(chunks)]
    assert [chunk.id for chunk in store.chunks([*ids, 10**9])] == ids


@pytest.mark.parametrize(
    ("places", "since", "until", "source", "expected"),
    [
        ((), None, None, None, "abc"),
        ((frozenset({"青禾镇"}),), None, None, None, "a"),
        ((frozenset({"云岭县"}),), None, None, None, "ab"),
        ((frozenset({"云岭县", "青禾镇"}),), None, None, None, "ab"),
        ((frozenset({"云岭县"}), frozenset({"青禾镇"})), None, None, None, "a"),
        ((frozenset({"云岭市"}),), None, None, None, "ab"),
        ((frozenset({"临江省"}),), None, None, None, "ab"),
        ((frozenset({"没有的镇"}),), None, None, None, ""),
        ((frozenset(),), None, None, None, ""),
        ((), date(2011, 9, 14), None, None, "a"),
        ((), None, date(2011, 9, 14), None, "ab"),
        ((), date(2011, 9, 15), date(2012, 1, 1), None, ""),
        ((), None, None, "云嶺日報", "a"),
        ((), None, None, "news.example", "b"),
        ((), None, None, "c.TXT", "c"),
        ((), None, None, "%' OR 1=1 --", ""),
        ((frozenset({"云岭县"}),), None, date(2010, 12, 31), None, "b"),
    ],
)
def test_filters(store: Store, places, since, until, source, expected: str) -> None:
    ids = {
        "a": add(store, page("/a.txt", "a"), article("甲。", places=(COUNTY, TOWN), publisher="云岭日报",
                                                      published=date(2011, 9, 14))).reports[0],
        "b": add(store, page("/b.txt", "b", "http://news.example/b"), article("乙。", places=(COUNTY,),
                                                                             published=date(2010, 5, 5))).reports[0],
        "c": add(store, page("/c.txt", "c"), article("丙。")).reports[0],
    }  # fmt: skip
    assert store.report_ids(places, since, until, source) == {ids[name] for name in expected}


def test_a_place_filter_forgets_what_a_page_no_longer_says(store: Store) -> None:
    add(store, page("/a", "v1"), article("正文。", places=(TOWN,)))
    add(store, page("/a", "v2"), article("正文。", places=(Place("白石乡", Level.TOWN),)))
    assert store.report_ids((frozenset({"青禾镇"}),), None, None, None) == set()
    assert [place.name for place in store.known_places()] == ["白石乡"]


def test_text_with_quotes_is_data(store: Store) -> None:
    text = "'); DROP TABLE reports; -- \" ?1 :x"
    add_text(store, "/a'; --", text)
    assert [report.text for report in store.reports()] == [text]


# -- transactions, other processes, damage ------------------------------------------------------------------------


def test_a_failed_transaction_leaves_nothing(store: Store) -> None:
    with pytest.raises(RuntimeError), store.transaction():
        from rag.index.drafts import draft_page

        store.add_page(draft_page(page("/a", "x"), [article("半途。")]))
        raise RuntimeError("killed")
    assert store.counts() == (0, 0, 0)
    add_text(store, "/a", "后来的。")
    assert store.counts() == (1, 1, 1)


def test_a_second_writer_is_told_who_writes(store: Store, tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from rag.index.store import Store; from rag.errors import StoreBusy\n"
        "try:\n    with Store(Path(sys.argv[1])).writing(): print('in')\n"
        "except StoreBusy as error: print(error.en)"
    )
    command = [sys.executable, "-c", code, str(tmp_path / "pile.sqlite3")]
    root = Path(__file__).parents[2]
    with store.writing():
        run = subprocess.run(command, cwd=root, capture_output=True, text=True, check=True)
        assert f"pid {os.getpid()}" in run.stdout
    assert subprocess.run(command, cwd=root, capture_output=True, text=True, check=True).stdout == "in\n"


def test_a_thread_of_the_same_process_is_waited_for_by_one_that_says_so(store: Store) -> None:
    begun, tried = threading.Event(), threading.Event()

    def write() -> None:
        with store.writing():
            begun.set()
            assert tried.wait(10)

    other = threading.Thread(target=write)
    other.start()
    assert begun.wait(10)
    with pytest.raises(StoreBusy), store.writing():
        pass
    threading.Timer(0.1, tried.set).start()
    with store.writing(patience=10):
        assert tried.is_set()
    other.join()


def test_readers_beside_a_writer_see_the_last_commit(store: Store, tmp_path: Path) -> None:
    add_text(store, "/a", "甲。")
    reader = Store(tmp_path / "pile.sqlite3", readonly=True)
    with store.transaction():
        from rag.index.drafts import draft_page

        store.add_page(draft_page(page("/b", "x"), [article("乙。")]))
        assert reader.counts()[1] == 1
    assert reader.counts()[1] == 2
    with pytest.raises(StoreFull), reader.transaction():
        reader.add_page(draft_page(page("/c", "x"), [article("丙。")]))
    reader.close()


def test_a_file_of_a_newer_schema_is_refused(store: Store, tmp_path: Path) -> None:
    apsw.Connection(str(tmp_path / "pile.sqlite3")).execute("PRAGMA user_version = 99")
    for readonly in (False, True):
        with pytest.raises(StoreBroken, match="99"):
            Store(tmp_path / "pile.sqlite3", readonly=readonly)


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    (tmp_path / "pile.sqlite3").write_bytes(b"not a database, but long enough to be looked at" * 40)
    with pytest.raises(StoreBroken):
        open_store(tmp_path)


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(StoreFull, match="file"):
        open_store(tmp_path / "file" / "data")


def test_a_full_disk_stores_nothing_by_halves_and_heals(store: Store, tmp_path: Path) -> None:
    add_text(store, "/a", "甲。")
    pages = store._run("PRAGMA page_count", ())[0][0]
    store._run(f"PRAGMA max_page_count = {pages + 4}", ())  # SQLite's own way to be out of space
    with pytest.raises(StoreFull):
        add_text(store, "/b", "".join(story(n) for n in range(300)))
    assert store.counts()[:2] == (1, 1)
    store._run("PRAGMA max_page_count = 1000000", ())
    add_text(store, "/b", "乙。")
    assert store.counts()[:2] == (2, 2)
    assert store.integrity() == "ok"


@pytest.mark.parametrize("version", ["3.40.1", "3.51.1", "3.51.2"])
def test_an_sqlite_that_loses_commits_is_refused(version: str) -> None:
    with pytest.raises(StoreBroken, match=version):
        check_sqlite(version)
    check_sqlite("3.51.3")
    check_sqlite("3.60.0")


def test_a_file_of_the_same_version_with_other_tables_is_refused(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    with store.transaction():
        store._run("UPDATE meta SET value = 'other' WHERE name = 'schema'", ())
    store.close()
    with pytest.raises(StoreBroken, match="unreleased"):
        open_store(tmp_path)


def test_an_index_without_its_pile_is_told_not_started_over(tmp_path: Path) -> None:
    settings = Settings(data=tmp_path / "data", model="hashed")
    page = tmp_path / "page.txt"
    page.write_text("清禾镇开展“三送两访”活动，干部走进农家，群众有了贴心人，办成实事一百二十件。", encoding="utf-8")
    library = open_library(settings)
    library.ingest([str(page)])
    library.close()
    (tmp_path / "data" / PILE_FILE).write_bytes(b"")
    with pytest.raises(StoreBroken, match="missing or empty"):
        open_library(settings)


def test_a_data_folder_is_not_read_as_a_folder_of_pages(tmp_path: Path) -> None:
    settings = Settings(data=tmp_path / "data", model="hashed")
    page = tmp_path / "page.txt"
    page.write_text("清禾镇开展“三送两访”活动，干部走进农家，群众有了贴心人，办成实事一百二十件。", encoding="utf-8")
    library = open_library(settings)
    for _ in range(2):
        assert [result.path for result in library.ingest([str(tmp_path)])] == [str(page)]
    library.close()
