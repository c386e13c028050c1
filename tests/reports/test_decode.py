"""Bytes → text, in every charset a Chinese page may be saved in, and what is refused."""

from __future__ import annotations

import random
import time
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rag.errors import UnreadablePage
from rag.reports import decode as module
from rag.reports.decode import MAX_PAGE_BYTES, declared_charset, decode
from rag.reports.unseen import tidy

SIMPLE = "河湾镇党委认真落实县委部署，培养致富能手8名，群众人均收入增长12%。"
TRADITIONAL = "河灣鎮黨委認真落實縣委部署，培養致富能手8名，群眾人均收入增長12%。"
PHRASES = [
    "党员带头致富",
    "村级组织",
    "今年以来，",
    "全镇共有",
    "发展生产",
    "3个村",
    "工作机制。",
    "的意见",
    "\n",
    "GDP",
    "——",
]
PHRASES_T = [
    "黨員帶頭致富",
    "村級組織",
    "今年以來，",
    "全鎮共有",
    "發展生產",
    "3個村",
    "工作機制。",
    "的意見",
    "\n",
    "GDP",
]


def refused(data: bytes, declared: str | None = None) -> str:
    with pytest.raises(UnreadablePage) as caught:
        decode(data, declared)
    assert caught.value.zh and caught.value.en
    return caught.value.code


@pytest.mark.parametrize(
    "charset", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "utf-16-le", "utf-16-be", "gb18030", "gbk"]
)
def test_simplified_in_every_charset(charset: str) -> None:
    assert decode(SIMPLE.encode(charset)).text == SIMPLE


@pytest.mark.parametrize("charset", ["utf-8", "utf-16-be", "big5", "big5hkscs", "gb18030"])
def test_traditional_in_every_charset(charset: str) -> None:
    assert decode(TRADITIONAL.encode(charset)).text == TRADITIONAL


@pytest.mark.parametrize("mark, charset", [(b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")])
def test_byte_order_marks(mark: bytes, charset: str) -> None:
    found = decode(mark + SIMPLE.encode(charset))
    assert (found.text, found.charset, found.warnings) == (SIMPLE, charset, ())


def test_rare_characters_outside_gb2312() -> None:
    text = "朱镕、㐂田、𠮷野三位同志到村里开展工作"
    assert decode(text.encode("gb18030")).text == text


def test_four_bytes_of_gbk() -> None:
    assert decode(bytes.fromhex("b2e2cad4")).text == "测试"


def test_ascii_and_latin_are_utf8() -> None:
    assert decode(b"GDP 2012").charset == "utf-8"
    assert decode("café".encode()).text == "café"


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc", "Cf", "Cn", "Zl", "Zp"]), min_size=1))
@settings(max_examples=150, deadline=None)
def test_any_text_with_a_mark_comes_back(text: str) -> None:
    if text.strip():
        for charset in ("utf-8-sig", "utf-16", "utf-32"):
            assert decode(text.encode(charset)).text == text


@given(st.lists(st.sampled_from(PHRASES), min_size=4, max_size=60).map("".join), st.randoms())
@settings(max_examples=80, deadline=None)
def test_chinese_prose_comes_back_from_unmarked_charsets(text: str, chance: random.Random) -> None:
    text = f"各乡镇党委{text}"
    for charset in ("utf-8", "gb18030", "utf-16-le", "utf-16-be"):
        assert decode(text.encode(charset), chance.choice([None, "gb2312", "utf-8", "nonsense"])).text == text


@given(st.lists(st.sampled_from(PHRASES_T), min_size=4, max_size=60).map("".join))
@settings(max_examples=80, deadline=None)
def test_traditional_prose_comes_back_from_big5(text: str) -> None:
    text = f"各鄉鎮黨委{text}"
    assert decode(text.encode("big5hkscs")).text == text


@given(st.binary(max_size=400))
@settings(max_examples=200, deadline=None)
def test_any_bytes_give_text_or_a_reason(data: bytes) -> None:
    try:
        found = decode(data)
    except UnreadablePage as exc:
        assert exc.code in {"empty", "binary", "encoding_unsure"}
    else:
        assert found.text.strip() and found.text == tidy(found.text)


@pytest.mark.parametrize("charset", ["utf-8", "gb18030", "big5hkscs"])
def test_a_cut_last_character_is_forgiven_and_counted(charset: str) -> None:
    text = (TRADITIONAL if charset == "big5hkscs" else SIMPLE).rstrip("。") + "村"
    found = decode(text.encode(charset)[:-1])
    assert found.text == text[:-1] + "\ufffd"
    assert len(found.warnings) == 1 and "1" in found.warnings[0]


@pytest.mark.parametrize("charset", ["utf-8", "gb18030"])
@pytest.mark.parametrize("at", [5_001, 5_002])
def test_one_bad_byte_harms_one_character(charset: str, at: int) -> None:
    text = SIMPLE * 2000
    data = bytearray(text.encode(charset))
    data[at] = 0xFF
    found = decode(bytes(data))
    wrong = sum(a != b for a, b in zip(found.text[-60_000:], text[-60_000:], strict=True))
    assert wrong == 0 and found.text.count("\ufffd") == 1 and found.warnings


def test_half_utf8_half_gbk_is_parked_not_stored_as_mojibake() -> None:
    assert refused(SIMPLE.encode() * 40 + SIMPLE.encode("gbk") * 40) == "encoding_unsure"


def test_other_languages_in_legacy_charsets_are_not_guessed() -> None:
    assert refused("Le café est fermé à midi, voilà l'été où j'ai été".encode("latin-1")) == "encoding_unsure"


@pytest.mark.parametrize("data", [b"", b" \r\n\t", b"\xef\xbb\xbf", b"\xff\xfe", "　\u200b\ufeff".encode()])
def test_nothing_to_read_is_empty(data: bytes) -> None:
    assert refused(data) == "empty"


@pytest.mark.parametrize(
    "data",
    [
        b"%PDF-1.7\n",
        b"PK\x03\x04abc",
        b"\x89PNG\r\n\x1a\nxx",
        b"\x7fELF\x02",
        b"SQLite format 3\x00",
        b"\x1f\x8b\x08\x00",
        b"\xff\xd8\xff\xe0",
        bytes(1000),
        bytes(range(256)) * 40,
        b"\x01\x02\x03\x04 abc",
    ],
    ids=lambda data: repr(data[:6]),
)
def test_binary_files_are_refused(data: bytes) -> None:
    assert refused(data) == "binary"


def test_the_cap_is_exact(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_PAGE_BYTES", 100)
    assert decode(b"a" * 100).text == "a" * 100
    assert refused(b"a" * 101) == "too_large"
    assert MAX_PAGE_BYTES == 20_000_000


@pytest.mark.parametrize(
    "data",
    [
        SIMPLE.encode("gbk") * 60_000,
        SIMPLE.encode() * 40_000,
        b"\xff" * 4_000_000,
        b"\n" * 4_000_000,
        b"\xd6" * 4_000_001,
    ],
    ids=["gbk", "utf-8", "ff", "newlines", "one byte"],
)
def test_large_single_lines_take_linear_time(data: bytes) -> None:
    start = time.perf_counter()
    with suppress(UnreadablePage):
        decode(data)
    assert time.perf_counter() - start < 3  # seconds; 20 MB of GBK were measured at 0.5


def test_tidy_removes_what_nobody_sees() -> None:
    assert tidy("一\r\n二\r三\u2028四\u2029五\x85六") == "一\n二\n三\n四\n五\n六"
    assert tidy("神\x00河\u200b镇\ufeff\u00ad\u202e党\u2067委\ud800") == "神河镇党委"
    assert tidy("a\x1b[31m红\x1b[0m\x07") == "a红"
    assert tidy("👩\u200d🌾　全角\tＡ①㎡ﬁ") == "👩\u200d🌾　全角\tＡ①㎡ﬁ"


def test_a_stray_nul_is_no_binary_file() -> None:
    assert decode((SIMPLE[:10] + "\0" + SIMPLE[10:]).encode()).text == SIMPLE


def test_declared_charset_is_found_in_the_head() -> None:
    assert declared_charset(b'<html><meta charset="GB2312">') == "gb2312"
    assert declared_charset(b"<meta content='text/html; charset=big5'>") == "big5"
    assert declared_charset(b"x" * 5000 + b"charset=big5") is None
    assert declared_charset("没有".encode()) is None


def test_a_declaration_against_the_bytes_does_not_win() -> None:
    assert decode(SIMPLE.encode(), "gb2312").text == SIMPLE
    assert decode(SIMPLE.encode("gbk"), "utf-8").text == SIMPLE
    assert decode(SIMPLE.encode("gbk"), "big5").text == SIMPLE
