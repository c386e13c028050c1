"""Questions that one sentence answers: why something is so, and what it was (受了什么处分).

Of a reason, the sentence that tells it with what was asked, or the one beside it; where no sentence gives a reason, the
one that tells what was asked, alone. Left out: which sentences answer at all (`worth_telling.py`).
"""

from __future__ import annotations

from collections.abc import Sequence

from rag.answers.sentences.evidence import Sentence
from rag.index.tokenizing import words
from rag.language.names import bare
from rag.language.regex import regex
from rag.questions.words.terms import Term, presence

MOST = 2  # sentences shown

# What comes of a thing, behind 可以 or 能: a reason to do it (打顶可以促进分枝).
_EFFECT = "(?:有效|大大|进一步)?(?:防止|避免|预防|减少|减轻|降低|缓解|促进|提高|提升|增加|增强|改善|抑制|延长)"
# By which a sentence says that something has a reason.
_CAUSE = regex(
    r"因为|由于|(?<![基各原起])因(?![此而素地人户村时事势材])|原因|缘由|缘于|源于|得益于|归功于|多亏|为了|为的?是|为(?=让|使|避免|防止|确保)|以免|以便|"
    r"嫌|(?<![可恐哪不])怕|担心|生怕|顾虑|图的?是|靠的?是|鉴于|考虑到|出于|不是[^。;]{2,30}而是|导致|致使|使得|造成|受[^,。;]{1,10}影响|"
    rf"(?:(?<![许不])可以?|能够?|有效地?){_EFFECT}|有[利助]于(?!民)|便于|"
    r"(?<![一-鿿])为(?![期人主首例民数止名准此先])[一-鿿、“”]{3,30}(?=,)|认为|觉得|用不着|没必要|不需要|不适合|不宜|难以|缺乏|急需|亟需|不足|没有[一-鿿]{0,6}条件"
    # What has been told before it makes it needed.
    r"|(?<=[^。;]{6}[,:])[“‘]?[^,。;:]{0,8}(?:势在必行|刻不容缓|迫在眉睫)|不得不"
)
# The same where nothing else can be meant; 为了 tells what something was for, and often of another thing.
_SURELY = regex(
    r"因为|由于|(?<![基各原起])因(?![此而素地人户村时事势材])|缘于|源于|得益于|多亏|嫌|(?<![可恐哪不])怕|认为|觉得"
)
_GAINS = 0.35  # covered share that telling a cause is worth
_NEAR = 0.45  # covered share, with what stands around it, that a sentence with a cause needs to be about what is asked
_AS_FULL = 0.1  # covered share that a second story's reason may lack
_WHOLLY = 0.8  # covered share of nearly all that is asked
_SAID = 0.6  # weight of the terms by which a sentence is known to tell of just that
_TELLS = 0.3  # weight from which a term tells something
_NAMES_ONE_THING = regex(
    r"(?:什么|何种|哪种|哪个|哪项|啥)(?!用|样|时|地方|情况|做法|措施|经验|工作|活动|内容|成效|效果|成果|变化|举措|成绩|不同|作用|影响|特点|问题|困难|行动|安排|进展|意义|方面|好处)"
    r"(?P<thing>[一-鿿]{1,8})"
)
_BROAD = regex(r"怎么|怎样|如何|哪些|介绍|谈谈|说说|讲讲|做法|经验|措施|成效|为什么|为何")


def reasons(terms: Sequence[Term], answering: Sequence[Sentence], others: Sequence[Sentence]) -> list[Sentence]:
    """The one or two sentences that give the reason asked for, as their report tells them; else the one that tells what
    was asked. None where a reason for something of it stands apart: whether it is that one is for the reader to see.
    `answering` are those that answer by themselves, best first; `others` what else has been read."""
    own = [one for one in (*answering, *others) if one.passage.report.id == answering[0].passage.report.id]
    about = [one for one in own if one.covered >= _NEAR and not _is_heading(one)] or [answering[0]]
    best = max(about, key=lambda one: (one.covered + _GAINS * gives_reason(one.shadow), _held(terms, one), one.score))
    if not gives_reason(best.shadow):
        beside = [one for one in own if abs(one.number - best.number) == 1 and _same_paragraph(one, best)]
        told = [one for one in beside if gives_reason(one.shadow)][:1]
        if not told and any(one is not best and gives_reason(one.shadow) and _held(terms, one) > 0 for one in own):
            return []
        return sorted([best, *told], key=lambda one: one.number)
    return [best, *_of_another_story(best, answering)]


def _of_another_story(best: Sentence, answering: Sequence[Sentence]) -> list[Sentence]:
    """The reason that another story gives of the same: it may be another reason."""
    group = best.passage.report.group
    return [
        one
        for one in answering
        if one.passage.report.group != group and gives_reason(one.shadow) and one.covered >= best.covered - _AS_FULL
    ][: MOST - 1]


def gives_reason(text: str) -> bool:
    """Whether a sentence's shadow says that something has a reason."""
    return _CAUSE.search(text) is not None


def says_what_happened(terms: Sequence[Term], chosen: Sequence[Sentence]) -> bool:
    """Whether a sentence without a reason tells at least the thing whose reason is asked, in all its words and more
    than one common one (选 of 选址 tells nothing of 选在甲县建)."""
    return any(_holds_all(terms, one) and _held(terms, one) >= _SAID for one in chosen)


def is_sure(one: Sentence) -> bool:
    """Whether a sentence answers a question for a reason beyond doubt: it says one, or holds nearly all of it."""
    return one.covered >= _WHOLLY or _SURELY.search(one.shadow) is not None


def names_one_thing(question: str) -> bool:
    """Whether an open question asks what one thing was (受了什么处分, 用什么办法量水位), not for an account.

    >>> names_one_thing("他受了什么处分?"), names_one_thing("镇里采取了什么措施?"), names_one_thing("用什么办法?")
    (True, False, True)
    """
    return _NAMES_ONE_THING.search(question) is not None and _BROAD.search(question) is None


def wholly_told(question: str, terms: Sequence[Term], answering: Sequence[Sentence]) -> list[Sentence]:
    """Where the best sentence holds all that the question tells: it, and at most one more that does; else none.

    The thing asked for need not be called so (荣誉: 荣获劳动模范称号); where it is, only another story stands
    beside it.
    """
    asked = _NAMES_ONE_THING.search(question)
    thing = words(asked["thing"])[0] if asked else ""
    told = [term for term in terms if term.text not in thing]
    whole = [one for one in answering if _holds_all(told, one)]
    if not whole or whole[0] is not answering[0]:
        return []
    best = whole[0]
    named = thing in best.shadow
    if not named and not set(thing) & set(best.shadow):
        return []
    beside = [one for one in whole[1:] if not named or one.passage.report.group != best.passage.report.group]
    return [best, *beside[: MOST - 1]]


def _holds_all(terms: Sequence[Term], sentence: Sentence) -> bool:
    telling = [term for term in terms if term.weight >= _TELLS]
    flat = bare(sentence.shadow)
    return bool(telling) and all(presence(term, sentence.shadow, flat) == 1.0 for term in telling)


def _held(terms: Sequence[Term], sentence: Sentence) -> float:
    flat = bare(sentence.shadow)
    return sum(term.weight * presence(term, sentence.shadow, flat) for term in terms)


def _is_heading(sentence: Sentence) -> bool:
    return sentence.shadow[-1:] not in "。!;…”)"


def _same_paragraph(one: Sentence, other: Sentence) -> bool:
    start, end = min(one.span[0], other.span[0]), max(one.span[1], other.span[1])
    return "\n" not in one.passage.shadow[start:end]
