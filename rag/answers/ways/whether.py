"""Yes/no questions: 有没有, 是否, …吗. The sentence that tells, and before it what it says: yes, no, or a plan.

是 is said only where the sentence holds every word and number of the question, as done and neither supposed (如果…)
nor only heard (网传…), and its report has to do with every place of it; 没有 only where a sentence denies it, calls it
a rumour, or says that it is another place (不是…乡). Where it says something else (第二个 to 第一个, 正在硬化 to
硬化了), or says it in words that are only near, the sentence stands for itself. What no report tells is not
denied: it is not found.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from rag.answers.gate.amounts import missing_figures
from rag.answers.sentences.evidence import Sentence
from rag.answers.sentences.patterns import persons
from rag.answers.ways.doing_asked import is_reached, tells_mishap, told_as
from rag.index.rows import place_names
from rag.language.clauses import clause_span
from rag.language.names import bare
from rag.language.rarity import is_doing
from rag.language.regex import regex
from rag.lists.asked.stops import without_asked_stops
from rag.lists.verdicts.verdict import BY_RULES_ALONE, UNLIKELY, UNLIKELY_OF_A_WORD, is_denied, verdict_of
from rag.lists.whose.attribution import doers
from rag.questions.places.placenames import NamedPlace
from rag.questions.query import Query
from rag.questions.words.near_words import stand_ins
from rag.questions.words.terms import Term, locate, locate_all, presence
from rag.search.pile import Pile
from rag.types import Kind, Level, Span, Verdict

MOST = 3  # sentences shown: the one that tells, and two beside it

_ASKED = regex(
    r"有没有|是否|是不是|有无|能否|能不能|会不会|要不要|吗[?。]*$|(?:了|过)?没有?[?。]*$"
    r"|^(?:did|does|do|is|are|was|were|has|have|had|can|will)\b"
)
_OTHERWISE_ASKED = regex(r"什么|哪|谁|多少|几[个名位年天]|怎|如何|为何|\b(?:what|which|who|when|where|how|why)\b")
_DOING = 0.3  # weight from which a verb tells what is asked
_SHORTEST = 2  # code points of a county whose short name is no name (房县)
_BEFORE = 2  # sentences before one, whose place it may go on about
_WHOLE = 0.8  # presence from which a word of the question stands in the sentence
_NEGATES = regex(r"(?:没有?|未|不是|并非|不再|尚无|无)")
_NEGATED = regex(r"不(?:会|能|曾|再|想|愿|肯|太|敢|用|得|准|让|要)?$")  # right before a verb; 不断, 不仅 are none
_NOT_THERE = regex(r"(?:不是|并非|而非|没有?去过?|未去过?)[^,;。]{0,8}$")  # before a place: 去的不是网传的某乡
_SUPPOSED = regex(  # or only heard
    r"如果|假如|假使|倘若|若是|要是|即使|即便|万一|假设|不要|切勿|请勿|严禁|网传|网上[^,;。]{0,4}?[传说]|谣传|据传|传[说闻言]|听说|有人说|疑似"
)
_RUMOUR = regex(
    r"(?:信息|消息|传闻|传言|说法|视频|内容|帖子|网传)[^,;。]{0,8}(?:造谣|谣言|不实|虚假|假的|子虚乌有|无中生有)"
    r"|纯属(?:虚构|谣言|捏造|谣传)|(?:是|系|属于?)(?:谣言|谣传|不实信息|虚假信息)"
)
_OF_RUMOURS = regex(r"谣|不实|虚假")
_QUALITY = regex(r"(?P<how>[高大多好快远贵难长重早深冷热少低小])(?:不(?P=how)|吗)[?。]*$")  # 收入高吗: no doing
_BESIDE = 0.6  # share of what the first sentence holds of the question, from which another is shown beside it
_OF_IT = 0.5  # share of the question that the first sentence must hold itself, for another to be shown beside it
_UNDER_WAY = regex(
    r"正在|还在|正积极|探索|争创|急需|急待|亟[待需]|[有尚]待"
    r"|(?:[赶奔]赴|赶[往去到]|前往)[^,;。]{2,16}(?:进行|执行|开展|展开|参加|参与)"
)
_ALREADY = regex(r"(?:已经?|正式|顺利|成功|全部|全面)$")
_HE = regex(r"[他她](?!们|人|处|国|乡)")
_DIGIT = regex(r"\d")
_LONGEST_NAME = 4  # code points of a person's name
_ORDINAL = regex(r"第[一二三四五六七八九十\d]+|首[个家次批]")


class Stance(StrEnum):
    """What a sentence says to a yes/no question. `UNSAID`: it speaks of the matter, and the reader judges."""

    YES = "yes"
    NO = "no"
    PLANNED = "planned"
    UNSAID = "unsaid"


def asks_whether(query: Query) -> bool:
    """Whether the question wants yes or no, and nothing else."""
    if query.kind is not Kind.OPEN or _OTHERWISE_ASKED.search(query.shadow):
        return False
    return _ASKED.search(query.shadow) is not None


def told(query: Query, pile: Pile, answering: Sequence[Sentence]) -> tuple[Stance, list[Sentence]]:
    """What the best sentence says, and the sentences to show, that one first. `answering` is not empty, best first.

    A sentence that says yes is better than any other: what was planned, or not done, may have been done since.
    """
    asked = query.content
    stances = [_stance_of(query, pile, asked, one) for one in answering]
    core = _last_held(query, asked, [one.shadow for one in answering])
    said, best = max(
        zip(stances, answering, strict=True),
        key=lambda pair: (
            pair[0] is Stance.YES,
            core is None or _holds(core, pair[1].shadow),
            _held(asked, pair[1].shadow),
            pair[0] is not Stance.UNSAID,
            pair[1].score,
        ),
    )
    core = _last_held(query, asked, [best.shadow])
    held = _held(asked, best.shadow)
    if core is None or held < _OF_IT or (told_as(query.shadow) and said is Stance.UNSAID):
        return said, [best]  # what stands beside it may tell of another matter
    least = _BESIDE * held
    beside = [one for one in answering if one is not best and _held(asked, one.shadow) >= least > 0]
    beside = [one for one in beside if said is not Stance.YES or not _SUPPOSED.search(one.shadow)]
    return said, [best, *(one for one in beside if _holds(core, one.shadow))][:MOST]


def _last_held(query: Query, asked: Sequence[Term], texts: Sequence[str]) -> Term | None:
    """The last of the terms, as a Chinese question says them, that one of the texts holds: its question is asked there
    (有人|伤亡吗); of an English one, whose order is another, the most telling."""
    held = [term for term in asked if any(_holds(term, text) for text in texts)]
    if query.lang == "en":
        return max(held, key=lambda term: term.weight, default=None)
    return max(held, key=lambda term: query.shadow.rfind(term.text), default=None)


def _holds(term: Term, text: str) -> bool:
    return presence(term, text, bare(text)) >= _WHOLE


def _stance_of(query: Query, pile: Pile, asked: Sequence[Term], one: Sentence) -> Stance:
    """What a sentence says of the places asked; of others it says nothing to the question."""
    if any(_NOT_THERE.search(one.shadow[:at]) for place in _places(query) if (at := one.shadow.find(place.name)) > 0):
        return Stance.NO
    stance = _stance(query, asked, one)
    return stance if stance is Stance.UNSAID or _is_theirs(query, pile, asked, one) else Stance.UNSAID


def _is_theirs(query: Query, pile: Pile, asked: Sequence[Term], one: Sentence) -> bool:
    """Whether what a sentence tells is the doing of a place that the question names: not of one visited, nor of a town
    beside it. A sentence that gives it to no place of that level is left to `_is_of`."""
    places = [place for named in _places(query) for place in named.places]
    level = next((level for level in reversed(Level) if any(place.level is level for place in places)), None)
    found = [(term.is_name, term.weight, span) for term in asked if (span := locate(term, one.shadow))]
    if level is None or not found:
        return True
    text = (one.passage.before(one.span[0]), one.shadow)
    doing = doers(pile, one.passage.report, text, max(found)[-1], level)
    names = pile.spellings([place for place in places if place.level is level])
    return not doing or any(doer.name in names and not doer.spoken_of for doer in doing)


def telling_of(query: Query, answering: Sequence[Sentence]) -> list[Sentence]:
    """The sentences that speak of the doing asked: 被逮捕了吗 is not answered by what else he did. All of them where
    the question has no word for it that tells enough."""
    of_them = [one for one in _of_persons(query, answering) if tells_mishap(query.shadow, one.shadow)]
    if (matter := told_as(query.shadow)) is not None:
        return [one for one in of_them if matter.search(one.shadow)]
    doing = [term for term in query.content if _is_telling_doing(term)]
    if not doing:
        return of_them
    return [one for one in of_them if any(presence(term, one.shadow, bare(one.shadow)) for term in doing)]


def _of_persons(query: Query, answering: Sequence[Sentence]) -> list[Sentence]:
    """The sentences that hold a person whom the question names, or 他 right behind one that does, and what it tells
    from its like by a number (新麦45号): what is told of others is no answer."""
    names = [term for term in query.content if _is_person(query, term) or (term.is_name and _DIGIT.search(term.text))]
    return [one for one in answering if all(_is_of_person(term, one) for term in names)]


def _is_person(query: Query, term: Term) -> bool:
    """Whether a term is the name of a person; the dictionary may cut its last character off: 张郅|昭."""
    found = persons(query.shadow) if len(term.text) <= _LONGEST_NAME and query.lang != "en" else ()
    return any(term.text.startswith(name) for name in found)


def _is_of_person(name: Term, one: Sentence) -> bool:
    if _holds(name, one.shadow):
        return True
    return one.number > 0 and _HE.search(one.shadow) is not None and _holds(name, one.passage.sentence(one.number - 1))


def _is_telling_doing(term: Term) -> bool:
    return is_doing(term.text) and term.weight >= _DOING


def _is_of(place: NamedPlace, one: Sentence) -> bool:
    """Whether a sentence, one of the few before it, or what its report is about, has to do with a place that the
    question names."""
    filed = place_names(one.passage.report.places)
    told = "".join(one.passage.sentence(number) for number in range(max(one.number - _BEFORE, 0), one.number + 1))
    if place.name in told:
        return True
    larger = {name for own in place.places for name in own.within}
    if any(name[:-1] in one.shadow for name in larger if len(name) > _SHORTEST):
        return False  # of the county that it lies in
    return any(own.name in filed or own.present in filed for own in place.places)


def _places(query: Query) -> tuple[NamedPlace, ...]:
    return (*query.named, *query.mentioned)


def _held(terms: Sequence[Term], text: str) -> float:
    total = sum(term.weight for term in terms) or 1.0
    return sum(term.weight for term in terms if presence(term, text, bare(text)) >= _WHOLE) / total


def _stance(query: Query, asked: Sequence[Term], sentence: Sentence) -> Stance:
    text = without_asked_stops(query.shadow, sentence.shadow)
    matters = [term for term in asked if not _is_person(query, term)] or asked  # nobody is planned or denied
    found = [(term, span) for term in matters if (span := _where(term, asked, text))]
    doings = [clause_span(text, span) for term, span in found if term.is_name or _is_telling_doing(term)]
    # Beside a doing, only the nouns of its clause are what is done: 项目 in 一级开发项目…工程,标志项目开工 is not.
    found = [(term, span) for term, span in found if not doings or clause_span(text, span) in doings]
    found = [(term, span) for term, span in found if _is_plain(term, text, span)] or found
    spans = [(span, _unlikely(term)) for term, span in found]
    if not spans:
        return Stance.UNSAID
    if any(_denies(text, *one) for one in spans) or (_RUMOUR.search(text) and not _OF_RUMOURS.search(query.shadow)):
        return Stance.NO
    if _QUALITY.search(query.shadow) or any(_is_supposed(text, span) for span, _ in spans):
        return Stance.UNSAID
    verdicts = [verdict_of(text, span, unlikely=unlikely) for span, unlikely in spans]
    if Verdict.PLANNED in verdicts:
        return Stance.PLANNED
    whole = _held(asked, text) == 1.0 and not list(missing_figures(query.shadow, text)) and not stand_ins(asked, text)
    same = set(_ORDINAL.findall(query.shadow)) <= set(_ORDINAL.findall(text))
    done = set(verdicts) == {Verdict.DID} and not any(_is_under_way(text, span) for span, _ in spans)
    # Where neither a doing nor a name is asked, the place may be what is asked: 去的是白沙乡吗.
    here = any(term.is_name or _is_telling_doing(term) for term in asked) or all(
        place.name in text for place in query.mentioned
    )
    sure = whole and same and done and here and is_reached(query.shadow, text)
    sure = sure and _are_together(asked, text) and all(_is_of(one, sentence) for one in _places(query))
    return Stance.YES if sure else Stance.UNSAID


def _is_plain(term: Term, text: str, at: Span) -> bool:
    """Whether a doing is told as done in so many words: 已开工, 正式开工, 开工了."""
    return _is_telling_doing(term) and bool(_ALREADY.search(text[: at[0]]) or text[at[1] : at[1] + 1] == "了")


def _unlikely(term: Term) -> float:
    """The chance under which the learned verdict is believed: it knows things and deeds, a bare verb is for rules."""
    if term.is_name:
        return UNLIKELY
    return BY_RULES_ALONE if _is_telling_doing(term) else UNLIKELY_OF_A_WORD


def _where(term: Term, asked: Sequence[Term], text: str) -> Span | None:
    """Where a sentence holds a term beside most of what is asked: 已暂停供水,将恢复供水 of 恢复供水."""
    return max(
        locate_all(term, text),
        key=lambda at: _held(asked, text[slice(*clause_span(text, at))]),
        default=None,
    )


def _are_together(asked: Sequence[Term], text: str) -> bool:
    """Whether no noun of the question first stands in a clause behind all of its doings: 修好了水渠,通村路仍泥泞
    tells no 修好了通村路."""
    found = [(term, at) for term in asked if (at := locate(term, text))]
    doings = [at for term, at in found if _is_telling_doing(term)]
    if not doings:
        return True
    end = max(clause_span(text, at)[1] for at in doings)
    return all(at[0] < end for term, at in found if not term.is_name and not is_doing(term.text))


def _is_supposed(text: str, span: Span) -> bool:
    start, _ = clause_span(text, span)
    return _SUPPOSED.search(text[start : span[0]]) is not None


def _is_under_way(text: str, span: Span) -> bool:
    start, end = clause_span(text, span)
    return _UNDER_WAY.search(text[start:end]) is not None


def _denies(text: str, span: Span, unlikely: float) -> bool:
    start, _ = clause_span(text, span)
    before = text[start : span[0]]
    negated = _NEGATES.search(before) or (_NEGATED.search(before) and is_doing(text[slice(*span)]))
    return is_denied(text, span, unlikely) or negated is not None
