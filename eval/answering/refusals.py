"""When to refuse: questions that a pile cannot answer beside questions that it can, made from the pile itself.

Facts are read off the pile's own sentences (生猪存栏3.45万头 in a town's report) and asked back; the same facts are
then asked of another town, of another year, and things are asked that no report of the town, or none at all, speaks of.
The half whose id has an odd SHA-1 is reported, thresholds are chosen on the other (`rag/answers/facts.py`). Nothing
of the pile is kept. Left out: lists (their refusals are lists that are empty) and how good an answer is.
"""

from __future__ import annotations

import json
import random
import re
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table

from eval.piles import opened
from eval.retrieval.beir import digest, documents, is_reported
from rag.errors import CallerError
from rag.index.tokenizing import words
from rag.language.rarity import rarity
from rag.language.script import shadow
from rag.language.sentences import sentence_spans
from rag.types import Answer, Level, Report, Status

EACH = 34  # unanswerable questions of a kind: six kinds, 204 in all, and 200 answerable ones
TOLD = 200
NEWS = 400  # documents of a corpus, where one is given

Told = dict[str, dict[str, dict[str, float]]]

_FIGURE = re.compile(
    r"(?P<before>[一-鿿]{3,8}?)(?P<verb>达到?|为|约|近|已达|共有|共)?(?P<number>\d+(?:\.\d+)?)"
    r"(?P<unit>万亩|亩|万元|亿元|万头|头|户|人|名|公里|吨|公斤|株|家|座|套)(?![一-鿿]?\d)"
)
_DAY = re.compile(r"(?<![一-鿿\d])(?P<day>(?:(?:19|20)\d\d年)?\d{1,2}月(?:\d{1,2}日)?),?(?P<deed>[一-鿿]{8,24})[,。;]")
_TELLING = 0.35  # rarity from which a word says what a figure counts
_YEARS = range(1961, 1989)  # before every report of the piles at hand; years that a report names are left out
_ABSENT = (
    "人均预期寿命 地铁里程 跨海大桥 滑雪场 核电机组 远洋渔船 石油产量 高尔夫球场 博物馆门票 "
    "机场旅客吞吐量 天文台 造船厂 证券开户 海水淡化 赛马场 卫星发射 钻石加工 咖啡种植 橡胶林 "
    "珍珠养殖 铜矿储量 高铁站台 水族馆 马拉松选手 电影票房 动漫展 航空学院 芯片封装 风洞 "
    "极地科考 "
).split()
_PARTS = tuple(
    (part, asks)
    for parts, asks in (
        ("保险费 维修费 运输费 检测费 租赁费", "是多少元？"),
        ("设计师 承包商 监理 摄影师 会计", "是谁？"),
        ("验收 申报 拍卖 停办 审计", "是哪一年？"),
        ("使用年限 贷款期限 保质期", "是几年？"),
    )
    for part in parts.split()
)
_UNITS = "个 亩 万元 人 家".split()
_ELSEWHERE = (
    "木星有多少颗卫星？|《哈姆雷特》的作者是谁？|勾股定理怎么证明？|水的沸点在高原上为什么低？|谁发明了电话？|法国大革命是哪一年爆发的？|"
    "光合作用的产物是什么？|贝多芬一共写了多少部交响曲？|围棋棋盘有多少个交叉点？|什么是量子纠缠？|巴西的首都在哪里？|人有多少块骨头？|"
    "Python里怎么给列表排序？|梵高的《星空》画于哪一年？|什么是黑洞？|莎士比亚是哪国人？|金字塔是怎么建成的？|企鹅为什么不怕冷？|"
    "钢琴有多少个琴键？|牛顿第二定律是什么？|谁第一个登上月球？|尼罗河有多长？|泰坦尼克号是什么时候沉没的？|什么是区块链？|"
    "怎样做提拉米苏？|Who painted the Mona Lisa?|How many moons does Saturn have?|What is photosynthesis?|"
    "罗马帝国是哪年灭亡的？|奥林匹斯山上住着谁？|圆周率的第一百位是几？|恐龙为什么灭绝？|莫扎特几岁去世的？|撒哈拉沙漠面积多大？|谁提出了相对论？|"
    "国际象棋有多少个棋子？|什么是通货膨胀螺旋？|维也纳在哪个国家？|蜜蜂怎样跳舞？|海王星是谁发现的？"
).split("|")
_NUMERALS, _SYLLABLES = "一二三四五六七八九", "锚榫曜骊琮翮霁杼彀箴缨舳蠡鹳圭"

ANSWERABLE, UNANSWERABLE = "answerable", "unanswerable"


class TooFewFacts(CallerError):
    """A pile whose reports yield too few questions to measure anything."""

    code = "too_few_facts"


@dataclass(frozen=True, slots=True)
class Question:
    """`expected` is what a right answer cites (a figure, a date), '' where there is none."""

    id: str
    kind: str
    text: str
    expected: str = ""

    @property
    def answerable(self) -> bool:
        return self.kind == ANSWERABLE


@dataclass(frozen=True, slots=True)
class Fact:
    """A statement of a report: what it counts or dates, and the value. `asks` is the question without a place."""

    report: str
    place: str
    topic: tuple[str, ...]
    asks: str
    value: str


@dataclass(frozen=True, slots=True)
class Outcome:
    question: Question
    refused: bool
    right: bool


def questions(reports: Sequence[Report], seed: int, each: int = EACH) -> list[Question]:
    """`each` unanswerable questions of six kinds, and `TOLD` answerable ones in proportion. Raises `TooFewFacts`."""
    draw = random.Random(seed)  # noqa: S311 a sample, no secret
    facts = [fact for report in reports for fact in facts_of(report)]
    if len(facts) < each:
        raise TooFewFacts(
            f"从 {len(reports)} 篇报道只读到 {len(facts)} 个数字或日期，至少要 {each} 个。",
            f"{len(reports)} reports gave {len(facts)} figures and dates to ask for; {each} are needed",
        )
    draw.shuffle(facts)
    texts: dict[str, str] = {}
    for report in reports:
        for place in report.places:
            texts[place.name] = texts.get(place.name, "") + shadow(report.text)
    whole = "\n".join(shadow(report.text) for report in reports)
    makers: dict[str, Iterator[str]] = {
        "other_town": _of_other_towns(facts, texts, whole, draw),
        "other_year": _of_other_years(facts, texts, draw),
        "absent_fact": _absent_facts(texts, whole, draw),
        "absent_part": _absent_parts(facts, texts, draw),
        "absent_topic": _absent_topics(sorted(texts), whole, draw),
        "elsewhere": iter(_ELSEWHERE),
    }
    made = [Question(f"{kind}-{n}", kind, text) for kind, texts_ in makers.items() for n, text in _some(texts_, each)]
    asked = {f"{fact.place}{fact.asks}": fact for fact in facts}
    told = [
        Question(f"fact-{n}", ANSWERABLE, text, asked[text].value)
        for n, text in _some(iter(asked), TOLD * each // EACH)
    ]
    return told + made


def _some(texts: Iterator[str], most: int) -> list[tuple[int, str]]:
    return [(number, text) for number, text in zip(range(most), texts, strict=False)]


def facts_of(report: Report) -> Iterator[Fact]:
    """Figures and dates that the body of a place's report states, the first of each topic."""
    if not report.places or report.places[-1].level is Level.PROVINCE:
        return
    place, text = report.places[-1].name, shadow(report.text)
    seen: set[str] = set()
    for start, end in sentence_spans(text):
        if start < report.body[0]:
            continue
        for found in _FIGURE.finditer(text, start, end):
            topic = _topic(found["before"])
            if topic and topic[-1] not in seen:
                seen.add(topic[-1])
                asks = f"{''.join(topic)}{'' if found['unit'] in '人名' else '有'}多少{found['unit']}？"
                yield Fact(report.id, place, topic, asks, found["number"])
        for found in _DAY.finditer(text, start, end):
            deed = found["deed"]
            yield Fact(report.id, place, tuple(words(deed)), f"{deed.removeprefix(place)}是在什么时候？", found["day"])


def _topic(before: str) -> tuple[str, ...]:
    """The last two words before a figure, where the last says what is counted."""
    cut = words(before)[-2:]
    counted = cut[-1] if cut else ""
    if len(counted) < 2 or rarity(counted) < _TELLING or any(len(word) < 2 for word in cut):
        return ()
    return tuple(cut)


def _of_other_towns(facts: Sequence[Fact], texts: dict[str, str], whole: str, draw: random.Random) -> Iterator[str]:
    """A fact asked of a town whose reports never name what it counts; nor does a sentence with the town's name."""
    towns = sorted(texts)
    for fact in facts:
        town = draw.choice(towns)
        told = texts[town] + "".join(re.findall(rf"[^。\n]*{re.escape(town)}[^。\n]*", whole))
        if fact.place != town and not any(word in told for word in fact.topic if rarity(word) >= _TELLING):
            yield f"{town}{fact.asks}"


def _of_other_years(facts: Sequence[Fact], texts: dict[str, str], draw: random.Random) -> Iterator[str]:
    for fact in facts:
        year = draw.choice(_YEARS)
        if str(year) not in texts[fact.place] and not fact.value.endswith(("日", "月")):
            yield f"{year}年{fact.place}{fact.asks}"


def _absent_facts(texts: dict[str, str], whole: str, draw: random.Random) -> Iterator[str]:
    """Things that the town's reports do not have, nor a sentence that names the town."""
    things, towns = list(_ABSENT), sorted(texts)
    while True:
        town, thing = draw.choice(towns), draw.choice(things)
        told = texts[town] + "".join(re.findall(rf"[^。\n]*{re.escape(town)}[^。\n]*", whole))
        if not any(word in told for word in words(thing) if rarity(word) >= _TELLING):
            yield f"{town}的{thing}有多少{draw.choice(_UNITS)}？"


def _absent_parts(facts: Sequence[Fact], texts: dict[str, str], draw: random.Random) -> Iterator[str]:
    """Something else about a thing that the report does speak of: its insurance, its designer. The near miss."""
    for fact in facts:
        part, asks = draw.choice(_PARTS)
        if part not in texts[fact.place] and not fact.value.endswith(("日", "月")):
            yield f"{fact.place}{''.join(fact.topic)}的{part}{asks}"


def _absent_topics(towns: Sequence[str], whole: str, draw: random.Random) -> Iterator[str]:
    """Slogans that nobody has coined: 三榫四骊."""
    shapes = ("什么是“{}”？", "{place}的“{}”是哪一年开始的？", "{place}为什么要搞“{}”？", "“{}”工程投入了多少万元？")
    while True:
        name = "".join(draw.choice(_NUMERALS) + draw.choice(_SYLLABLES) for _ in range(2))
        if name not in whole:
            yield draw.choice(shapes).format(name, place=draw.choice(towns))


def run(paths: Sequence[str], news: Path | None, seed: int, tell_faults: bool) -> Told:
    """Reads the pages, with `NEWS` documents of a corpus among them, into a temporary pile, and asks it.

    Raises `TooFewFacts`.
    """
    with tempfile.TemporaryDirectory(prefix="xiangwen-refusals-") as folder, opened(Path(folder) / "data") as library:
        targets = list(paths)
        if news is not None:
            targets.append(str(Path(folder) / "news.jsonl"))
            sample(news, Path(targets[-1]), NEWS, seed)
        library.ingest(targets)
        made = questions(library.reports(), seed)
        outcomes = ask_all(made, library.ask)
    if tell_faults:
        faults(outcomes)
    return summary(outcomes)


def ask_all(made: Sequence[Question], ask: Callable[[str], Answer]) -> list[Outcome]:
    """Every question put to the pile. Right is a refusal where nothing answers, else a citation with the value."""
    outcomes = []
    for question in made:
        answer = ask(question.text)
        refused = answer.status is Status.NOT_FOUND
        told = any(question.expected in shadow(citation.quote) for citation in answer.citations)
        outcomes.append(Outcome(question, refused, told if question.answerable else refused))
    return outcomes


def summary(outcomes: Sequence[Outcome]) -> Told:
    """{half: {kind: questions, refused, right}}, with all unanswerable kinds together as `unanswerable`."""
    halves = {"tuning": False, "reported": True}
    kinds = list(dict.fromkeys(one.question.kind for one in outcomes))
    told: Told = {}
    for half, reported in halves.items():
        mine = [one for one in outcomes if is_reported(one.question.id) is reported]
        told[half] = {kind: _row([one for one in mine if one.question.kind == kind]) for kind in kinds}
        told[half][UNANSWERABLE] = _row([one for one in mine if not one.question.answerable])
    return told


def _row(outcomes: Sequence[Outcome]) -> dict[str, float]:
    count = max(len(outcomes), 1)
    return {
        "questions": len(outcomes),
        "refused": round(sum(one.refused for one in outcomes) / count, 4),
        "right": round(sum(one.right for one in outcomes) / count, 4),
    }


def faults(outcomes: Sequence[Outcome]) -> None:
    """The tuning half's wrong ones on stderr: an answer where there is none, a refusal where there is one."""
    for one in outcomes:
        if not is_reported(one.question.id) and one.refused is one.question.answerable:
            print(f"{one.question.kind}\t{one.question.text}\t{one.question.expected}", file=sys.stderr)


def show(told: Told, console: Console) -> None:
    table = Table("half", "kind", "questions", "refused", "right")
    for half, kinds in told.items():
        for kind, row in kinds.items():
            table.add_row(
                half, kind, str(int(row["questions"])), *(f"{100 * row[name]:.1f} %" for name in ("refused", "right"))
            )
    console.print(table)


def sample(corpus: Path, target: Path, count: int, seed: int) -> None:
    """Writes `count` documents of a corpus that speak of towns, drawn by `seed`, as JSON lines to be ingested."""
    rural = [one for one in documents(corpus) if re.search(r"[一-鿿]{2,4}[镇乡](?![一-鿿]*[长人])", one.text)]
    rural.sort(key=lambda one: digest(f"{seed}:{one.id}"))
    lines = [
        json.dumps({"_id": one.id, "title": one.title, "text": one.text}, ensure_ascii=False) for one in rural[:count]
    ]
    target.write_text("\n".join(lines), encoding="utf-8")
