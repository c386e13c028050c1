"""A page's text as lines: white space of every kind tidied, and pages saved as one single line cut where lines were.

Nothing is thrown away here but white space, invisible characters and ruled lines.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rag.language.regex import regex
from rag.language.script import shadow
from rag.language.surnames import COMMON, COMPOUND, RARE

_SPACES = regex("[\t\v\f\u00a0\u2002\u2003\u2009\u202f]")
_INVISIBLE = regex(
    "[\u0000-\u0008\u000e-\u001f\u007f\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff\ufffe\uffff\ud800-\udfff]"
)
_RULE = regex(r"^[\s\-—_=*＊·.．…~～#+|─━]+$")
_LINE_ENDS = regex(r"\r\n?|\n|\u2028|\u2029|\x85")
_LONG = 200  # code points; a line of the page as it was displayed is shorter, a saved paragraph longer
_SHORT = 80  # code points; a whole page on one line is longer, with its headline, its fields and a sentence
_PARAGRAPH = 400  # code points; pieces longer than this on average hold several paragraphs each
_FEW = 3  # lines that a page saved as one line may have
_WIDE = regex(r"(?<![，、,:：;；(（“‘ \u3000])(?:[ \u3000]{2,}|\u3000)(?![，、,。;；)）”’\d%％])")
_WIDE_ANYWHERE = regex(r"(?<![,，、:：])(?:[ \u3000]{2,}|\u3000)")
_FOLD = regex(r"[ \u3000]+")
_SENTENCE_END = "。！？!?”’）)】》…"
_HAN = regex("[㐀-鿿]+")
_NOT_LETTERS = regex(r"[\W_]+")
_TOKEN = regex(r"[^ ]+")
# The end of a sentence's first line, and how its second goes on.
_TO_OFFICE = regex(r"[^,，。]{3,}[,，][^。]*(?:书记|[镇乡县区市村河局所站院校组]长|主任|主席)$")
_FROM_NAME = regex(rf"(?:{'|'.join(COMPOUND)}|[{COMMON}{RARE}])[一-鿿]{{3,}}[^:：]*。")
_COUNTER = regex(r"(?:点击|浏览|阅读|访问|人气|操作|點擊|瀏覽|閱讀|訪問|人氣)[^:：]{0,3}[:：]$")
_COUNTED = regex(r"(?<=[击擊覽览读讀问問气氣数數][:：])[ \u3000]{2,}(?=[^\d\s])")  # 点击：, the count left empty
_STARTER = regex(r"[㐀-鿿]{2,6}[:：]|[您你]?(?:的|[现現]在|[当當]前|所在)*位置")
_DATED = regex(r"(?:^|(?<=[^\d]))\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?(?: \d{1,2}:\d{2}(?::\d{2})?)?$")


@dataclass(frozen=True, slots=True)
class Line:
    """A line as displayed and its shadow, of equal length."""

    text: str
    plain: str

    @classmethod
    def of(cls, text: str) -> Line:
        return cls(text, shadow(text))

    def cut(self, start: int, end: int | None = None) -> Line:
        """A part of the line, without white space around it."""
        text, plain = self.text[start:end], self.plain[start:end]
        left = len(text) - len(text.lstrip())
        right = len(text.rstrip())
        return Line(text[left:right], plain[left:right])

    @property
    def bare(self) -> str:
        """The shadow's letters, digits and Han characters only: what two spellings of one line share."""
        return _NOT_LETTERS.sub("", self.plain)

    @property
    def han(self) -> int:
        return sum(map(len, _HAN.findall(self.plain)))


def lines_of(text: str) -> list[Line]:
    """The lines of a page, tidied, none empty.

    >>> [line.text for line in lines_of("\\u3000\\u3000一是 抓\\xa0宣传。\\n\\n----\\n二")]
    ['一是 抓 宣传。', '二']
    """
    rows = _rows(text)
    is_one_line = len(rows) <= _FEW
    pieces = [_FOLD.sub(" ", piece).strip() for row in rows for piece in _pieces(row, is_one_line)]
    return with_shadow(piece for piece in pieces if piece)


def paragraphs_of(text: str) -> list[str]:
    """The paragraphs of a text that is known to be an article: cut at line ends and wide gaps behind sentences only."""
    pieces = (_FOLD.sub(" ", piece).strip() for row in _rows(text) for piece in _after_sentences(row))
    return [piece for piece in pieces if piece]


def _rows(text: str) -> list[str]:
    tidy = _INVISIBLE.sub("", _SPACES.sub(" ", text))
    return _unbroken([row for row in (row.strip() for row in _LINE_ENDS.split(tidy)) if row and not _RULE.match(row)])


def _unbroken(rows: Sequence[str]) -> list[str]:
    """The rows, one broken between an office and who holds it made whole: 4月14日,某镇党委副书记、镇长⏎董晓杭带领…."""
    whole: list[str] = []
    for row in rows:
        if whole and _TO_OFFICE.search(shadow(whole[-1])) and _FROM_NAME.match(shadow(row)):
            whole[-1] += row
        else:
            whole.append(row)
    return whole


def with_shadow(texts: Iterable[str]) -> list[Line]:
    """Lines with their shadows, made in one go."""
    rows = list(texts)
    plain = shadow("\n".join(rows)).split("\n") if rows else []
    return [Line(row, other) for row, other in zip(rows, plain, strict=True)]


def _pieces(row: str, is_one_line: bool) -> list[str]:
    if len(row) <= (_SHORT if is_one_line else _LONG):
        return [row]
    if not is_one_line:
        return _after_sentences(row)
    wide = [piece for part in _COUNTED.split(row) for piece in _WIDE.split(part)]
    is_enough = len(wide) >= _FEW and len(row) <= _PARAGRAPH * len(wide)
    return wide if is_enough else [piece for part in wide for piece in _narrow(part)]


def _after_sentences(row: str) -> list[str]:
    """Paragraphs run together on a line of a page that has others: cut only behind a finished sentence."""
    pieces, start = [], 0
    for gap in _WIDE_ANYWHERE.finditer(row):
        if gap.start() and row[gap.start() - 1] in _SENTENCE_END:
            pieces.append(row[start : gap.start()])
            start = gap.end()
    return [*pieces, row[start:]]


def _narrow(row: str) -> Iterator[str]:
    """A page whose lines were joined by single spaces: cut at a space unless a word or a sentence goes on behind it."""
    kept: list[str] = []
    for match in _TOKEN.finditer(row):
        if kept and _ends(" ".join(kept[-2:]), kept[-1], match[0]):
            yield " ".join(kept)
            kept = []
        kept.append(match[0])
    yield " ".join(kept)


def _ends(tail: str, last: str, following: str) -> bool:
    """Whether a line ended at the space between `last` and `following`; `tail` is `last` with the word before it."""
    before, after = last[-1], following[0]
    if _COUNTER.search(last):
        return not after.isdigit()
    if tail.rfind("(") > tail.rfind(")") or tail.rfind("（") > tail.rfind("）"):
        return False
    if before in "，、,:：;；(（“‘>》|" or after in "，、,。;；)）”’>》|%":
        return False
    if before in _SENTENCE_END or _STARTER.match(following):
        return True
    if _DATED.search(tail):
        return not (after.isdigit() or following.startswith(("星期", "周")))
    return _is_han(before) and (_is_han(after) or _DATED.match(following) is not None)


def _is_han(char: str) -> bool:
    return "㐀" <= char <= "鿿"
