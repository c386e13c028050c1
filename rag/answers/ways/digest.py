"""An open answer: the few sentences of the reports that tell what was asked, as a reader would tell them on.

Which of a report's sentences answer 怎么做的 is not seen by the words of the question: the report says once what it is
about and then tells what was done. So once a report is known to answer, all of its sentences are weighed by what the
question wants told: doings, results, reasons. Left out: whether a report answers at all (`worth_telling.py`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from rag.answers.sentences.evidence import Sentence
from rag.answers.sentences.held_around import ONE_BEFORE, OPENING
from rag.answers.sentences.patterns import is_outcome
from rag.answers.ways.enumeration import COUNTS
from rag.language.names import bare
from rag.language.plan_words import COMING
from rag.language.rarity import is_doing
from rag.language.regex import regex
from rag.questions.interrogatives import PLAN_ASKED
from rag.questions.words.terms import coverage, locate

MOST = 5  # sentences of a digest
_LONGEST = 420  # code points of a digest that has two sentences already; a reader asked for the few that answer
_CLOSE = 4.0  # score (log odds) below the best within which another report's sentence belongs
_BESIDE = 0.2  # covered share that a further sentence needs where no facet says what to look for
_FURTHEST = 5.0  # score from which further below is no worse: the sentence is of the report, and that is all it tells
_SAME = 0.6  # share of common bigrams from which two sentences are one


class Facet(StrEnum):
    """What an open question wants told."""

    DOINGS = "doings"
    RESULTS = "results"
    REASONS = "reasons"


_ASKED: tuple[tuple[Facet, re.Pattern[str]], ...] = (
    (
        Facet.DOINGS,
        regex(
            r"怎么(?!样|理解|会)|怎样|如何|做法|措施|举措|办法|经验|方式|途径|工作|行动|活动|内容|安排|花样|用场|介绍|谈谈|说说|讲讲|情况"
            r"|做了(?:什么|哪些)|干了(?:什么|啥)|\bhow\b|\bmeasures?\b|\btell\b|\bdescribe"
        ),
    ),
    (
        Facet.RESULTS,
        regex(r"成效|成果|效果|结果|成绩|收获|变化|好处|作用|影响|怎么样|\bresults?\b|\beffects?\b|\bbenefit"),
    ),
    (Facet.REASONS, regex(r"为什么|为何|为啥|原因|缘由|怎么会|\bwhy\b|\breason")),
)

# Verbs by which a report tells what was done, beyond 开展 and 进行.
_DOING = regex(
    "采取|采用|通过|建立|制定|成立|组建|组织|实行|实施|推行|开展|设立|印发|下发|配备|整合|引进|投入|打造|动员|发动|邀请|聘请|培训|安排|"
    "落实|明确|规范|清理|清除|拆除|修建|修复|新建|建成|改造|安装|发放|宣传|签订|流转|补贴|奖励|考核|检查|巡查|走访|排查|调解|转移|安置|"
    "抢修|疏通|储备|帮扶|结对|引导|鼓励|推广|探索|创新|完善|健全|优化|购置|养殖|加工|办起|搭建|启动|评选|公示|登记|监督|劝说|"
    "划分|设置|召开|调度|腾出|轮流|负责|收购|利用|进行|(?<=[一-鿿])了(?=[一-鿿0-9])"
)
_REASON = regex(
    r"因为|由于|原因|为了?(?:进一步|切实|更好|解决|让|使|确保|有效|方便)|针对|鉴于|需求|不利于|难以|缺乏|困难|问题|隐患"
)
_GOOD = regex(
    r"提高|提升|改善|促进|带动|增收|有效|实现|解决|减少|增加|受益|好评|满意|方便|避免|既.{2,20}又|不仅.{2,30}(?:还|也|而且)"
)
_LINKS = regex(
    r"(?:首先|其次|再次|同时|此外|另外|还|并|一是|二是|三是|四是|第[一二三四五]|最终|随后|为此|目前|据了解|据介绍)"
)
_PLANS = regex(rf"{COMING}|接下来|未来|将(?:继续|进一步|积极|持续)")
# How one thing went (怎么下山的), not how a work is done at large (怎么做的).
_HOW_ONE_WENT = regex(
    r"(?:怎么|怎样|如何)(?P<doing>(?![做办搞干样]|回事|开展|推进|实施|进行|落实|组织|管理|服务|发展|建设|治理|解决|保护)"
    r"[一-鿿]{2})的[?？。]?$"
)
# Parts that are counted but have no name of their own (包括哪五部分).
_PARTS_COUNTED = regex(
    rf"(?:包括|包含|分为|分成|有|含)哪(?P<count>[{''.join(COUNTS)}])(?:个|大)?(?:部分|方面|板块|区域)"
)
_WHICH_ASKED = regex(r"哪(?:些|几[个处家所条座项名位])(?P<noun>[一-鿿]{2,6})[?？。]*$")  # 设了哪几个安置点
_ROW = regex(r"[^、,，。;；:：]{2,}(?:、[^、,，。;；:：]{2,})+")
_NOUN = 3  # code points by which a noun is known, whatever stands before it: 临时集中|安置点
_AT_LEAST = 0.6  # covered share of the sentence that tells how it went
_ONE_AND_MORE = 3  # sentences shown of how one thing went
# What stands in a report without telling: captions, credits, who speaks, questions, cries.
_NOTHING = regex(r"供图|图为|记者.{0,12}摄|责任编辑|返回搜狐|查看更多|版权|投稿|^(?:\([^)]*\)|（[^）]*）)$|[?!][”’]?$")
_ON_THE_SPOT = regex(
    r"记者.{0,16}(?:走进|来到|探访|看到|见到|跟随|赶到)|(?:正在|正忙着|忙着|映入眼帘|热闹非凡|喜滋滋|笑着)"
)
_SAYS = regex(
    r"(?:说|表示|介绍|道|称|感慨|坦言|告诉记者|问)[道说]?[。,:]?$|^[^,。]{1,10}(?:说|坦言|感慨|称赞|告诉记者)[道]?[,:]"
)
_SPOKEN = regex(r"^[“‘]")
_SHORT = 14  # code points under which a sentence tells little
# A change with its figure: 发案率同比下降30%, 满意度达98%.
_CHANGED = regex(
    r"(?:下降|降低|减少|上升|增长|提高|提升|增加|增收|降至|升至|达)[^,，。;；]{0,8}?\d[\d.]*(?:%|个百分点|成|倍)"
    r"|满意[度率][^,，。;；]{0,8}\d|零(?:发案|事故|发生|上访)"
)
_ABOUT = 0.5  # weighted share of what is asked that a headline holds whose report is about it
_TELLS = 0.4  # weight from which a noun is what is asked about
_PROSE_END = regex(r"[。!?;…”)]$")

# Log odds beside the learned score. Set on the open questions of the samples and of half of the tuning set.
_A_DOING, _DOINGS_COUNTED = 0.9, 4
_FITS, _LINKED = 2.0, 0.5
_COVERED = 4.0  # for a sentence that holds, with what stands around it, all that is asked
_IS_SPOKEN, _IS_ON_THE_SPOT, _IS_SHORT = -1.5, -3.0, -2.0


@dataclass(frozen=True, slots=True)
class _Weighed:
    """A sentence with what it is worth to the digest, and whether it answers by itself."""

    sentence: Sentence
    score: float
    answers: bool


def facets(question: str) -> tuple[Facet, ...]:
    """What the shadow of an open question wants told; () for a plain fact (享受什么好处 wants one thing)."""
    return tuple(facet for facet, pattern in _ASKED if pattern.search(question))


def digest(
    question: str,
    answering: Sequence[Sentence],
    others: Sequence[Sentence],
    most: int = MOST,
    longest: int = _LONGEST,
) -> list[Sentence]:
    """The sentences to show, in the order their reports tell them.

    `answering` are those that answer by themselves, best first; `others` what else the ranking has read and the rest of
    the best report. `longest` is in code points, once two are chosen.
    """
    wanted = facets(question)
    if wanted:  # one thing asked by name may be told behind what it is asked of
        others, answering = _of_the_thing(answering, others), _of_the_thing(answering, answering)
    told = (
        _how_it_went(question, dict.fromkeys([*answering, *others]))
        or _enumerating(question, answering)
        or _what_changed(wanted, answering, others)
    )
    if told:
        return told[: min(most, _ONE_AND_MORE)]
    weighed = sorted(_weighed(wanted, answering, others), key=lambda item: -item.score)
    telling = [item for item in weighed if not _is_empty(question, item.sentence.shadow)] or weighed
    chosen: list[Sentence] = []
    for item in [*_one_a_facet(wanted, telling), *(item.sentence for item in telling)]:
        length = sum(len(one.shadow) for one in chosen) + len(item.shadow)
        if (len(chosen) < 2 or length <= longest) and not any(_overlap(item, one) >= _SAME for one in chosen):
            chosen.append(item)
        if len(chosen) == most:
            break
    reports = list(dict.fromkeys(sentence.passage.report.id for sentence in chosen))
    return sorted(chosen, key=lambda item: (reports.index(item.passage.report.id), item.number))


def _how_it_went(question: str, sentences: Iterable[Sentence]) -> list[Sentence]:
    """The sentences that hold what is asked together with the doing whose way is asked, the fullest first; none where
    no one thing is asked."""
    asked = _HOW_ONE_WENT.search(question)
    if asked is None:
        return []
    holding = [one for one in sentences if asked["doing"] in one.shadow and one.covered >= _AT_LEAST]
    return sorted(holding, key=lambda one: (-one.covered, -one.score))


def _enumerating(question: str, sentences: Iterable[Sentence]) -> list[Sentence]:
    """The sentence that tells as many things in a row as the question counts parts; none where none does."""
    asked = _PARTS_COUNTED.search(question)
    if asked is None:
        return _row_of(question, sentences)
    count = COUNTS[asked["count"]]
    return [one for one in sentences if any(row.group().count("、") == count - 1 for row in _ROW.finditer(one.shadow))][
        :1
    ]


def _row_of(question: str, sentences: Iterable[Sentence]) -> list[Sentence]:
    """The sentence that tells what a question asks for as a row with its count: A学校、B学校等5个安置点."""
    asked = _WHICH_ASKED.search(question)
    if asked is None:
        return []
    counted = rf"(?:等)?(?:\d+|[两三四五六七八九十]+)多?[一-鿿]{{1,8}}?{asked['noun'][-_NOUN:]}"
    row = re.compile(rf"[^,，。;；]+、[^,，。;；]+?{counted}")
    return [one for one in sentences if row.search(one.shadow)][:1]


def _what_changed(wanted: Sequence[Facet], answering: Sequence[Sentence], others: Sequence[Sentence]) -> list[Sentence]:
    """Of a question for results alone, the sentences of a report about just that which tell a change in figures."""
    best = answering[0]
    if wanted != (Facet.RESULTS,) or coverage(best.query.content, best.passage.title_shadow) < _ABOUT:
        return []
    own = [one for one in dict.fromkeys([*answering, *others]) if one.passage.report.id == best.passage.report.id]
    return sorted(
        (one for one in own if _CHANGED.search(one.shadow) and not _PLANS.search(one.shadow)),
        key=lambda one: one.number,
    )


def _of_the_thing(answering: Sequence[Sentence], sentences: Sequence[Sentence]) -> list[Sentence]:
    """Where the best report speaks in passing of what is asked, neither in its title nor at its beginning, without its
    sentences on other things."""
    best = answering[0]
    opening = [best.passage.title_shadow, *map(best.passage.sentence, range(min(OPENING, best.number)))]
    things = [term for term in best.query.content if term.weight >= _TELLS and not is_doing(term.said)]
    thing = max(things, key=lambda term: term.weight, default=None)
    if thing is None or best.number < OPENING or any(locate(thing, text) for text in opening):
        return list(sentences)
    near = [one for one in sentences if dict(one.held).get(thing, 0.0) >= ONE_BEFORE]
    return [one for one in near if one.passage.report.id == best.passage.report.id] if best in near else list(sentences)


def _one_a_facet(wanted: Sequence[Facet], weighed: Sequence[_Weighed]) -> Iterator[Sentence]:
    """The best answer; then, of a question that wants several things told, the best sentence for each."""
    answers = [item.sentence for item in weighed if item.answers]
    yield (answers or [weighed[0].sentence])[0]
    for facet in wanted if len(wanted) > 1 else ():
        yield from [item.sentence for item in weighed if _tells(facet, item.sentence.shadow)][:1]


def _weighed(wanted: Sequence[Facet], answering: Sequence[Sentence], others: Sequence[Sentence]) -> Iterator[_Weighed]:
    best, own = answering[0], {(one.passage.report.id, one.number) for one in answering}
    told = {sentence.passage.report.id for sentence in answering if sentence.score >= best.score - _CLOSE}
    for sentence in dict.fromkeys([*answering, *others]):
        answers = (sentence.passage.report.id, sentence.number) in own
        below = best.score - sentence.score
        beside = sentence.passage.report.id in told and sentence.covered >= _BESIDE
        if sentence.aside and not answers:
            continue
        if wanted and sentence.passage.report.id == best.passage.report.id:
            below = min(below, _FURTHEST)
        elif below > _CLOSE or not (answers or beside):
            continue
        worth = _worth(wanted, sentence.shadow) + _COVERED * sentence.covered
        yield _Weighed(sentence, worth - below, answers)


def _worth(wanted: Sequence[Facet], text: str) -> float:
    """What a sentence gains by telling what is wanted, and loses by only showing it."""
    if not wanted:
        return 0.0
    worth = _LINKED * bool(_LINKS.match(text))
    if Facet.DOINGS in wanted:
        worth += _A_DOING * min(len(set(_DOING.findall(text))), _DOINGS_COUNTED)
    worth += _FITS * any(_tells(facet, text) for facet in wanted if facet is not Facet.DOINGS)
    worth += _IS_SPOKEN * bool(_SPOKEN.match(text) or _SAYS.search(text)) + _IS_SHORT * (len(text) < _SHORT)
    return worth + _IS_ON_THE_SPOT * bool(_ON_THE_SPOT.search(text))


def _is_empty(question: str, text: str) -> bool:
    """Whether a sentence tells nothing that was asked: a caption, a cry, a heading, a plan where none is asked."""
    if _PLANS.search(text) and not PLAN_ASKED.search(question):
        return True
    return _NOTHING.search(text) is not None or _PROSE_END.search(text) is None


def _tells(facet: Facet, text: str) -> bool:
    if facet is Facet.DOINGS:
        return _DOING.search(text) is not None
    if facet is Facet.REASONS:
        return _REASON.search(text) is not None
    return is_outcome(text) or (_GOOD.search(text) is not None and not _PLANS.search(text))


def _overlap(one: Sentence, other: Sentence) -> float:
    pairs = [{text[i : i + 2] for i in range(len(text) - 1)} for text in (bare(one.shadow), bare(other.shadow))]
    return len(pairs[0] & pairs[1]) / max(min(len(pairs[0]), len(pairs[1])), 1)
