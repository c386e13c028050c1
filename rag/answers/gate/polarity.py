"""Whether a statement denies what its text affirms, or tells as done what the text only plans; the reverse too.

Each clause of the statement is laid beside the clause of the text that shares most of its words, and the two are read
by the same rules. Rules see written negations (没有, 未, 不, 尚未, 停止) and the plans that `verdict.py` knows;
a denial in other words (拒绝, 落空) is left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher

from rag.language.plan_words import COMING, MEANT
from rag.language.regex import regex
from rag.language.script import shadow
from rag.lists.verdicts.verdict_rules import is_denied, verdict_of
from rag.types import Span, Verdict

_CLAUSE = regex(r"(?:[^,;。:、!?\n]|(?<=\d),(?=\d{3}))+")
_HAN = regex(r"[一-鿿]+")
_ALIKE = 0.5  # share of a clause's pairs of characters that must stand in the text's clause, for the two to be compared
_SHORTEST = 2  # code points in common that say what both clauses speak of
# Words with a negating character that deny nothing.
_AFFIRMING = regex(
    "不断|不仅仅?|不但|不光|不只|不单|不同|不少[^于]|不久|不懈|不得不|不可或缺|不足|不到|不低于|不少于|不超过|不等|不论|不管|不惜|"
    "不忘|不负|不怕|不一而足|不遗余力|永不|绝不|毫不|非常|非公|非遗|非物质|除非|未来|未成年|无论|无偿|无公害|无私|无缝|无害化|无障碍|"
    "无人机|无微不至|无不|无非|没收|埋没|出没|沉没|是否|能否|可否|否则|源源不断|前所未有|从未有过|名不虚传|络绎不绝|不可否认|持之不懈"
)
_DENYING = regex(
    r"没有?|尚未|还未|从未|并未|未能|未曾|未|不曾|不再|不|无|停止|取消|暂停|中止|停办|叫停|\bnot?\b|\bnever\b|\bno\b|n't"
)
_PLANNING = regex(rf"{MEANT}|{COMING}|计划|准备|目标|将要?(?=[一-鿿])")
_DONE = regex("已经?|业已|完成了|实现了")
_TURNING = regex(f"{_DENYING.pattern}|{_PLANNING.pattern}|{_DONE.pattern}")
_ENGLISH = regex(r"[a-z]{3}")


def turned(statement: str, text: str) -> Iterator[tuple[str, str]]:
    """(`negation` or `plan`, the clause) for every clause of the statement that turns what the text says around."""
    read, told = shadow(statement), shadow(text)
    if _is_english(read):
        if bool(_DENYING.search(read)) != _denies(told):
            yield "negation", statement
        return
    if _is_realised(read, told):
        yield "plan", statement
    parts = [found.span() for found in _CLAUSE.finditer(told)]
    if sorted(_CLAUSE.findall(read)) == sorted(told[slice(*part)] for part in parts):
        return  # the text's own clauses, all of them, in whatever order
    for found in _CLAUSE.finditer(read):
        clause = found.group()
        beside = _nearest(clause, told, parts)
        if beside is None:
            continue
        if _denials_differ(clause, told[slice(*beside)]) or _verdict(read, found.span(), told, beside) == "denied":
            yield "negation", clause
        elif _verdict(read, found.span(), told, beside) == "plan" or _realised(read, clause, told[slice(*beside)]):
            yield "plan", clause


def _is_english(read: str) -> bool:
    return len(_ENGLISH.findall(read)) > len("".join(_HAN.findall(read)))


def _denials_differ(clause: str, beside: str) -> bool:
    """Whether one denies and the other does not, or, of the same clause, one denies once more (不让…没人管)."""
    if _denies(clause) != _denies(beside):
        return True
    counts = {len(_DENYING.findall(_AFFIRMING.sub(" ", text))) for text in (clause, beside)}
    return len(counts) > 1 and _pairs(clause) == _pairs(beside)


def _denies(clause: str) -> bool:
    return _DENYING.search(_AFFIRMING.sub(" ", clause)) is not None


def _nearest(clause: str, text: str, parts: list[Span]) -> Span | None:
    """The clause of the text that holds most of this one, or None where none holds enough."""
    wanted = _pairs(clause)
    if len(wanted) < _SHORTEST or not parts:
        return None
    shared, length, best = max((len(wanted & _pairs(text[slice(*part)])), part[0] - part[1], part) for part in parts)
    return best if length and shared >= _ALIKE * len(wanted) else None


def _pairs(text: str) -> set[str]:
    """Pairs of characters of what is said, without the words that turn it around."""
    runs = _HAN.findall(_TURNING.sub("", text))
    return {run[at : at + 2] for run in runs for at in range(len(run) - 1)}


def _verdict(read: str, clause: Span, told: str, beside: Span) -> str:
    """How what both clauses speak of differs: `denied` in one only, a `plan` in the text and none in the statement."""
    one, other = read[slice(*clause)], told[slice(*beside)]
    common = SequenceMatcher(None, one, other, autojunk=False).find_longest_match()
    if common.size < _SHORTEST:
        return ""
    at = (clause[0] + common.a + common.size - 1, clause[0] + common.a + common.size)
    there = (beside[0] + common.b + common.size - 1, beside[0] + common.b + common.size)
    if is_denied(read, at) != is_denied(told, there):
        return "denied"
    verdicts = (verdict_of(read, at), verdict_of(told, there))
    if verdicts == (Verdict.DID, Verdict.PLANNED) and _PLANNING.search(told) and not _PLANNING.search(read):
        return "plan"
    meant = verdicts == (Verdict.PLANNED, Verdict.DID) and _PLANNING.search(one)
    return "plan" if meant and not _PLANNING.search(told) else ""


def _is_realised(read: str, told: str) -> bool:
    """Whether the statement says 已 more often than the text, and speaks less of plans."""
    fewer_plans = len(_PLANNING.findall(read)) < len(_PLANNING.findall(told))
    return fewer_plans and len(_DONE.findall(read)) > len(_DONE.findall(told))


def _realised(read: str, clause: str, beside: str) -> bool:
    """Whether the statement's clause says done what the text's clause means to do: 已经 for 计划, or 计划 left out."""
    if not _PLANNING.search(beside):
        return False
    return not _PLANNING.search(read) or bool(_DONE.search(clause) and not _DONE.search(beside))
