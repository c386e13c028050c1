"""JSON lines → pages, a line at a time."""

from __future__ import annotations

import gzip
import json
from datetime import date
from pathlib import Path

import pytest

from rag.errors import UnreadablePage
from rag.reports import decode, records
from rag.reports.records import is_record, parse_record, read_records
from rag.types import Metadata, PageFailure, RawPage


def write(path: Path, *lines: object) -> Path:
    text = "\n".join(line if isinstance(line, str) else json.dumps(line, ensure_ascii=False) for line in lines)
    opener = gzip.open if path.name.endswith(".gz") else open
    with opener(path, "wb") as file:
        file.write(text.encode())
    return path


@pytest.mark.parametrize("name", ["news.jsonl", "news.jsonl.gz"])
def test_one_page_a_line(tmp_path: Path, name: str) -> None:
    path = write(tmp_path / name, {"_id": "a-1", "text": "甲"}, "", {"text": "乙"}, {"id": 7, "text": "丙", "url": "x"})
    pages = list(read_records(path))
    assert [page.location for page in pages] == [f"{path}#a-1", f"{path}#3", f"{path}#7"]
    assert all(isinstance(page, RawPage) and is_record(page) and page.name.startswith(name) for page in pages)


def test_fields_of_a_record() -> None:
    line = {
        "text": "正文\r\n二",
        "title": " 标题 ",
        "author": "王晓、李明",
        "source": "清水日报",
        "date": "2012-3-4 10:00",
    }
    text, said = parse_record(json.dumps(line | {"url": "http://a.example/1", "editor": "赵一"}).encode())
    assert text == "正文\n二"
    assert said == Metadata("标题", ("王晓", "李明"), "赵一", "清水日报", date(2012, 3, 4), "http://a.example/1")


def test_unusable_fields_are_left_out() -> None:
    line = {
        "text": "文",
        "title": 3,
        "authors": ["王晓", 4, ""],
        "published": "2025-02-30",
        "url": "javascript:alert(1)",
    }
    assert parse_record(json.dumps(line).encode()) == ("文", Metadata(authors=("王晓",)))


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("不是JSON", "bad_record"),
        ("[1]", "bad_record"),
        ("{}", "bad_record"),
        ('{"text": 1}', "bad_record"),
        ('{"text": " \\u200b"}', "empty"),
        ('{"text": "一", "n": ' + "9" * 5000 + "}", "bad_record"),
        ('{"a":' * 100_000, "bad_record"),
    ],
)
def test_bad_lines_are_told_by_number_and_others_go_on(tmp_path: Path, line: str, code: str) -> None:
    path = write(tmp_path / "a.jsonl", {"text": "一"}, line, {"text": "三"})
    first, bad, last = read_records(path)
    assert isinstance(first, RawPage) and isinstance(last, RawPage)
    assert isinstance(bad, PageFailure) and bad.code == code and bad.location == f"{path}#2" and "line 2" in bad.reason


def test_lone_surrogates_and_raw_line_separators() -> None:
    assert parse_record(b'{"text": "\\ud800\xe4\xb8\x80\xe2\x80\xa8\xe4\xba\x8c"}')[0] == "一\n二"


def test_two_records_under_one_id_stay_two(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", {"id": "x", "text": "一"}, {"id": "x", "text": "二"})
    assert len({page.location for page in read_records(path)}) == 2


@pytest.mark.parametrize("name", ["a.jsonl", "a.jsonl.gz"])
def test_a_line_over_the_cap_is_skipped(tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (decode, records):
        monkeypatch.setattr(module, "MAX_PAGE_BYTES", 1000)
    monkeypatch.setattr(records, "_SKIP_BLOCK", 64)
    path = write(tmp_path / name, {"text": "一"}, {"text": "长" * 400}, {"text": "三"})
    first, bad, last = read_records(path)
    assert isinstance(first, RawPage) and isinstance(last, RawPage)
    assert isinstance(bad, PageFailure) and bad.code == "too_large"


def test_a_gzip_bomb_in_one_line_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(records, "MAX_PAGE_BYTES", 1000)
    monkeypatch.setattr(decode, "MAX_PAGE_BYTES", 1000)
    monkeypatch.setattr(records, "_MOST_SKIPPED", 3_000_000)
    path = write(tmp_path / "a.jsonl.gz", " " * 20_000_000, {"text": "三"})
    (bad,) = read_records(path)
    assert isinstance(bad, PageFailure) and bad.code == "too_large"


def test_a_damaged_gzip_file_fails_once(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(gzip.compress(b'{"text": "\xe4\xb8\x80"}\n' * 50)[:-9])
    found = list(read_records(path))
    assert isinstance(found[-1], PageFailure) and found[-1].code == "unreadable"


def test_a_record_file_in_gb18030_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes('{"text": "河湾镇党委认真落实县委部署"}'.encode("gb18030"))
    (page,) = read_records(path)
    assert isinstance(page, RawPage) and parse_record(page.data)[0] == "河湾镇党委认真落实县委部署"


def test_other_pages_are_no_records() -> None:
    assert not is_record(RawPage("/a/b.txt", "b.txt", b"{}"))
    with pytest.raises(UnreadablePage):
        parse_record(b"")
