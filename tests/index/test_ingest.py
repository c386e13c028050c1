"""Pages into the pile: each page's own result, unchanged ones untouched, failures kept apart, workers that may die."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from embeddings.hashed import HashedEmbedder
from rag import ingest as ingest_module
from rag.errors import EmbeddingMismatch, StoreBusy, StoreFull
from rag.index.store import Store
from rag.ingest import Extract, ingest
from rag.reports.read import read_pages
from rag.types import Article, PageResult, PageStatus, RawPage
from tests.pile import canary, extract_json, indexer, make_extract, open_store, story


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = open_store(tmp_path / "data")
    yield store
    store.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "pages"
    folder.mkdir()
    return folder


def write(folder: Path, name: str, texts: object) -> Path:
    path = folder / f"{name}.txt"
    path.write_text(json.dumps(texts, ensure_ascii=False), encoding="utf-8")
    return path


def run(folder: Path, store: Store, tmp_path: Path) -> list[PageResult]:
    return list(ingest(read_pages([str(folder)]), store, indexer(store, tmp_path / "data"), make_extract))


def statuses(results: list[PageResult]) -> list[PageStatus]:
    return [result.status for result in results]


def fail_if_called() -> Extract:
    raise AssertionError("nothing should be extracted")


def test_a_second_run_does_nothing_and_says_so(store: Store, folder: Path, tmp_path: Path) -> None:
    for number in range(3):
        write(folder, str(number), [story(number)])
    first = run(folder, store, tmp_path)
    assert statuses(first) == [PageStatus.ADDED] * 3
    index = indexer(store, tmp_path / "data")
    version = index.version()
    second = list(ingest(read_pages([str(folder)]), store, index, fail_if_called))
    assert statuses(second) == [PageStatus.UNCHANGED] * 3
    assert [result.reports for result in second] == [result.reports for result in first]
    assert index.version() == version


def test_indexes_are_current_when_it_ends(store: Store, folder: Path, tmp_path: Path) -> None:
    write(folder, "a", [story(1), story(2)])
    (result,) = run(folder, store, tmp_path)
    opened = indexer(store, tmp_path / "data").open()
    assert [chunk.report_id for chunk in store.chunks(opened.containing(canary(2)))] == [result.reports[1]]


def test_a_changed_page_is_a_new_version(store: Store, folder: Path, tmp_path: Path) -> None:
    write(folder, "a", [story(1)])
    run(folder, store, tmp_path)
    write(folder, "a", [story(2)])
    assert statuses(run(folder, store, tmp_path)) == [PageStatus.UPDATED]
    opened = indexer(store, tmp_path / "data").open()
    assert opened.containing(canary(1)) == []
    assert len(opened.containing(canary(2))) == 1


def test_one_bad_page_never_stops_the_others(store: Store, folder: Path, tmp_path: Path) -> None:
    for name, texts in (("a", [story(1)]), ("b", "bad"), ("c", "bug"), ("d", [story(4)])):
        write(folder, name, texts)
    results = run(folder, store, tmp_path)
    assert statuses(results) == [PageStatus.ADDED, PageStatus.FAILED, PageStatus.FAILED, PageStatus.ADDED]
    assert [result.code for result in results] == [None, "no_article", "parser_error", None]
    assert "没有文章" in str(results[1].reason)
    assert "ZeroDivisionError" in str(results[2].reason)
    assert store.counts()[:2] == (2, 2)


def test_a_page_gone_bad_leaves_its_earlier_version(store: Store, folder: Path, tmp_path: Path) -> None:
    write(folder, "a", [story(1)])
    (before,) = run(folder, store, tmp_path)
    write(folder, "a", "bad")
    assert statuses(run(folder, store, tmp_path)) == [PageStatus.FAILED]
    assert store.report(before.reports[0]) is not None
    assert len(indexer(store, tmp_path / "data").open().containing(canary(1))) == 1


def test_a_missing_path_is_a_result(store: Store, folder: Path, tmp_path: Path) -> None:
    write(folder, "a", [story(1)])
    targets = [str(folder / "not-there"), str(folder)]
    results = list(ingest(read_pages(targets), store, indexer(store, tmp_path / "data"), make_extract))
    assert statuses(results) == [PageStatus.FAILED, PageStatus.ADDED]
    assert results[0].code and results[0].reason


def test_text_that_cannot_be_written_as_utf8_fails_alone(store: Store, folder: Path, tmp_path: Path) -> None:
    write(folder, "a", [story(1)])
    (folder / "b.txt").write_text(json.dumps(["broken \ud800 text"]), encoding="utf-8")
    assert statuses(run(folder, store, tmp_path)) == [PageStatus.ADDED, PageStatus.FAILED]


def test_a_result_is_on_disk_when_it_is_given_out(
    store: Store, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ingest_module, "_PAGES_PER_COMMIT", 4)
    for number in range(10):
        write(folder, f"{number:02}", [story(number)])
    reader = Store(store.path, readonly=True)
    for result in ingest(read_pages([str(folder)]), store, indexer(store, tmp_path / "data"), make_extract):
        assert reader.page_state(result.path) is not None
        assert reader.report(result.reports[0]) is not None
    reader.close()


def extract_or_die(raw: RawPage) -> list[Article]:
    if b"die" in raw.data:
        os._exit(9)
    return extract_json(raw)


def make_deadly() -> Extract:
    return extract_or_die


def test_a_page_that_kills_its_worker_fails_alone(
    store: Store, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ingest_module, "_BULK", 4)
    monkeypatch.setattr(ingest_module, "_PAGES_PER_TASK", 3)
    for number in range(12):
        write(folder, f"{number:02}", [story(number)])
    write(folder, "05b", "die")
    results = list(ingest(read_pages([str(folder)]), store, indexer(store, tmp_path / "data"), make_deadly))
    assert [Path(result.path).stem for result in results if result.status is PageStatus.FAILED] == ["05b"]
    assert [Path(result.path).stem for result in results] == sorted(path.stem for path in folder.iterdir())
    assert next(result.code for result in results if result.status is PageStatus.FAILED) == "parser_crashed"
    assert store.counts()[1] == 12


class OtherModel(HashedEmbedder):
    fingerprint = "other weights"


def test_another_model_is_refused_before_anything_is_read(store: Store, folder: Path, tmp_path: Path) -> None:
    write(folder, "a", [story(1)])
    run(folder, store, tmp_path)
    write(folder, "b", [story(2)])
    with pytest.raises(EmbeddingMismatch):
        list(ingest(read_pages([str(folder)]), store, indexer(store, tmp_path / "data", OtherModel()), fail_if_called))
    assert store.counts()[1] == 1


def test_a_second_ingest_is_refused(store: Store, folder: Path, tmp_path: Path) -> None:
    write(folder, "a", [story(1)])
    other = open_store(tmp_path / "data")
    with other.writing(), pytest.raises(StoreBusy, match=str(os.getpid())):
        run(folder, store, tmp_path)
    other.close()
    assert statuses(run(folder, store, tmp_path)) == [PageStatus.ADDED]


def test_a_full_disk_keeps_what_was_acknowledged(
    store: Store, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ingest_module, "_PAGES_PER_COMMIT", 5)
    for number in range(200):
        write(folder, f"{number:03}", [story(number) + story(number + 1000)])
    pages = store._run("PRAGMA page_count", ())[0][0]
    store._run(f"PRAGMA max_page_count = {pages + 40}", ())
    acknowledged: list[str] = []
    with pytest.raises(StoreFull):
        for result in ingest(read_pages([str(folder)]), store, indexer(store, tmp_path / "data"), make_extract):
            acknowledged += result.reports
    assert acknowledged
    assert {report.id for report in store.reports()} == set(acknowledged)
    store._run("PRAGMA max_page_count = 1000000", ())
    assert statuses(run(folder, store, tmp_path)).count(PageStatus.ADDED) == 200 - len(acknowledged)
    assert store.integrity() == "ok"
