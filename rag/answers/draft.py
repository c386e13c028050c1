"""An answer being written: statements, each with the spans of reports that prove it. Numbers sources by first use."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rag.language.regex import regex
from rag.types import Citation, Report, Span

_LOOKS_LIKE_MARKER = regex(r"\[(\d+)\]")


@dataclass(frozen=True, slots=True)
class Proof:
    """A span of a report that proves a statement."""

    report: Report
    span: Span

    @property
    def quote(self) -> str:
        return self.report.text[slice(*self.span)]


@dataclass(frozen=True, slots=True)
class Piece:
    """Words said or stated, as they were given; without proofs they are our own."""

    words: str
    proofs: tuple[Proof, ...]


class Draft:
    """Text and citations in the making. A quoted “[1]” is written ［1］ so that every [n] is a marker of ours."""

    def __init__(self) -> None:
        self._text = ""
        self._numbers: dict[str, int] = {}
        self.pieces: list[Piece] = []
        self.reports: list[Report] = []
        self.citations: list[Citation] = []

    @property
    def text(self) -> str:
        return self._text.strip()

    @property
    def proofs(self) -> list[Proof]:
        """Everything that the statements rest on, in order, each once."""
        every = (proof for piece in self.pieces for proof in piece.proofs)
        return list({(proof.report.id, proof.span): proof for proof in every}.values())

    def say(self, words: str) -> None:
        """Our own words, without proof: how much was read, a heading."""
        self._text += words
        self.pieces.append(Piece(words, ()))

    def state(self, words: str, proofs: Sequence[Proof]) -> tuple[int, ...]:
        """A statement with its markers; the numbers of the sources that prove it."""
        self.pieces.append(Piece(words, tuple(proofs)))
        start = len(self._text)
        self._text += _LOOKS_LIKE_MARKER.sub(r"［\1］", words)
        end = len(self._text)
        for proof in proofs:
            self.citations.append(Citation(self._number(proof.report), (start, end), proof.span, proof.quote))
        numbers = tuple(dict.fromkeys(self._number(proof.report) for proof in proofs))
        self._text += "".join(f"[{n}]" for n in numbers)
        return numbers

    def under(self, heading: str) -> Draft:
        """The same draft with words of ours on a line above it."""
        made = Draft()
        made.say(f"{heading}\n")
        made.append(self)
        return made

    def append(self, other: Draft) -> None:
        """All that another draft says, behind this one's; its sources are numbered among these."""
        for piece in other.pieces:
            if piece.proofs:
                self.state(piece.words, piece.proofs)
            else:
                self.say(piece.words)

    def line(self) -> None:
        """Start a new line."""
        if self._text and not self._text.endswith("\n"):
            self.say("\n")

    def _number(self, report: Report) -> int:
        if report.id not in self._numbers:
            self._numbers[report.id] = len(self._numbers) + 1
            self.reports.append(report)
        return self._numbers[report.id]


def quoted(proof: Proof) -> str:
    """The proof's sentence as it is shown: one line, otherwise to the letter."""
    return " ".join(proof.quote.split())
