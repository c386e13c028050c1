"""A report taken out for good: gone from every place it was kept in, and not brought back unasked."""

from __future__ import annotations

from pathlib import Path

import pytest

from rag.assemble import open_library
from rag.errors import OriginalGone, UnknownReport
from rag.library import Library
from rag.settings import PILE_FILE, Settings
from rag.types import PageStatus
from tests.conftest import TOWNS

CANARY = "活动的经验,现场看台账"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    pages = tmp_path / "pages"
    pages.mkdir()
    for name, text in TOWNS.items():
        (pages / name).write_text(text, encoding="utf-8")
    return pages


@pytest.fixture
def library(tmp_path: Path, folder: Path):
    library = open_library(Settings(data=tmp_path / "data"))
    library.ingest([str(folder)])
    yield library
    library.close()


def report_of(library: Library, page: str) -> str:
    return next(report.id for report in library.reports() if report.page == page)


def test_it_is_gone_from_answers_searches_and_the_file(library: Library, folder: Path, tmp_path: Path) -> None:
    gone = report_of(library, "baisha.txt")
    assert CANARY in library.report(gone).text
    assert gone in {hit.chunk.report_id for hit in library.search(CANARY)}
    library.forget(gone)
    with pytest.raises(UnknownReport):
        library.report(gone)
    with pytest.raises(UnknownReport):
        library.forget(gone)
    assert library.live([gone]) == set()
    assert gone not in {hit.chunk.report_id for hit in library.search(CANARY)}
    assert "白沙乡" not in library.ask("哪些乡镇计划推行“五星亮牌”？").text
    assert all(check.ok for check in library.doctor())
    library.close()
    stored = b"".join(file.read_bytes() for file in (tmp_path / "data").glob(f"{PILE_FILE}*"))
    assert CANARY.encode() not in stored


def test_reading_its_page_again_brings_it_back_only_when_asked(library: Library, folder: Path) -> None:
    gone = report_of(library, "baisha.txt")
    library.forget(gone)
    assert {page.status for page in library.ingest([str(folder)])} == {PageStatus.UNCHANGED}
    touched = folder / "baisha.txt"
    touched.write_text(touched.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    copy = folder / "copy.txt"
    copy.write_text(TOWNS["baisha.txt"], encoding="utf-8")
    assert not any(page.reports for page in library.ingest([str(touched), str(copy)]))
    assert library.live([gone]) == set()
    back = library.ingest([str(copy)], restore=True)
    assert (back[0].status, back[0].reports) == (PageStatus.UPDATED, (gone,))
    assert CANARY in library.report(gone).text
    assert gone in {hit.chunk.report_id for hit in library.search(CANARY)}
    assert library.original(gone) == ("copy.txt", TOWNS["baisha.txt"].encode())
    assert all(check.ok for check in library.doctor())


def test_the_indexes_follow_without_being_made_anew(
    library: Library, folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    library.forget(report_of(library, "baisha.txt"))
    assert library.search(CANARY)
    changed = folder / "qinghe.txt"
    changed.write_text(TOWNS["qinghe.txt"].replace("3200亩", "3300亩"), encoding="utf-8")
    library.ingest([str(changed)])
    assert "3300亩" in library.ask("清禾镇种植中药材多少亩？").text
    assert "rebuilding" not in caplog.text


def test_the_others_of_its_page_stay_without_their_original(library: Library, shared: Path) -> None:
    page = next((shared / "reports").glob("001_*"))
    first, second, *_ = library.ingest([str(page)])[0].reports
    assert library.original(second)[1] == page.read_bytes()
    library.forget(first)
    assert library.live([first, second]) == {second}
    with pytest.raises(OriginalGone):
        library.original(second)
    assert library.ingest([str(page)])[0].status is PageStatus.UNCHANGED
    assert library.live([first]) == set()


def test_reports_come_a_page_at_a_time(library: Library) -> None:
    from rag.types import Filters

    whole = [report.id for report in library.reports()]
    found, key = [], 0
    while key is not None:
        reports, key = library.reports_after(key, 2)
        found += [report.id for report in reports]
    assert found == whole
    of_town, more = library.reports_after(0, 2, Filters(place="清禾镇"))
    assert ([report.page for report in of_town], more) == (["qinghe.txt"], None)
