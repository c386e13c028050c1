"""Files, folders and URLs → pages; everything unreadable is told and the rest goes on."""

from __future__ import annotations

import gzip
import os
import socket
from pathlib import Path

import pytest

from rag.errors import UnreadablePage
from rag.reports import decode, read
from rag.reports.html import looks_like_html
from rag.reports.read import read_pages
from rag.types import PageFailure, RawPage


def names(found: list[RawPage | PageFailure]) -> list[str]:
    return [page.name if isinstance(page, RawPage) else f"!{page.code}" for page in found]


def one_failure(target: str | Path) -> PageFailure:
    (failure,) = read_pages([str(target)])
    assert isinstance(failure, PageFailure)
    assert " / " in failure.reason and Path(failure.location).is_absolute()
    return failure


def test_a_folder_is_read_whole_sorted_without_hidden_entries(tmp_path: Path) -> None:
    for name in ("b.txt", "a.HTML", "c/x.md", "c/y", ".git/z.txt", ".hidden.txt", "d.jsonl"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text('{"id": "r1", "text": "文"}', encoding="utf-8")
    found = list(read_pages([str(tmp_path)]))
    assert names(found) == ["a.HTML", "b.txt", "x.md", "y", "d.jsonl#r1"]
    assert found[0] == RawPage(str(tmp_path / "a.HTML"), "a.HTML", (tmp_path / "a.HTML").read_bytes())


def test_gzipped_records_in_a_folder(tmp_path: Path) -> None:
    (tmp_path / "n.jsonl.gz").write_bytes(gzip.compress(b'{"text": "a"}\n{"text": "b"}\n'))
    assert names(list(read_pages([str(tmp_path)]))) == ["n.jsonl.gz#1", "n.jsonl.gz#2"]


def test_targets_go_on_after_a_bad_one(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("文", encoding="utf-8")
    found = list(read_pages([str(tmp_path / "nowhere"), str(tmp_path / "a.txt"), str(tmp_path / "a.txt" / "b")]))
    assert names(found) == ["!missing", "a.txt", "!missing"]


@pytest.mark.parametrize("name", ["a\0b", "x" * 5000, "../nowhere/" * 2000])
def test_names_that_cannot_be_opened(name: str) -> None:
    assert one_failure(name).code in {"missing", "unreadable"}


def test_unusual_names_are_only_names(tmp_path: Path) -> None:
    for name in ("\u202e双培.txt", "a..%2f.txt", "a\nb.txt", "CON.txt", "😀.txt", "a#1.txt"):
        (tmp_path / name).write_text("文", encoding="utf-8")
    assert len([page for page in read_pages([str(tmp_path)]) if isinstance(page, RawPage)]) == 6


def test_an_empty_folder_has_no_pages(tmp_path: Path) -> None:
    (tmp_path / ".only-hidden").write_text("x")
    assert one_failure(tmp_path).code == "no_pages"


def test_other_suffixes_are_refused_in_folders_and_read_when_named(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("文", encoding="utf-8")
    assert names(list(read_pages([str(tmp_path)]))) == ["!unsupported"]
    assert names(list(read_pages([str(tmp_path / "a.csv")]))) == ["a.csv"]


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("a.pdf", b"%PDF-1.7\n", "PDF"),
        ("a.txt", b"%PDF-1.7\n", "PDF"),
        ("a.docx", b"PK\x03\x04" + bytes(20) + b"word/document.xml", ".docx"),
        ("a", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", ".doc"),
    ],
)
def test_documents_are_named_as_not_yet_supported(tmp_path: Path, name: str, data: bytes, kind: str) -> None:
    (tmp_path / name).write_bytes(data)
    for target in (tmp_path, tmp_path / name):
        failure = one_failure(target)
        assert failure.code == "unsupported" and kind in failure.reason


def test_a_pdf_suffix_on_another_file_is_judged_when_named(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_text("<html>文</html>", encoding="utf-8")
    assert one_failure(tmp_path).code == "unsupported"
    assert names(list(read_pages([str(tmp_path / "a.pdf")]))) == ["a.pdf"]


def test_links_out_of_the_folder_and_loops_are_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("外")
    folder = tmp_path / "in"
    (folder / "sub").mkdir(parents=True)
    (folder / "sub" / "a.txt").write_text("内")
    (folder / "1out").symlink_to(tmp_path / "secret.txt")
    (folder / "2outdir").symlink_to(tmp_path)
    (folder / "sub" / "loop").symlink_to(folder)
    (folder / "3self").symlink_to(folder / "3self")
    (folder / "4broken").symlink_to(folder / "gone.txt")
    (folder / "same.txt").symlink_to(folder / "sub" / "a.txt")
    found = list(read_pages([str(folder)]))
    assert names(found) == ["!symlink", "!symlink", "!symlink", "!missing", "a.txt", "!symlink"]


def test_a_link_named_by_the_user_is_followed_to_its_real_path(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("文")
    (tmp_path / "link").symlink_to(tmp_path / "a.txt")
    (page,) = read_pages([str(tmp_path / "link")])
    assert isinstance(page, RawPage) and page.location == str(tmp_path / "a.txt") and page.name == "a.txt"


def test_pipes_sockets_and_devices_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    monkeypatch.chdir(tmp_path)  # a socket's path may be 108 bytes long at most
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("socket.txt")
        found = list(read_pages([str(tmp_path)]))
    assert names(found) == ["!not_a_file", "!not_a_file"]
    assert one_failure("/dev/zero").code == "not_a_file"


def test_an_unreadable_file_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text("文")
    (tmp_path / "b.txt").write_text("文")
    real = os.open

    def denied(path: Path, *rest: int) -> int:
        if str(path).endswith("a.txt"):
            raise PermissionError(13, "Permission denied", str(path))
        return real(path, *rest)

    monkeypatch.setattr(read.os, "open", denied)
    found = list(read_pages([str(tmp_path)]))
    assert names(found) == ["!unreadable", "b.txt"]


def test_a_file_over_the_cap_is_not_loaded(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    with path.open("wb") as file:
        file.truncate(decode.MAX_PAGE_BYTES + 1)
    failure = one_failure(path)
    assert failure.code == "too_large" and "20000001" in failure.reason


def test_a_file_that_keeps_changing_is_given_up_and_one_change_is_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.txt"
    path.write_text("一")

    def growing(handle: int) -> os.stat_result:
        if next(pending, False):
            with path.open("a") as file:
                file.write("更多")
        return real(handle)

    real = os.fstat
    monkeypatch.setattr(read.os, "fstat", growing)
    pending = iter([False, True, False, True])  # before and after the first reading, then the second
    assert names(list(read_pages([str(path)]))) == ["!changed"]
    pending = iter([False, True, False, False])
    assert names(list(read_pages([str(path)]))) == ["a.txt"]


def test_urls_go_through_fetch() -> None:
    def fake(url: str) -> RawPage:
        if "bad" in url:
            raise UnreadablePage("fetch_refused", "不", "no")
        return RawPage(url, url, b"x", url)

    found = list(read_pages(["http://a.example/1", "https://bad.example/", "file:///etc/passwd-bad", "ftp:/bad"], fake))
    assert names(found) == ["http://a.example/1", "!fetch_refused", "!fetch_refused", "!fetch_refused"]


SHARED = Path(os.environ.get("XIANGWEN_SHARED", Path(__file__).parents[3] / "shared"))


@pytest.mark.skipif(
    not SHARED.is_dir() and "XIANGWEN_SHARED" not in os.environ,
    reason="the real pages are not here: set XIANGWEN_SHARED",
)
def test_the_real_pages_are_read_as_clean_text() -> None:
    pages = list(read_pages([str(SHARED / "reports")]))
    assert len(pages) == 5
    for page in pages:
        assert isinstance(page, RawPage)
        text = decode.decode(page.data)
        assert text.charset == "utf-8" and not text.warnings and not looks_like_html(text.text)
