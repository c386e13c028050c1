"""The gate of statements: whether what a statement says stands in the sentences that it cites.

Checked: quotations to the letter, numbers and dates in any writing, places, persons, written negations, plans told as
done, addresses, and that the words are the cited sentences' words at all. The same check is made of our own
extractive statements and of a language model's. Left out: what follows from a sentence without standing in it, which
the gate takes for unsaid.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rag.answers.draft import Draft, Piece, Proof, quoted
from rag.answers.gate.amounts import figures, missing_figures, missing_moments
from rag.answers.gate.named import missing_persons, missing_places
from rag.answers.gate.polarity import turned
from rag.answers.gate.support import support, unframed
from rag.language.regex import regex
from rag.language.script import shadow
from rag.search.pile import Pile

log = logging.getLogger(__name__)

# Calibrated by `python -m eval forge` on the even halves: see docs/answers.md.
SUPPORTED = 0.65  # share of a statement's telling words that its sentences must hold
_LOGGED = 80  # code points of a statement in the log
ADDS = 0.25  # share under which a sentence cited beside others adds nothing, and is not cited

_QUOTED = regex(r"“([^“”]*)”|《([^《》]*)》|\"([^\"]*)\"|‘([^‘’]*)’")
_MARKS = regex(r"“[^“”]*”")
_OPENED, _CLOSED = regex(r"“([^“”]*)$"), regex(r"^([^“”]*)”")
ADDRESS = regex(r"(?:https?:|ftp:|www\.|[\w.+-]+@)[^\s,;，；。、“”（）()《》<>]+", re.IGNORECASE)
_OWNER = regex(
    r"(?P<name>[一-鿿]{2,14}[镇乡村县市区省州旗道])(?:（(?P<within>[一-鿿]{2,14})）| \([一-鿿]{2,14}\))?(?:：|: )"
)
_NOT_SAID = regex(r"[\W_]+")
_ENGLISH = regex(r"[a-z]{2,}")
_HAN = regex(r"[一-鿿]")


@dataclass(frozen=True, slots=True)
class Lapse:
    """Something a statement says that its sentences do not: of what kind, and the words."""

    kind: str
    words: str


def lapses(statement: str, proofs: Sequence[Proof], pile: Pile) -> Iterator[Lapse]:
    """Everything in the statement that the proofs do not hold; nothing where it is grounded. `proofs` is not empty."""
    yield from _missing_facts(statement, proofs, pile)
    said = unframed(statement)
    for kind, words in turned(said, "\n".join(proof.quote for proof in proofs)):
        yield Lapse(kind, words)
    if not _is_supported(said, proofs):
        yield Lapse("support", statement)


def grounded(draft: Draft, pile: Pile) -> Draft:
    """Our own statements through the same gate: where the words around a quotation (whose report speaks, who wrote it)
    are not held, the quotation stands alone. Proofs, and so the numbers of sources, stay as they are."""
    if not any(_is_ungrounded(piece, pile) for piece in draft.pieces):
        return draft
    made = Draft()
    for piece in draft.pieces:
        if not piece.proofs:
            made.say(piece.words)
        elif _is_ungrounded(piece, pile):
            log.warning("a statement of ours is not held by its sentences: %s", piece.words[:_LOGGED])
            made.state(" ".join(quoted(proof) for proof in piece.proofs), piece.proofs)
        else:
            made.state(piece.words, piece.proofs)
    return made


def _is_ungrounded(piece: Piece, pile: Pile) -> bool:
    rest = piece.words
    for proof in piece.proofs:
        rest = rest.replace(quoted(proof), "")
    if not piece.proofs or not _NOT_SAID.sub("", rest):
        return False
    # Whose it is names places alone: 三台村 is no number, 沈北 in （沈北新区） nobody's name.
    owner = _OWNER.match(rest)
    if owner and not _lies_there(owner, piece.proofs, pile) and any(missing_places(owner.group(), piece.proofs, pile)):
        return True
    told = rest[owner.end() if owner else 0 :]
    return bool(_NOT_SAID.sub("", told)) and any(_missing_facts(told, piece.proofs, pile))


def _lies_there(owner: re.Match[str], proofs: Sequence[Proof], pile: Pile) -> bool:
    """Whether a report writes the larger place of a label right before the smaller one (石门镇河湾村), wherever it
    does, and the smaller one stands in what is cited."""
    if owner["within"] is None or not any(owner["name"] in shadow(proof.quote) for proof in proofs):
        return False
    together = shadow(owner["within"] + owner["name"])
    return any(together in pile.passage(proof.report.id).shadow for proof in proofs)


def _missing_facts(statement: str, proofs: Sequence[Proof], pile: Pile) -> Iterator[Lapse]:
    told = "\n".join(proof.quote for proof in proofs)
    for words in _missing_quotations(statement, proofs):
        yield Lapse("quotation", words)
    for words in missing_figures(statement, told):
        yield Lapse("number", words)
    for words in _missing_moments(statement, proofs):
        yield Lapse("date", words)
    for words in missing_places(statement, proofs, pile):
        yield Lapse("place", words)
    for words in missing_persons(statement, proofs):
        yield Lapse("person", words)
    for address in ADDRESS.findall(statement):
        if address not in told:
            yield Lapse("address", address)


def needed(statement: str, proofs: Sequence[Proof]) -> list[Proof]:
    """The proofs without those that add nothing to the others; never none."""
    best = max(proofs, key=lambda proof: support(statement, [proof]))
    return [proof for proof in proofs if proof is best or support(statement, [proof]) >= ADDS]


def _missing_moments(statement: str, proofs: Sequence[Proof]) -> Iterator[str]:
    """Dates that no proof holds: each is read with the date its report was published."""
    missing = [set(missing_moments(statement, proof.quote, proof.report.metadata.published)) for proof in proofs]
    yield from sorted(set.intersection(*missing))


def _missing_quotations(statement: str, proofs: Sequence[Proof]) -> Iterator[str]:
    read = shadow(unframed(statement))
    for proof in proofs:  # a title may hold half a pair of quotation marks
        read = read.replace(f"《{shadow(proof.report.title)}》", "")
    told = _run("".join(f"{proof.quote}\n{proof.report.title}\n" for proof in proofs))
    quoted = [next(filter(None, found), "") for found in _QUOTED.findall(read)]
    rest = _MARKS.sub(" ", read)
    quoted += [found[1] for pattern in (_OPENED, _CLOSED) if (found := pattern.search(rest))]
    for words in quoted:
        if _run(words) not in told:
            yield words


def _run(text: str) -> str:
    """Without white space and punctuation: what is quoted is quoted to the letter, the stops may be of either width."""
    return _NOT_SAID.sub("", shadow(text))


def _is_supported(statement: str, proofs: Sequence[Proof]) -> bool:
    """By words; a statement in another language needs an anchor: a number, a quotation or a name in characters."""
    read = shadow(statement)
    if len(_ENGLISH.findall(read)) > len(_HAN.findall(read)):
        return bool(figures(statement) or _HAN.search(read))
    return support(statement, proofs) >= SUPPORTED
