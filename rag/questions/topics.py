"""A question's topic: its terms, once the interrogative words, the places, the dates and the grammar are taken away."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Protocol

from rag.index.tokenizing import words
from rag.language.names import HEADS, core_name
from rag.language.rarity import count, is_doing, is_thing, is_verb, rarity
from rag.language.regex import regex
from rag.language.surnames import COMMON
from rag.questions.context import motive
from rag.questions.cut_out import cut_out
from rag.questions.interrogatives import ENGLISH_STOP, PLAN_ASKED, SCAFFOLD
from rag.questions.places.place_nouns import PLACE_NOUNS
from rag.questions.places.placenames import NamedPlace
from rag.questions.words.synonyms import sayings_in, spellings_of, told_by
from rag.questions.words.terms import Term
from rag.questions.words.word_joining import DONE_TO, KINDS_OF_THING, joined, recut
from rag.types import Level, Span

# Verbs by which an office says that it does something. They tell nothing of what it does.
ACTIONS = frozenset(
    "开展 实施 推行 推广 实行 采用 采取 推进 推动 启动 建立 组织 进行 落实 探索 创建 打造 深化 参与 参加 运用 使用 "
    "应用 试行 试点 搞 做 搞过 做过 报告 介绍 提到 出台 制定 成立 设立 引入 引进 举办 举行 发展 抓".split()
)
# Verbs of making and growing: 种植魔芋 and 发展魔芋 are one thing, so they count for less than what is grown.
_MAKING = frozenset(
    "种植 养殖 栽植 栽种 培育 生产 建设 修建 新建 建成 改造 开发 加强 提升 提高 完成 实现 评选 修通 修 建".split()
)
_MAKING_SHARE = 0.4
# What is measured of a thing: another word than the thing's name.
_MEASURED = frozenset(
    "产量 面积 产值 数量 人数 户数 销量 收入 价格 单价 规模 比例 总额 金额 标准 投资 经费 资金 成本".split()
)
_ENOUGH = 0.5  # weight of a term that is a topic by itself
BODY = 0.15  # rarity under which a word is not worth a term of its own (发展 .10, 工作 .11)
_UNKNOWN_SHARE = 0.3
_RESULTS = "完好掉到光尽成"  # how far a doing went
_SET = 20  # times in the dictionary's corpus from which such a verb is a word of its own (修好 41, 拿到 1464)
_SUFFIXES, _EACH_TIME = frozenset("子头儿们性化"), frozenset("年月日")
_TELLS = 0.3  # rarity from which a thing tells what was done with it by itself (not 路: 路修好)
_LATIN_WEIGHT = 0.8  # GDP, 4G: no frequency is known for them, and they are seldom empty

_NUMERAL = "一二三四五六七八九十两双百千万"
_NUMERAL_IDIOM = regex(rf"(?:[{_NUMERAL}][一-鿿]){{2,}}")
_NUMERAL_PAIR = regex(rf"[{_NUMERAL}][一-鿿]")  # 五清, asked of 三早五清
# 五大工程, 三个必须: what is counted belongs to the name.
_ENUMERATED_NAME = regex(rf"[{_NUMERAL}](?:大|个)[一-鿿]{{2}}")
# “支部+协会”模式 is said 支部加协会的模式.
_PLUS_MODE = regex(
    r"(?:采用|采取|实行|推行|运用|使用|用)?了?(?P<first>[一-鿿]{2,4})(?:\+|加)(?P<rest>[一-鿿]{2,4}?(?:(?:或者|或|和|、)[一-鿿]{2,4}?)*)"
    r"的?(?:模式|形式|机制|方式|做法|路子)"
)
# How people are called behind their names: 王叔乐老人 is 王叔乐.
_ADDRESS = regex(r"(?<=[一-鿿]{2})(?:老人|先生|女士|同志|大爷|大娘|奶奶|爷爷|阿姨|叔叔)$")
_DENIES = regex("[不没无未]")
_OF_A_HEAD = frozenset("省市县区旗镇乡村")
_HEAD_OF_PLACE = regex(r"[市县区旗镇乡村]?长(?=[一-鿿]{2})")


class Lexicon(Protocol):
    """What the pile knows of names."""

    def attested(self, phrase: str) -> bool:
        """Whether some report holds the phrase, punctuation aside."""
        ...

    def above(self, name: str, level: Level) -> str | None:
        """The place of a level that reports on a name are of; None where they are of several, or of none."""
        ...

    def place_names(self, text: str) -> Sequence[NamedPlace]:
        """Every stretch of a shadow that reads as an administrative place, in the pile or not."""
        ...

    def names_in(self, text: str) -> list[Span]:
        """Where a shadow holds names that the pile writes in quotation marks; not overlapping."""
        ...


def question_terms(text: str, place_spans: Sequence[Span], lexicon: Lexicon, *, english: bool = False) -> list[Term]:
    """The terms of a question's shadow, names first. Places are left out: they restrict, they are not the topic.

    In an English question a stretch of Chinese is a name, and English words count only where there is none.
    """
    cut = cut_out(text, [_with_its_head(text, span) for span in place_spans], lexicon, english=english)
    modes = [_plus_mode(found) for found in _PLUS_MODE.finditer(cut.rest)]
    sayings = [] if english else [at for at in sayings_in(cut.rest) if _says_more(cut.rest[slice(*at)])]
    cut = cut.without(sayings, phrases=cut.said(sayings))
    names, found_words = _read_runs(_PLUS_MODE.sub(" ", cut.rest), cut.names, lexicon)
    found_words += cut.phrases
    halves = [word for word in found_words if _NUMERAL_PAIR.fullmatch(word) and any(word in name for name in names)]
    names = halves + names
    terms = modes + [Term(name, 1.0, is_name=True) for name in dict.fromkeys(names) if name]
    said = {term.text for term in terms}
    # The head noun of a name (…活动, …工程) differs from page to page and tells nothing beside it.
    # Nor does the word that asks for plans (筹备): the verdict tells them.
    kept = [
        word
        for word in dict.fromkeys(found_words)
        if word not in said and not (names and (HEADS.fullmatch(word) or PLAN_ASKED.fullmatch(word)))
    ]
    terms += [
        Term(word, weight, variants=_said_as(word), parts=_parts(word, lexicon) if word in cut.phrases else ())
        for word in kept
        if (weight := _weight_asked(word, lexicon)) >= BODY
    ]
    return _without_motive(text, terms)


def _with_its_head(text: str, span: Span) -> Span:
    """A place with the office of a head who is named behind it (青石县|长|王平): the name tells more than the office,
    and no report writes both as one name."""
    found = _HEAD_OF_PLACE.match(text, span[1]) if text[span[1] - 1] in _OF_A_HEAD else None
    name = text[found.end() : found.end() + 2] if found else ""
    return (span[0], found.end()) if found and name[0] in COMMON and not is_doing(name) else span


def _read_runs(rest: str, names: Sequence[str], lexicon: Lexicon) -> tuple[list[str], list[str]]:
    """The names, with those that runs of words read as, and the words that are left."""
    named, found_words = list(names), list[str]()
    for found_run in _runs(rest, lexicon):
        # The noun that closes the name before it opens no other (…工程|排进).
        run = found_run[1:] if named and HEADS.fullmatch(found_run[0]) else found_run
        at = _name_in(run, lexicon)
        named += [_ADDRESS.sub("", core_name("".join(run[slice(*at)])))] if at else []
        found_words += [*run[: at[0]], *run[at[1] :]] if at else run
    return named, found_words


def _weight_asked(word: str, lexicon: Lexicon) -> float:
    """How much a word of a question tells: of 撤完 as much as 撤."""
    return weight_of(word[0]) if _is_done_through(word) else weight_of(word) * _known_share(word, lexicon)


def _without_motive(text: str, terms: list[Term]) -> list[Term]:
    """Without the terms of a clause that only tells why it is asked, where those of the rest tell enough."""
    span = motive(text)
    if span is None:
        return terms
    rest = [term for term in terms if text.find(term.text, span[1]) >= 0]
    return rest if any(term.weight >= _ENOUGH for term in rest) else terms


def _plus_mode(found: re.Match[str]) -> Term:
    """党支部加产业或协会的模式 → one name with every written form: 支部+产业, 支部+协会, 党支部+产业 …"""
    first, rest = found["first"], re.split(r"或者|或|和|、", found["rest"])
    heads = [first[i:] for i in range(len(first) - 1)]
    forms = [f"{head}+{tail}" for head in heads for tail in rest]
    return Term(forms[0], 1.0, is_name=True, variants=tuple(forms[1:]))


def weight_of(word: str) -> float:
    """How much a word tells of what a question is about, 0–1; what an office does with everything tells nothing."""
    if word.isascii():
        # A bare number restricts, it is no topic; a single letter is nothing.
        return 0.0 if word in ENGLISH_STOP or len(word) < 2 or word.isdigit() else _LATIN_WEIGHT
    return (
        0.0
        if word in ACTIONS or (len(word) == 1 and word in PLACE_NOUNS)
        else told_by(word) * (_MAKING_SHARE if word in _MAKING else 1.0)
    )


def _is_done_through(word: str) -> bool:
    """Whether a word is a verb of one character with how far it went, which no report need say: 撤|完, 分|到."""
    return len(word) == 2 and word[1] in _RESULTS and count(word) < _SET and count(word[0]) > 0 and is_verb(word[0])


def _said_as(word: str) -> tuple[str, ...]:
    """The other words that say the same; of 撤完, 撤 too."""
    return (*spellings_of(word), word[0]) if _is_done_through(word) else spellings_of(word)


def _known_share(word: str, lexicon: Lexicon) -> float:
    """1, but less for a word that no dictionary, no table and no report has: a chance one (新造, 练好), or debris."""
    known = word.isascii() or count(word) or spellings_of(word) or lexicon.attested(word)
    return 1.0 if known else _UNKNOWN_SHARE


def _says_more(saying: str) -> bool:
    """Whether a turn of speech says more than its words: neither a thing with what is done with it, which tells little
    beside it (修|水渠, 药材|种植, 签约|家庭医生; but 嫁|闺女), nor a name."""
    found = recut(words(saying))
    doings = [word for word in found if (is_doing(word) and len(word) > 1) or word in DONE_TO or word in ACTIONS]
    others = [word for word in found if word not in doings]
    is_of_a_thing = len(found) == 2 and doings and all(map(_is_told_by_itself, others))
    is_measure = not _MEASURED.isdisjoint(found)  # 种植|面积: a doing, and what is measured of it
    return not is_of_a_thing and not is_measure and not _NUMERAL_IDIOM.search(saying)


def _is_told_by_itself(word: str) -> bool:
    """Whether a word beside a doing tells what was done, or tells nothing: 水渠, 子 of 种菌|子, 年 of 年|出栏; but
    neither 路 of 路|修好 nor 家 of 送到|家."""
    return (is_thing(word) and rarity(word) >= _TELLS) or word in _SUFFIXES or word in _EACH_TIME


def _parts(saying: str, lexicon: Lexicon) -> tuple[Term, ...]:
    """The words of a turn of speech, where they say it without their grammar: 签约|家庭医生, but neither 花钱 of 不花钱
    nor 采摘 of 采摘节."""
    found = joined(words(saying), lexicon)
    is_one = _DENIES.search(saying) or (len(found[-1]) == 1 and found[-1] in KINDS_OF_THING)
    if len(found) < 2 or is_one or any(SCAFFOLD.fullmatch(word) for word in found):
        return ()
    return tuple(Term(word, weight, variants=spellings_of(word)) for word in found if (weight := weight_of(word)))


def _runs(masked: str, lexicon: Lexicon) -> list[list[str]]:
    """Runs of neighbouring content words."""
    runs: list[list[str]] = [[]]
    for piece in re.findall(r"[\w+.%]+|[^\w+.%]+", masked):
        found = joined(words(piece), lexicon) if re.match(r"\w", piece) else [""]
        for word in found:
            if not word or SCAFFOLD.fullmatch(word) or word in ENGLISH_STOP or word in ACTIONS:
                runs.append([])
            else:
                runs[-1].append(word)
    return [run for run in runs if run]


def _name_in(run: Sequence[str], lexicon: Lexicon) -> Span | None:
    """The words of the run, as a half-open range, that read as one name: a numeral idiom or an attested new word."""
    joined = "".join(run)
    starts = [sum(map(len, run[:i])) for i in range(len(run) + 1)]
    for pattern in (_NUMERAL_IDIOM, _ENUMERATED_NAME):
        found = pattern.search(joined)
        if found and (pattern is _NUMERAL_IDIOM or lexicon.attested(found.group())):
            first = max(i for i, at in enumerate(starts) if at <= found.start())
            last = min(i for i, at in enumerate(starts) if at >= found.end())
            return first, last
    ranges = [(i, j) for i in range(len(run)) for j in range(i + 2, len(run) + 1) if _reads_as_name(run[i:j])]
    ranges.sort(key=lambda pair: pair[0] - pair[1])
    return next((pair for pair in ranges if lexicon.attested("".join(run[slice(*pair)]))), None)


def _reads_as_name(part: Sequence[str]) -> bool:
    """Words that together may name one thing: one of them is in no dictionary, or they end as a village's name does."""
    if is_verb(part[0]) or is_doing(part[-1]) or part[-1] in _MEASURED:
        # 改造旱厕, 反诈宣传: what is done, and what it is done to; 黄桃产量: a thing, and what is measured of it
        return False
    if part[-1][-1] in "村寨屯镇乡" and len("".join(part)) > 2:
        return True
    return any(len(word) > 1 and not word.isascii() and count(word) == 0 for word in part)
