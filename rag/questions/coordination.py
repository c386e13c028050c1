"""What a question asks of several places, years or things alike, taken apart: each with a full question of its own.

"神河镇和郭店镇哪个西瓜种得多?" asks "神河镇西瓜种多少?" and "郭店镇西瓜种多少?". Rules of the language on a shadow;
places are given, years and things are found here. Left out: comparisons with what is not named (比去年).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from rag.language.regex import regex
from rag.language.spans import overlaps
from rag.questions.places.place_nouns import ONE_NOUN
from rag.types import Span


@dataclass(frozen=True, slots=True)
class Part:
    """One of the things compared: its name as the question writes it (shadow), and what is asked of it alone. Of
    several questions about one thing the name is what each asks."""

    name: str
    question: str
    is_apart: bool = False  # another question about the same, not the same about another


_AND = r"(?:以及|还是|相比(?:较|之下|而言)?,?|和|与|跟|同|及|或|、|比|,|/|\band\b|\bor\b|\bvs\.?|\bversus\b)"
# Between two things compared: what belongs to the first (的黄桃园), then the joining word.
_GAP = regex(rf"(?P<own>(?:的[^,。?!、:;]{{1,14}}?)?)\s*(?P<word>{_AND})\s*(?:the one |that )?(?:(?:in|of|from|at) )?")
# The same where the question says 各 or 分别: 甲乡收到的物资|和|乙村收到的设备各值多少钱.
_GAP_OF_EACH = regex(
    rf"(?P<own>[^,。?!、:;]{{0,20}}?)\s*(?P<word>{_AND})\s*(?:the one |that |整个|全)?(?:(?:in|of|from|at) )?"
)
# Behind a place and a joining word, an organisation is compared like a place.
_ORGANISATION = regex(
    r"(?<=[和与跟同、])[一-鿿]{2,12}?(?:派出所|[法检察]院|公司|合作社|学校|[中小]学|医院|支行|银行|协会|大学|学院|景区|集团|局)(?=的|各|分别)"
)
# Behind what 和 joins: the two do one thing together (甲镇和某公司合作的鸡场), and are not compared.
TOGETHER = r"(?:合作(?!社)|签约|签订|共建(?![了有])|共同|联合|联手|携手|合资|合办|合伙|结对|对接)"
_PARTNERED = regex(rf"(?:的)?[一-鿿]{{0,6}}?{TOGETHER}")
_JOINS = regex(r"\s*[和与跟同]\s*")
_LONGEST_THING = 12  # code points of a thing that is no place (中水回收利用系统)
_YEAR = regex(r"(?:19|20)\d\d年?")

_COMPARED = regex(r"比较|相比|对比|不同|区别|差异|差别|异同|不一样|\bcompar|\bdifferen|\bversus\b|\bvs\b")
ONE_BY_ONE = r"各自|各(?!种(?![了植得过])|[项级界类方地村乡镇户部])|分别"
_OF_EACH = regex(rf"{ONE_BY_ONE}|\beach\b|\brespectively\b")
_WHICH = rf"(?:哪(?:一)?(?:个|家|边|场|片|块|处|头|方)?(?:{ONE_NOUN})?|谁)(?:家|里)?(?:的)?"
_MORE = regex(r"(?:得|的)?(?:更|较|最|比较)?(?<!多)[多少大小高低长短远重](?:一?些|一?点)?(?:呢|吗)?(?=[,。?!;]|$)")
_WHICH_HAS_MOST = regex(rf"哪(?:一)?个?(?:{ONE_NOUN}).*?最[多少大小高低长短](?:一?[些点])?(?:的)?(?:呢)?(?=[,。?!;]|$)")
_COUNTED_NOUN = regex(r"(?P<noun>[人户亩])多少")  # 看病的人多 asks 多少人
_WHICH_MORE = regex(r"\bwhich\b(?P<what>.*?)\b(?:more|larger|bigger|higher|longer|fewer|less|smaller|greater|most)\b")
_BY_HOW_MUCH = regex(r"(?:更|较)?[多少大小高低长短]出?(?=(?:[一-鿿]{1,2})?多少)")  # 比乙镇多多少, 多种多少亩
_EARLIER = regex(r"(?:得|的)?(?:更|较|最)?(?:早|晚|先)(?:一?些|一?点)?(?:呢|吗)?(?=[,。?!;]|$)")
_FIRST = regex(rf"{_WHICH}(?:更|最)?[先早](?=[一-鿿])")  # 谁先开展
_WHICH_ASKED = regex(_WHICH)
_PLURAL = regex(rf"哪(?:些|几个)(?:{ONE_NOUN})")
# 所做的比较, 有什么不同, 两个镇中: words of the comparison that are not asked of each.
_FRAME = regex(
    r"(?:请)?(?:比较|对比)(?:一?下|一比较)?|(?:放在一起)?(?:来)?比(?:起来|一比)?(?=,)|(?:(?:与|和|同)[^,。]{0,2})?相比(?:较|之下|而言)?|进行(?:比较|对比)"
    r"|(?:都|又)?(?:有|存在)?(?:着)?(?:什么|何|哪些|怎样的|怎么个)?(?:不同|区别|差异|差别|异同|不一样)(?:之处|的?地方|点)?"
    r"|\bcompare\b|(?:what is |what's )?the differences? (?:between|of)|how (?:do|does|did)|\bdiffer(?:ent)?\b"
    r"|\beach\b|\brespectively\b"
)
_COUNTED = regex(rf"^(?:这|那)?[两二三四五六]\s*(?:个|者|地|座|家)?(?:{ONE_NOUN})?(?:之?间|中|里|里面|当中)?")
_EACH = regex(rf"{ONE_BY_ONE}|都")
# Of a noun of measure (授信额, 种植面积) the figure is asked, though no word of the question asks it.
_MEASURED = regex(
    r"(?:额|数|数量|面积|产量|产值|收入|销量|价格?|单价|标准|[上下]限|限高|规模|人口|资金|经费|投资|里程|比例|率)[。?!]*$"
)
_CLAUSE = regex(r"[^,;。?!\s][^,;。?!]*")
_MOST_APART = 3
# The answer to the first is what the second asks of: 哪些镇搞了,是哪年开始的.
_WHICH_PLACES = regex(rf"(?:哪(?:些|几个|一?个)|几个?|多少个?)(?:{ONE_NOUN})|都?有谁|有没有|是否|是不是")
_AND_OF = regex(r"[一-鿿]{2,}呢$")  # the same of another thing: 机械厂出租呢
_ASKING = regex(
    r"什么|哪|多少|多[长高宽远重深大久]|几|谁|怎|如何|何|吗|有没有|是否|是不是|\b(?:what|which|who|when|how|where|why)\b"
)


def parts_of(text: str, places: Sequence[Span]) -> tuple[Part, ...]:
    """The things that a question's shadow asks the same of, each with its own question; () where it asks of one.

    >>> [part.question for part in parts_of("甲镇和乙镇哪个西瓜种得多?", [(0, 2), (3, 5)])]
    ['甲镇西瓜种多少?', '乙镇西瓜种多少?']
    """
    if _PLURAL.search(text):
        return ()
    compared = _merged([*places, *_organisations(text, places)])
    if _are_partners(text, compared):
        return ()
    if asked := _questions(text, compared):
        return asked
    subjects = _joined(text, compared) or _joined(text, [found.span() for found in _YEAR.finditer(text)])
    subjects = subjects or _offices(text)
    if not subjects and (_OF_EACH.search(text) or _COMPARED.search(text)):
        subjects = _things(text, max((end for _, end in places), default=0))
    if not subjects or not (_ASKING.search(text) or _COMPARED.search(text)):
        return ()
    return tuple(_alone(text, subjects))


def _are_partners(text: str, spans: Sequence[Span]) -> bool:
    """Whether two places do what is asked together, and nothing is asked of each."""
    if len(spans) != 2 or _OF_EACH.search(text) or _COMPARED.search(text):
        return False
    (_, end), (start, stop) = spans
    return _JOINS.fullmatch(text, end, start) is not None and _PARTNERED.match(text, stop) is not None


def each_of(text: str, names: Sequence[str]) -> tuple[Part, ...]:
    """What a question's shadow asks of the one that has most, asked of each of these; () where it asks of none.

    >>> [part.question for part in each_of("哪个乡镇茶园最多?", ["甲镇"])]
    ['甲镇茶园多少?']
    """
    if _WHICH_HAS_MOST.search(text) is None:
        return ()
    return tuple(Part(name, f"{name}{_plain(text, more=False)}") for name in names)


def _questions(text: str, places: Sequence[Span]) -> tuple[Part, ...]:
    """Clauses that are questions of their own, each opened by another place: 甲村养了多少只鸭,乙村种了多少亩瓜?

    () where one of them is not, so that it takes what it lacks from the others.
    """
    clauses = [(found.start(), found.group()) for found in _CLAUSE.finditer(text)]
    opening = dict(places)
    names = [text[start : opening[start]] for start, _ in clauses if start in opening]
    if len(clauses) < 2 or len(set(names)) < len(clauses) or not all(_ASKING.search(said) for _, said in clauses):
        return ()
    return tuple(Part(name, f"{said}?") for name, (_, said) in zip(names, clauses, strict=True))


def questions_apart(text: str, places: Sequence[Span]) -> list[str]:
    """The questions that a shadow asks of one place, one after the other: 甲村的路有多长?花了多少钱? The later ones
    lack the place. [] where it asks one, or asks which places.

    >>> questions_apart("甲镇的镇长是谁,书记又是谁?", [(0, 2)])
    ['甲镇的镇长是谁', '书记又是谁']
    """
    clauses = [found for found in _CLAUSE.finditer(text) if len(found.group()) > 1]
    if not 2 <= len(clauses) <= _MOST_APART or not places or max(end for _, end in places) > clauses[0].end():
        return []
    first, *others = [found.group() for found in clauses]
    if not _ASKING.search(first) or _WHICH_PLACES.search(first):
        return []
    return [first, *others] if all(_ASKING.search(one) or _AND_OF.search(one) for one in others) else []


def _organisations(text: str, places: Sequence[Span]) -> list[Span]:
    """Where organisations stand that a question sets beside a place, for each of which it asks the same."""
    if not places or not _OF_EACH.search(text):
        return []
    return [found.span() for found in _ORGANISATION.finditer(text) if not overlaps(found.span(), places)]


@dataclass(frozen=True, slots=True)
class _Subject:
    """A thing compared: its `span`, and what the question says of it alone (的黄桃园)."""

    span: Span
    own: str


def _merged(spans: Sequence[Span]) -> list[Span]:
    """Places that touch are one subject: 分乡镇棠垭村."""
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span[0] <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(span[1], merged[-1][1]))
        else:
            merged.append(span)
    return merged


def _joined(text: str, spans: Sequence[Span]) -> list[_Subject]:
    """The first run of spans with nothing between them but what is their own and a joining word; of two or more."""
    subjects: list[_Subject] = []
    each = _GAP_OF_EACH if _OF_EACH.search(text) else None
    for at, span in enumerate(spans):
        behind = spans[at + 1] if at + 1 < len(spans) else None
        gap = (each or _GAP).fullmatch(text, span[1], behind[0]) if behind else None
        if gap is None:
            if subjects:
                last = _last(text, span, subjects)
                return [*_measured_alike(subjects, text[slice(*last.span)]), last]
            continue
        # 甲镇的生猪比乙镇多: what is compared belongs to both.
        subjects.append(_Subject(span, gap["own"]))
    return []


_MEASURE = regex(
    r"(?:亩产|单产|总产|产量|产值|面积|价格|单价|收入|人口|数量|规模|比例|存栏|出栏|销量|销售额|工资|投资|长度|宽度)$"
)


def _measured_alike(subjects: Sequence[_Subject], last: str) -> list[_Subject]:
    """甲村的辣椒和乙村的苦荞亩产: the measure said at the end is asked of each thing named before."""
    measure = _MEASURE.search(last)
    if measure is None:
        return list(subjects)
    return [
        replace(one, own=f"{one.own}{measure.group()}") if one.own and not _MEASURE.search(one.own) else one
        for one in subjects
    ]


_ENDS_OWN = regex(r"相比|比较|对比|,|谁|哪|各|分别|有|在|是|多|少|大|小|高|低|[?。]|$")


def _last(text: str, span: Span, others: Sequence[_Subject]) -> _Subject:
    """The last subject: where the others have something of their own, it has too, or takes theirs over."""
    if not any(one.own for one in others):
        return _Subject(span, "")
    if not text.startswith("的", span[1]) and all(one.own.startswith("的") for one in others if one.own):
        return _Subject(span, others[-1].own)
    stop = _ENDS_OWN.search(text, span[1] + 2)
    end = stop.start() if stop else len(text)
    return _Subject((span[0], end), "")


def _things(text: str, start: int) -> list[_Subject]:
    """Things that are no places, joined before 各, 分别 or 相比: 杂交稻制种和常规稻制种的面积各是多少."""
    first = re.compile(r"(?:的)?").match(text, start)
    begin = first.end() if first else start
    stop = re.compile(r"的|各|分别|相比|哪|谁|,|有(?:什么|何)|[?。]").search(text, begin)
    if stop is None:
        return []
    run = re.sub(r"^(?:请)?(?:比较|对比)(?:一?下)?", "", text[begin : stop.start()])
    begin = stop.start() - len(run)
    pieces = list(re.finditer(r"[^和与跟、]+", run))
    if len(pieces) < 2 or any(not 2 <= len(piece.group()) <= _LONGEST_THING for piece in pieces):
        return []
    return [_Subject((begin + piece.start(), begin + piece.end()), "") for piece in pieces]


_OFFICE = (
    r"(?:[镇乡村县市区]?(?:党委|党总支|党支部|县委|政府|村委会?)|驻村|第一)?(?:副)?"
    r"(?:第一书记|书记|镇长|乡长|县长|市长|区长|主任|支书|[校院局所站部会厂队社]长|主席|董事长|总经理|经理|负责人|理事长)"
)
_WHO_THEY_ARE = r"(?:各?都|各|分别)?(?:是|叫|为)?(?:谁|哪[几两]?[位个]|什么(?:名字)?|啥(?:名字)?|何人|的?(?:名字|姓名))"
_OFFICES_ASKED = regex(
    rf"(?P<is>(?:谁|哪[几两]?位)是[^,。?]{{0,16}}?)?(?P<row>{_OFFICE}(?:{_AND}{_OFFICE})+)(?(is)(?=[?。呢]*$)|(?={_WHO_THEY_ARE}))"
)


def _offices(text: str) -> list[_Subject]:
    """Offices joined of whose holders a question asks: 书记和镇长是谁, 谁是书记、镇长. Each has a holder of its own."""
    found = _OFFICES_ASKED.search(text)
    if found is None:
        return []
    start = found.start("row")
    return [_Subject((start + one.start(), start + one.end()), "") for one in regex(_OFFICE).finditer(found["row"])]


def _alone(text: str, subjects: Sequence[_Subject]) -> Iterator[Part]:
    before, behind = text[: subjects[0].span[0]], text[subjects[-1].span[1] :]
    between = text[subjects[0].span[1] : subjects[-1].span[0]]
    rest = _plain(_COUNTED.sub("", behind), more="比" in between)
    before = re.sub(r"(?:与|和|跟|同|比)$|\bthe one (?=(?:in|of|from|at) $)", "", _FRAME.sub("", before))
    before = _WHICH_MORE.sub(r"\g<what>how many", before)
    for subject in subjects:
        name = text[slice(*subject.span)] + subject.own
        yield Part(name, f"{before}{name}{rest}".strip(" ,"))


def _plain(rest: str, *, more: bool) -> str:
    """What stands behind the things compared, as it is asked of one: 哪个种得多 → 种多少. `more`: 甲比乙…多."""
    measured = _FRAME.sub("", rest)  # 收入有什么不同 asks what each has
    if _MEASURED.search(measured) and not _ASKING.search(measured):
        rest = measured.rstrip("?。!") + "是多少?"
    rest = _BY_HOW_MUCH.sub("", _FIRST.sub("什么时候", rest))
    if (more or _WHICH_ASKED.search(rest)) and (_MORE.search(rest) or _EARLIER.search(rest)):
        rest = _WHICH_ASKED.sub("", rest)
        rest = _COUNTED_NOUN.sub(r"多少\g<noun>", _MORE.sub("" if "多少" in rest else "多少", rest))
        rest = _EARLIER.sub("是什么时候", rest)
    rest = _EACH.sub("", _FRAME.sub("", rest))
    return re.sub(r"[?,]+(?=多少|是)|^,", "", rest)
