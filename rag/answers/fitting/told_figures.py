"""Which of several figures answers: one told before one only expected or aimed at (用了30小时, 估计要两个月; 已有300户,
力争500户), and one that stands beside the noun it is asked of (铁塔1937基) before any other. Rules on shadows.

Left out: figures in a measure that units give away (`answer_type.py`), and a forecast of the weather.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from rag.answers.fitting.answer_type import figures_asked, fits, is_as_fine
from rag.answers.sentences.evidence import BY_NUMBER, Sentence
from rag.answers.sentences.expected import read
from rag.answers.sentences.held_around import IN_TITLE
from rag.answers.sentences.patterns import persons
from rag.index.tokenizing import words
from rag.language.clauses import clause_span
from rag.language.names import bare
from rag.language.parts_of_year import part_told
from rag.language.plan_words import COMING, HAS_BEEN, MEANT
from rag.language.rarity import is_doing
from rag.language.regex import regex
from rag.lists.verdicts.plan_heads import is_ruled_by_plan
from rag.lists.verdicts.plan_lookalikes import without_plan_lookalikes
from rag.lists.verdicts.will import as_taking
from rag.questions.interrogatives import PLAN_ASKED
from rag.questions.query import Query
from rag.questions.words.terms import presence
from rag.types import Kind, Span

_AS_FULL = 0.2  # covered share that a sentence with the figure as a fact may lack
_REACHED_LACKS = 0.35  # covered share that a figure reached may lack, beside one that is only aimed at
_THING_TELLS = 0.4  # weight from which a noun is what a figure is asked of
_SPAN_ASKED = regex(r"多久|多长时间|几天|几个月|几年|多少(?:天|个?小时|个?月|年)|how long")
_EXPECTED = regex(
    rf"{MEANT}|{COMING}|预期|估计|估算|可望|设计(?!师|院|图|者|理念|风格|方案|出)|(?<![按照原依年初])计划(?!生育|内|外)"
    r"|目标(?:是|为|,|:)|(?<!市)规划(?=到|在|面积|建|总|投|用地)|将(?=[要会在达于为建投新增完实提发种再继全扩突]|突破|超)|未来"
    r"|到(?:今|明|本)?年底|(?<![无不只仅所急])需要?(?=配备|安装|新?建|修|购|投[资入]|资金)"
)
# A figure right behind a task or an aim; what is done of it is told as done (完成任务38万亩).
_TASK = regex(r"(?<!超额)(?:任务|目标|指标)(?:面积|总?数|量)?(?:为|是|:)?(?:约|共)?$")
_TASK_DONE = regex(r"(?:完成|达成|实现|超过?)了?[^,;。]{0,20}$")
_REACHED = regex(rf"已经?|目前|现有|如今|截至|累计|去年|{HAS_BEEN}")
_TO_COME = regex(r"(?<!主|需)[要将会能](?!求)[一-鿿]{1,3}?(?:多少|几)|到20\d\d年(?:底|末)?[一-鿿]{0,6}?[要将达]")
_STOP = regex(r"[。;；!?]")
_EXPECTED_ASKED = regex(r"需|任务|指标|预计|预期|估计|估算|有望|设计|将|\bexpected\b|\bwill\b|\bestimat")
_SPENT = regex(r"(?:用|花|费)(?:了|时|掉|去)|耗时|历时|历经|经过|仅用|只用|短短|不到|奋战")
_AFTER_ASKED = regex(r"(?:恢复|修复|改造|扩建|整治|治理|完工|建成|改扩建|退耕|改革)之?后|现在|目前|如今")
_ONCE = regex(r"曾经?|当时|起初|最初|原来|原有|原先|以前|过去|从前|当初|此前")
_EACH = regex(r"人均|户均|亩均|平均|每[人户亩]|(?<=[^上下])均(?=[产价增])")
_HAS_GOT = regex("(?:拿着|手捧|捧着|捧回|领到|领取|领了|拿到|拿了|分到|分得|接过|收到|攥着)[^,;。]{0,6}$")
# Behind a figure that is the size of something counted itself: 300万只|藏鸡冷链宰杀线1条.
_SIZE_OF = regex(
    r"(?:以上|左右|级|规模|的)*[^,;:。、\d]{0,12}?(?:基地|小区|园区?|示范[园村区]|[厂库场]|车间|生产线|[一-鿿]线|项目)(?:各|共)?[\d一二三四五六七八九十]"
)
_WHOLE_ASKED = regex(r"全[国省市州县区旗镇乡村]")
_CLAUSE = regex(r"[,;。]")
_LEADS = "(?:总数|数量|总量|共|总共|共有|累计|已|有|达到?|为|是|约|近|逾|超过?|计|:|、)*"


def figures_first(query: Query, answering: Sequence[Sentence]) -> list[Sentence]:
    """The sentences that answer a question for a figure or a stretch of time, without those that only expect it or
    count another thing, where one tells it; else as they are."""
    if query.kind is Kind.WHEN and _SPAN_ASKED.search(query.shadow):
        told = _told(query, answering)
        return [one for one in told if _SPENT.search(one.shadow)] or told
    answering = [one for one in answering if _is_of_part(query, one)]
    if query.kind is Kind.WHEN:
        as_fine = [one for one in answering if is_as_fine(query, one.shadow)]
        return as_fine if as_fine and as_fine[0] is answering[0] else list(answering)
    if query.kind is not Kind.FIGURE or not answering:
        return list(answering)
    told = _of_the_whole(query, _since(query, _counts(query, _per_head(query, _told(query, answering)))))
    told = _of_the_thing(query, told)
    beside = _beside(query)
    if beside is None:
        return told
    least = told[0].covered - _AS_FULL
    return [one for one in told if one.covered >= least and beside.search(one.shadow)] or told


def _is_of_part(query: Query, sentence: Sentence) -> bool:
    """Whether a figure asked is told of just the part of the year that the question names, or none of another."""
    asked = part_told(query.shadow, len(query.shadow))
    if query.kind is not Kind.FIGURE or asked is None:
        return True
    passage, start = sentence.passage, sentence.span[0]
    paragraph = passage.shadow[passage.shadow.rfind("\n", 0, start) + 1 : start]
    before = part_told(paragraph, len(paragraph))
    told = {part_told(sentence.shadow, at) or before for at, _ in figures_asked(query, sentence.shadow)}
    return asked in told or told <= {None}


def _since(query: Query, answering: list[Sentence]) -> list[Sentence]:
    """Without those that tell how much it once was, where the present or what came of it is asked (恢复后的面积)."""
    if not _AFTER_ASKED.search(query.shadow) or _ONCE.search(query.shadow):
        return answering
    return [one for one in answering if not _ONCE.search(one.shadow)] or answering


def _per_head(query: Query, answering: list[Sentence]) -> list[Sentence]:
    """Without those that tell only what falls to each or to somebody by name, where what all of it is is asked and
    told."""
    if _EACH.search(query.shadow) or persons(query.shadow):
        return answering
    return [
        one for one in answering if not _only_each(query, one.shadow) and not _only_ones(query, one.shadow)
    ] or answering


def _only_ones(query: Query, text: str) -> bool:
    """Whether all figures of the kind asked are what a person named there has got: 村支书王立云拿着22040元分红款."""
    told = list(figures_asked(query, text))
    before = [text[clause_span(text, span)[0] : span[0]] for span in told]
    return bool(told) and all(_HAS_GOT.search(clause) is not None and bool(persons(clause)) for clause in before)


def _only_each(query: Query, text: str) -> bool:
    """Whether the first figure of the kind asked in a sentence (a shadow) is one of each person or household."""
    clauses = [clause_span(text, span) for span in figures_asked(query, text)]
    first = min(clauses, default=None)
    return first is not None and _EACH.search(text, *first) is not None


def _counts(query: Query, answering: list[Sentence]) -> list[Sentence]:
    """Without those whose figures only say how large something else is (十万只以上藏鸡|基地6个), where one counts."""
    return [one for one in answering if not _only_sizes(query, one.shadow)] or answering


def _only_sizes(query: Query, text: str) -> bool:
    spans = list(figures_asked(query, text)) if query.measure else []
    return bool(spans) and all(_SIZE_OF.match(text, end) for _, end in spans)


def _of_the_whole(query: Query, answering: list[Sentence]) -> list[Sentence]:
    """Those that tell of all of a place (全县组建197支), where just that is asked and one does: the figures of its
    parts are none of it."""
    whole = _WHOLE_ASKED.search(query.shadow)
    return [one for one in answering if whole and whole.group() in one.shadow] or answering


def _of_the_thing(query: Query, answering: list[Sentence]) -> list[Sentence]:
    """Without those of a report that have the thing asked (路灯花了多少钱) from its title at best, where another of its
    sentences says it with its figure: the money for the road is not that for the lamps."""
    saying = {one.passage.report.id for one in answering if thing_share(query, one) == 1.0}
    return [one for one in answering if one.passage.report.id not in saying or thing_share(query, one) > IN_TITLE]


def thing_share(query: Query, sentence: Sentence) -> float:
    """How far the noun that tells most of what is asked is there; 1 where none tells anything."""
    places = {place.name for place in query.mentioned}
    held = [pair for pair in sentence.held if not pair[0].is_name and pair[0].text not in places]
    things = [pair for pair in held if pair[0].weight >= _THING_TELLS and not is_doing(pair[0].said)]
    return max(things, key=lambda pair: pair[0].weight, default=(None, 1.0))[1]


def only_expected(query: Query, sentence: Sentence) -> bool:
    """Whether every figure of the kind asked in a sentence is an estimate, a plan or an aim, where none is asked."""
    if any(asking.search(query.shadow) for asking in (_EXPECTED_ASKED, PLAN_ASKED, _TO_COME)):
        return False
    if query.kind is Kind.FIGURE:
        told = list(figures_asked(query, sentence.shadow))
        return bool(told) and all(_is_aim(sentence.shadow, at) for at in told)
    if query.kind is not Kind.WHEN or not _SPAN_ASKED.search(query.shadow):
        return False
    holding = [(_held(query, clause), clause) for clause in _CLAUSE.split(sentence.shadow) if fits(query, clause)]
    most = max((len(held) for held, _ in holding), default=0)
    nearest = [clause for held, clause in holding if len(held) == most]
    return bool(nearest) and all(_EXPECTED.search(clause) is not None for clause in nearest)


def _is_aim(text: str, figure: Span) -> bool:
    """Whether a word of expecting stands before the figure in its part of the sentence, and none of having reached."""
    text = as_taking(without_plan_lookalikes(text))
    clause = text[clause_span(text, figure)[0] : figure[0]]
    if _TASK.search(clause) and not _TASK_DONE.search(clause):
        return True
    if is_ruled_by_plan(text, figure):
        return True
    start = max((found.end() for found in _STOP.finditer(text, 0, figure[0])), default=0)
    aims = [found.end() for found in _EXPECTED.finditer(text, start, figure[0])]
    return bool(aims) and _REACHED.search(text, aims[-1], figure[0]) is None


def _told(query: Query, answering: Sequence[Sentence]) -> list[Sentence]:
    """Without those that only expect it, if another says about as much of what is asked as the best of them; of a
    stretch of time, as much in its own words."""
    expected = [one for one in answering if only_expected(query, one)]
    told = [one for one in answering if one not in expected]
    if not expected or not told:
        return list(answering)
    if query.kind is Kind.FIGURE:
        return told if max(one.covered for one in told) >= answering[0].covered - _REACHED_LACKS else list(answering)
    said = _held(query, expected[0].shadow)
    equal = [one for one in told if one.covered >= expected[0].covered - _AS_FULL and said <= _held(query, one.shadow)]
    return told if equal else list(answering)


def _held(query: Query, text: str) -> set[str]:
    """The words of the question, but names, that a text holds itself."""
    flat = bare(text)
    return {term.text for term in query.terms if not term.is_name and presence(term, text, flat) == 1.0}


def _beside(query: Query) -> re.Pattern[str] | None:
    """A number right before or behind the noun that a question counts in a measure of its own (多少基铁塔)."""
    noun = read(query.shadow).focus
    if noun in BY_NUMBER:
        before = [word for word in words(query.shadow[: query.shadow.index(noun)]) if len(word) > 1]
        noun = before[-1] if before else ""
    if query.measure is not None or len(noun) < 2 or noun not in {term.text for term in query.terms}:
        return None
    said = re.escape(noun)
    return re.compile(rf"{said}{_LEADS}\d|\d[\d.]*[余多万千百亿]*(?!岁|年|月|日|号)[一-鿿]{{0,2}}{said}")
