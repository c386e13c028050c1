"""True sentences in other words, made by rule: what a good writer does with a sentence, and a gate must let pass."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal

from rag.language.script import to_traditional

_YEAR = re.compile(r"(?<![\d—–~至到-])((?:19|20)\d\d)(?=年)")  # nobody writes 2022—二〇二三年
_HAN_YEAR = re.compile(r"[一二][〇○零一二三四五六七八九]{3}(?=年)")
_WAN = re.compile(r"(?<![\d.,，])(\d+(?:\.\d+)?)万(?=[一-鿿])")
_LARGE = re.compile(r"(?<![\d.,])(\d{5,8})(?=[亩元头户人株公斤吨])")
_PERCENT = re.compile(r"(?<![\d.])(\d+)[%％]")
_SMALL = re.compile(r"(?<![\d.,])(\d{1,2})(?=[个名户条座处家]|项)")
_THOUSANDS = re.compile(r"(?<![\d.,])(\d{4,6})(?=[亩元头户人株])")
_QUOTATION = re.compile(r"(“[^”]*(?:”|$)|^[^“”]*”|《[^》]*(?:》|$))")
_HAN = "〇一二三四五六七八九"

Retelling = Callable[[str], str | None]


def verbatim(sentence: str) -> str | None:
    return sentence


def reordered(sentence: str) -> str | None:
    """The last two clauses change places; the first one, which holds the subject, stays."""
    clauses = re.split(r"[，,]", sentence.rstrip("。"))
    if len(clauses) < 3 or any(mark in sentence for mark in "“”《》:：；;"):
        return None
    clauses[-2:] = [clauses[-1], clauses[-2]]
    return "，".join(clauses) + "。"


def shortened(sentence: str) -> str | None:
    """The last clause is left out."""
    clauses = re.split(r"[，,]", sentence.rstrip("。"))
    if len(clauses) < 3 or any(mark in sentence for mark in "“”《》"):
        return None
    return "，".join(clauses[:-1]) + "。"


def introduced(sentence: str) -> str | None:
    return ("据报道，", "报道介绍，", "报道提到，")[len(sentence) % 3] + sentence


def year_in_characters(sentence: str) -> str | None:
    return _put(_YEAR, sentence, lambda found: "".join(_HAN[int(digit)] for digit in found[1]))


def year_in_digits(sentence: str) -> str | None:
    table = str.maketrans("〇○零一二三四五六七八九", "000123456789")
    return _put(_HAN_YEAR, sentence, lambda found: found.group().translate(table))


def ten_thousands_written_out(sentence: str) -> str | None:
    return _put(_WAN, sentence, lambda found: f"{Decimal(found[1]) * 10_000:f}".split(".")[0])


def in_ten_thousands(sentence: str) -> str | None:
    return _put(_LARGE, sentence, lambda found: f"{(Decimal(found[1]) / 10_000).normalize():f}万")


def percent_in_words(sentence: str) -> str | None:
    return _put(_PERCENT, sentence, lambda found: "百分之" + (_spelled(int(found[1])) or found[1]))


def count_in_characters(sentence: str) -> str | None:
    return _put(_SMALL, sentence, lambda found: _spelled(int(found[1])) or found[1])


def grouped_thousands(sentence: str) -> str | None:
    return _put(_THOUSANDS, sentence, lambda found: f"{int(found[1]):,}")


def full_width(sentence: str) -> str | None:
    told = sentence.translate({code: code + 0xFEE0 for code in range(ord("0"), ord("9") + 1)})
    return told if told != sentence else None


def traditional(sentence: str) -> str | None:
    told = to_traditional(sentence)
    return told if told != sentence else None


def _put(pattern: re.Pattern[str], sentence: str, told: Callable[[re.Match[str]], str]) -> str | None:
    """Every match told otherwise, outside quotations, which are to the letter; None where nothing changes.

    A sentence may hold the one half of a quotation only.
    """
    parts = _QUOTATION.split(sentence)
    new = "".join(part if number % 2 else pattern.sub(told, part) for number, part in enumerate(parts))
    return new if new != sentence else None


def _spelled(value: int) -> str:
    tens, ones = divmod(value, 10)
    if not 0 < value < 100:
        return ""
    lead = "" if not tens else ("" if tens == 1 else _HAN[tens]) + "十"
    return lead + (_HAN[ones] if ones else "")


RETELLINGS: dict[str, Retelling] = {
    told.__name__: told
    for told in (
        verbatim, reordered, shortened, introduced, year_in_characters, year_in_digits, ten_thousands_written_out,
        in_ten_thousands, percent_in_words, count_in_characters, grouped_thousands, full_width, traditional,
    )
}  # fmt: skip
