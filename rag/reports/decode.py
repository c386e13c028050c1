"""Bytes → text: which charset a page is written in, and what it says once invisible noise is gone.

The order is: byte order mark, UTF-16 by its NUL pattern, strict UTF-8, then every Chinese charset on trial, judged by
how common its characters are and, where that leaves a doubt, by what the page declares and by `chardet`. A damaged
place is shown as U+FFFD and counted; a file that reads as nothing plausible is refused, never stored as mojibake.

Left out: the meaning of the text. Nothing is normalised (no NFKC, no script conversion) and no page furniture removed.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from functools import cache

import chardet

from rag.errors import UnreadablePage
from rag.language.regex import regex
from rag.reports.plausible import common_share
from rag.reports.unseen import tidy

# Bytes. The longest government report we know of is under 1 MB; 20 MB leaves room for saved pages with inlined pictures
# and still decodes in about a second. A larger file is a dump or an attack, and is named as such.
MAX_PAGE_BYTES = 20_000_000

_BOMS = (  # UTF-32 before UTF-16: the little-endian marks begin alike
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MAGIC = (
    (b"%PDF-", "pdf"),
    (b"PK\x03\x04", "zip"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"\xff\xd8\xff", "jpeg"),
    (b"GIF87a", "gif"),
    (b"GIF89a", "gif"),
    (b"\x7fELF", "elf"),
    (b"SQLite format 3\x00", "sqlite"),
    (b"\x1f\x8b\x08", "gzip"),
    (b"Rar!\x1a\x07", "rar"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
)
_TRIALS = ("utf-8", "gb18030", "big5hkscs", "utf-16-le", "utf-16-be")
_FAMILIES = {  # what a page may declare → the widest charset of that family
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "gb18030": "gb18030",
    "cp936": "gb18030",
    "big5": "big5hkscs",
    "big5hkscs": "big5hkscs",
    "cp950": "big5hkscs",
    "utf-8": "utf-8",
    "utf-16-le": "utf-16-le",
    "utf-16-be": "utf-16-be",
}

_SAMPLE = 65_536  # bytes looked at when a charset is judged; a share over more would not move

# Shares of the non-ASCII characters, from 1,500 slices of 20 characters of news in GB18030 and Big5: the right charset
# scores 0.67 or more in 99 % of slices, the wrong one of the two 0.42 or less.
_PLAUSIBLE = 0.45  # below: not Chinese prose in this charset
_CLEAR_LEAD = 0.15  # a smaller lead is settled by the declared charset or by chardet

_DAMAGE_PER_BYTE = 1 / 2000  # one bad place in about a thousand characters: scratches, not another charset
_MOST_DAMAGE = 50  # places; each costs one more pass over the rest of the file, so that 20 MB stay under two seconds
_CONTROL_SHARE = 0.05  # of the first 64 KB; text has a stray NUL or two, binary files a third
_SNIFFED = 65_536  # bytes looked at for controls and NULs
_DECLARED_WITHIN = 4096  # bytes; browsers look for a meta charset in the first 1024, sloppy pages put it later

_CONTROLS = bytes(code for code in range(32) if code not in b"\t\n\r\x0b\x0c\x1b")
_HIGH = regex(rb"[\x80-\xff]")
_DECLARED = regex(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text as it stands on the page, the charset it was in, and what had to be forgiven (for people, zh / en)."""

    text: str
    charset: str
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Trial:
    """The bytes read in one charset: `damaged` places became U+FFFD; `share` of its non-ASCII is common Chinese."""

    charset: str
    text: str
    damaged: int
    share: float


def decode(data: bytes, declared: str | None = None) -> Decoded:
    """Text of `data`. `declared` is what the page or server calls its charset: a hint, never trusted alone.

    >>> decode("测试".encode("gb18030")).text
    '测试'

    Raises UnreadablePage: `too_large`, `empty`, `binary`, `encoding_unsure`.
    """
    check_size(len(data))
    for mark, charset in _BOMS:
        if data.startswith(mark):
            return _finish(_forced(data[len(mark) :], charset))
    kind = binary_kind(data)
    if kind is not None:
        raise _binary(kind)
    trial = _utf16_by_nuls(data) if b"\x00" in data else None
    trial = trial or _utf8_or_legacy(data, declared)
    if trial is None or not trial.charset.startswith("utf-16"):
        _check_controls(data)
    if trial is None:
        raise _unsure(data, declared)
    return _finish(trial)


def check_size(size: int) -> None:
    """Raises UnreadablePage `too_large` for a page of `size` bytes over the cap."""
    if size > MAX_PAGE_BYTES:
        raise UnreadablePage(
            "too_large",
            f"页面有 {size} 字节，上限是 {MAX_PAGE_BYTES} 字节；请拆成几个文件",
            f"the page has {size} bytes, the limit is {MAX_PAGE_BYTES}; split it into several files",
        )


def binary_kind(head: bytes) -> str | None:
    """What kind of binary file begins with `head` (pdf, zip, png, …), or None."""
    return next((kind for magic, kind in _MAGIC if head.startswith(magic)), None)


def declared_charset(data: bytes) -> str | None:
    """The charset a page names in its first bytes (meta charset, XML declaration), or None."""
    found = _DECLARED.search(data[:_DECLARED_WITHIN])
    return found.group(1).decode("ascii").lower() if found else None


def _finish(trial: _Trial) -> Decoded:
    text = tidy(trial.text)
    if not text.strip():
        raise UnreadablePage("empty", "文件里没有文字", "the file holds no text")
    warnings: tuple[str, ...] = ()
    if trial.damaged:
        places, charset = trial.damaged, trial.charset
        warnings = (
            f"有 {places} 处不是 {charset} 编码，已用 \ufffd 代替 / {places} places are not {charset}, now \ufffd",
        )
    return Decoded(text, trial.charset, warnings)


def _forced(data: bytes, charset: str) -> _Trial:
    """A byte order mark leaves no choice, but what follows it must still be text of that charset."""
    read = _read(data, charset)
    if read is None:
        raise _unsure(data, charset)
    return _Trial(charset, *read, share=1.0)


def _utf8_or_legacy(data: bytes, declared: str | None) -> _Trial | None:
    """Strict UTF-8 where it holds. Two-byte sequences alone (é, or 一 in GB18030) prove little: others get a trial."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as exc:
        if exc.start < len(data) - 3 or exc.start == 0:
            return _best(data, declared)
        text = data[: exc.start].decode("utf-8")  # cut within the last character
        strict = _Trial("utf-8", text + "\ufffd", 1, 1.0)
    else:
        strict = _Trial("utf-8", text, 0, 1.0)
        if text.isascii():
            return strict
    if max(text, default="") >= "\u0800":
        return strict
    return _best(data, declared) or (None if strict.damaged else strict)


def _utf16_by_nuls(data: bytes) -> _Trial | None:
    """NULs in text mean UTF-16: every ASCII character has one (and 一 is 4E 00). The order that gives text is right."""
    trials = [
        _Trial(charset, *read, share=common_share(read[0], ascii_counts=True))
        for charset in ("utf-16-le", "utf-16-be")
        if (read := _read(data, charset))
    ]
    trials.sort(key=lambda trial: -trial.share)
    if not trials or trials[0].share < _PLAUSIBLE:
        return None
    second = trials[1].share if len(trials) > 1 else 0.0
    return trials[0] if trials[0].share - second >= _CLEAR_LEAD else None


def _best(data: bytes, declared: str | None) -> _Trial | None:
    """The charset whose reading is the most like Chinese prose; None when no reading is, or two are equally so."""
    start = _HIGH.search(data)
    first = start.start() & ~1 if start else 0  # even, for the sake of UTF-16; a byte of ASCII more harms nobody
    sample = data[first : first + _SAMPLE]
    shares = {charset: common_share(read[0]) for charset in _TRIALS if (read := _read(sample, charset))}
    best = max(shares.values(), default=0.0)
    close = [name for name, share in shares.items() if share >= _PLAUSIBLE and best - share < _CLEAR_LEAD]
    if not close:
        return None
    votes = (_FAMILIES.get(_codec(name or ""), "") for name in (declared, _detected(sample)))
    chosen = close[0] if len(close) == 1 else next((vote for vote in votes if vote in close), None)
    read = _read(data, chosen) if chosen else None
    return _Trial(chosen, *read, share=best) if chosen and read else None


def _detected(data: bytes) -> str:
    found = chardet.detect(data, include_encodings=list(_TRIALS), compat_names=False, no_match_encoding="utf-8")
    return str(found["encoding"])


@cache
def _codec(name: str) -> str:
    try:
        return codecs.lookup(name).name
    except LookupError:
        return ""


def _read(data: bytes, charset: str) -> tuple[str, int] | None:
    """The text and the number of damaged places, or None if there are more than scratches explain.

    After a bad byte the reading goes on where it makes most sense, so one lost byte cannot shift the rest of a line.
    """
    allowed = 1 + min(int(len(data) * _DAMAGE_PER_BYTE), _MOST_DAMAGE)
    view, at, damaged = memoryview(data), 0, 0
    pieces: list[str] = []
    while at < len(data):
        try:
            pieces.append(codecs.decode(view[at:], charset))
            break
        except UnicodeDecodeError as exc:
            damaged += 1
            if damaged > allowed:
                return None
            bad = at + exc.start
            pieces += [codecs.decode(view[at:bad], charset), "\ufffd"]
            at = _resume(data, bad, charset)
    return "".join(pieces), damaged


def _resume(data: bytes, bad: int, charset: str) -> int:
    """Where to read on after the byte at `bad`: of the next few offsets, the one that gives the commonest text."""
    step = {"utf-16-le": 2, "utf-16-be": 2, "utf-32-le": 4, "utf-32-be": 4}.get(charset, 1)
    offsets = range(bad + step, min(bad + 3 * step, len(data)) + 1, step)

    def sense(offset: int) -> float:
        ahead = data[offset : offset + 48].decode(charset, "replace")
        return common_share(ahead[:12])

    return max(offsets, key=sense, default=len(data))


def _check_controls(data: bytes) -> None:
    head = data[:_SNIFFED]
    controls = len(head) - len(head.translate(None, _CONTROLS))
    if controls > len(head) * _CONTROL_SHARE and controls > 1:
        raise _binary("unknown")


def _binary(kind: str) -> UnreadablePage:
    return UnreadablePage(
        "binary",
        f"这不是文本文件（类型：{kind}）；请给出文本或网页文件",
        f"this is not a text file (kind: {kind}); give a text or HTML file",
    )


def _unsure(data: bytes, declared: str | None) -> UnreadablePage:
    return UnreadablePage(
        "encoding_unsure",
        f"认不出 {len(data)} 字节的文字编码（页面声明：{declared or '无'}）；请另存为 UTF-8 再试",
        f"cannot tell the charset of these {len(data)} bytes (declared: {declared or 'none'}); save the file as UTF-8",
    )
