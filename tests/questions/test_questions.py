"""What a question asks: kind, level, places, terms, years, unit; and follow-ups made whole."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from rag.answers.ways.about import asks_about_report
from rag.language.names import quoted_names
from rag.language.script import shadow
from rag.questions.followups.followup import resolve
from rag.questions.places.placenames import NamedPlace, PlaceTable
from rag.questions.places.romanized import RomanizedTable
from rag.questions.query import Query, language_of, understand
from rag.types import Kind, Level, Place, Span, Turn

COUNTY = ("临江省", "云岭县")
PLACES = [
    Place("云岭县", Level.COUNTY),
    Place("清禾镇", Level.TOWN, within=COUNTY),
    Place("白沙乡", Level.TOWN, within=COUNTY),
    Place("西乡县", Level.COUNTY),
]
TEXT = "清禾镇开展“三送两访”活动，推进科学储粮，升级晋档工作走在前列，石板坡村也参加了。"


class Pile:
    """A pile of one sentence: what understanding needs to know, and nothing else."""

    table = PlaceTable(PLACES, lambda place: (place.name, place.name[:-1]))
    romanized = RomanizedTable(PLACES, lambda place: (place.name, place.name[:-1]))

    def attested(self, phrase: str) -> bool:
        return phrase in TEXT

    def above(self, name: str, level: Level) -> str | None:
        return None

    def names_in(self, text: str) -> list[Span]:
        known = quoted_names(TEXT)
        return [(text.index(name), text.index(name) + len(name)) for name in known if name in text]

    def neighbours(self, words: Sequence[str], least: float) -> list[list[tuple[str, float]]]:
        known = {"grain": [("粮食", 0.8), ("储粮", 0.6)], "storage": [("储存", 0.7)], "started": [("启动", 0.8)]}
        return [[one for one in known.get(word, []) if one[1] >= least] for word in words]

    def meant(self, name: str) -> str | None:
        return None

    def place_names(self, text: str) -> list[NamedPlace]:
        at = text.find("青岛市")
        return [NamedPlace((at, at + 3), "青岛市", (Place("青岛市", Level.CITY),))] if at >= 0 else []


def asked(question: str, *history: str) -> Query:
    return understand(question, [Turn("user", said) for said in history], Pile())


@pytest.mark.parametrize(
    ("question", "kind", "wants_places", "level"),
    [
        ("哪些乡镇开展了“三送两访”？", Kind.LIST, True, Level.TOWN),
        ("开展三送两访的乡镇有哪些", Kind.LIST, True, Level.TOWN),
        ("云岭县有几个乡镇搞了三送两访活动？", Kind.LIST, True, Level.TOWN),
        ("哪几个县种植魔芋", Kind.LIST, True, Level.COUNTY),
        ("哪些地方搞过三送两访", Kind.LIST, True, None),
        ("Which counties grow tea?", Kind.LIST, True, Level.COUNTY),
        ("三送两访包括哪些内容？", Kind.LIST, False, None),
        ("五大工程是哪五个？", Kind.LIST, False, None),
        ("清禾镇有多少个行政村？", Kind.FIGURE, False, None),
        ("全县建立了多少个县级领导联系点？", Kind.FIGURE, False, None),
        ("清禾镇那次会有多少个村（社区）的书记参加？", Kind.FIGURE, False, None),
        ("清禾镇有多少个村的收入过了百万？", Kind.LIST, True, Level.VILLAGE),
        ("清禾镇的茶叶产量是多少？", Kind.FIGURE, False, None),
        ("那条路有多长？", Kind.FIGURE, False, None),
        ("清禾镇党委书记是谁？", Kind.WHO, False, None),
        ("哪个村支书主持会议？", Kind.WHO, False, None),
        ("清禾镇是哪一年开始的？", Kind.WHEN, False, None),
        ("什么是三送两访？", Kind.DEFINITION, False, None),
        ("清禾镇和白沙乡的茶叶产量各是多少？", Kind.COMPARE, False, None),
        ("清禾镇怎样抓党建？", Kind.OPEN, False, None),
        ("哪个市场最大？", Kind.OPEN, False, None),
        ("哪些村（社区）种植魔芋？", Kind.LIST, True, Level.VILLAGE),
        ("哪些县、镇种植魔芋？", Kind.LIST, True, None),
        ("Which villages or towns grow tea?", Kind.LIST, True, None),
        ("清禾镇村BA冠军队得到的奖品是什么？", Kind.OPEN, False, None),
        ("清禾镇的轮胎是从哪里来的？", Kind.OPEN, False, None),  # where one thing is from, not which places
        ("都在哪里种魔芋？", Kind.LIST, True, None),
    ],
)
def test_kind_and_level(question: str, kind: Kind, wants_places: bool, level: Level | None) -> None:
    query = asked(question)
    assert (query.kind, query.wants_places) == (kind, wants_places)
    if wants_places:
        assert query.level is level


@pytest.mark.parametrize(
    ("question", "names", "words"),
    [
        ("哪些乡镇开展了“三送两访”活动？", ["三送两访"], []),
        ("哪些乡镇在搞三送两访", ["三送两访"], []),
        ("哪些鄉鎮開展「三送兩訪」", ["三送两访"], []),
        ("Which towns adopted the 三送两访 model?", ["三送两访"], []),
        ("哪些镇搞升级晋档", ["升级晋档"], []),
        ("哪些镇推行四议两公开程序", ["四议两公开"], ["程序"]),
        ("哪些乡镇种植魔芋？", [], ["种植", "魔芋"]),
        ("石板坡村有多少户？", ["石板坡村"], []),
        ("清禾镇截至2011年8月底完成烟草种植多少亩？", [], ["烟草", "种植"]),
        ("哪些地方采用党支部加产业或协会的模式", ["党支部+产业"], []),
        ("帮我查一下，魔芋种植了多少亩？", [], ["魔芋", "种植"]),
        ("请问一下，哪一天种植魔芋？", [], ["种植", "魔芋"]),
        ("什么是“清禾讲堂”？", ["清禾讲堂"], []),
        ("清禾镇那次到底种了大概多少亩烟草？", [], ["烟草"]),
        ("清禾镇那位七十多岁的篾匠是谁？", [], ["篾匠"]),
        ("清禾镇的篾匠是哪一位？", [], ["篾匠"]),
        ("哪些村（社区）种植魔芋？", [], ["种植", "魔芋"]),
        ("清禾镇的烟草种植好了吗？", [], ["烟草", "种植"]),  # 好了吗 is a word to the segmenter
    ],
)
def test_terms_are_names_and_telling_words(question: str, names: list[str], words: list[str]) -> None:
    query = asked(question)
    assert [term.text for term in query.names] == names
    assert [term.text for term in query.terms if not term.is_name] == words


def test_one_of_what_or_joins_is_enough() -> None:
    merged = asked("清禾镇种了多少亩烟草或者魔芋？").terms
    assert [term.spellings for term in merged] == [("烟草", "魔芋")]


def test_where_somebody_went_is_not_the_place_that_is_asked_of() -> None:
    query = asked("清禾镇的谁没有去西乡县打工？")
    assert ([place.name for place in query.named], [place.name for place in query.mentioned]) == (
        ["清禾镇"],
        ["西乡县"],
    )
    assert [place.name for place in asked("去清禾镇的路有多长？").named] == ["清禾镇"]


def test_a_place_and_the_larger_one_behind_it_are_not_compared() -> None:
    query = asked("How many mu of tea were planted in Qinghe Town, Yunling County on July 31?")
    assert (query.kind, query.parts) == (Kind.FIGURE, ())
    assert "july" not in [term.text for term in query.terms]
    assert asked("How many mu of tea do Qinghe Town and Baisha Township grow?").kind is Kind.COMPARE


def test_a_mode_is_matched_in_each_of_its_written_forms() -> None:
    assert set(asked("党支部加产业或协会的模式").names[0].spellings) >= {"支部+产业", "支部+协会", "党支部+协会"}


def test_places_years_and_units_restrict() -> None:
    query = asked("2013年清禾镇种了多少万亩茶？")
    assert [place.name for place in query.named] == ["清禾镇"]
    assert (query.years, query.measure) == ((2013,), "万亩")
    assert asked("青岛市有哪些乡镇？").foreign == ("青岛市",)
    assert not asked("江西乡村振兴怎么样").named
    assert not asked("清禾村有多少户").named
    assert not asked("什么是“平安清禾”？").named  # a name with a place in it
    assert [place.name for place in asked("“清禾镇”种了多少亩茶？").named] == ["清禾镇"]


@pytest.mark.parametrize(
    ("text", "lang"), [("哪些鄉鎮？", "zh-Hant"), ("哪些乡镇？", "zh"), ("Which towns did 三送两访?", "en")]
)
def test_language(text: str, lang: str) -> None:
    assert language_of(text) == lang


@pytest.mark.parametrize(
    ("earlier", "question", "whole"),
    [
        ("石板坡村种了多少亩茶叶？", "一年能产多少？", "石板坡村茶叶一年能产多少？"),
        ("清禾镇的茶叶产量是多少？", "它的书记是谁？", "清禾镇的书记是谁？"),
        ("清禾镇的茶叶产量是多少？", "那白沙乡呢？", "白沙乡的茶叶产量是多少？"),
        ("清禾镇的茶叶产量是多少？", "2012年呢？", "2012年清禾镇的茶叶产量是多少？"),
        ("清禾镇2011年产茶多少？", "那2012年呢", "清禾镇2012年产茶多少？"),
        ("清禾镇茶叶试验区产茶多少？", "那白沙乡的呢？", "白沙乡产茶多少？"),
        ("哪些乡镇开展了三送两访？", "那升级晋档呢？", "哪些乡镇开展了升级晋档？"),
        ("清禾镇的茶叶产量是多少？", "该镇的党委书记是谁？", "清禾镇的党委书记是谁？"),
        ("哪些乡镇开展了三送两访？", "还有别的镇吗？", "哪些乡镇开展了三送两访？"),
        ("清禾镇开展了三送两访吗？", "这个活动是哪年开始的？", "清禾镇三送两访是哪年开始的？"),
        ("清禾镇的茶叶产量是多少？", "白沙乡有多少个行政村？", "白沙乡有多少个行政村？"),
        # A place that asks nothing new of its own, and those of a list that lie in one.
        ("哪些乡镇开展了三送两访？", "白沙乡是怎么做的？", "白沙乡三送两访是怎么做的？"),
        ("哪些乡镇开展了三送两访？", "白沙乡有没有搞？", "白沙乡三送两访有没有搞？"),
        ("哪些乡镇开展了三送两访？", "哪些是云岭县的？", "云岭县哪些乡镇开展了三送两访？"),
        ("哪些乡镇开展了三送两访？", "云岭县的有哪些？", "云岭县哪些乡镇开展了三送两访？"),
        ("白沙乡开展了三送两访吗？", "它是哪年开始的？", "白沙乡三送两访是哪年开始的？"),
        # The place by its kind or its officers: no topic is glued to it, and so none reads as a place's name.
        ("清禾镇的百岁老人是谁？", "镇里有多少人？", "清禾镇有多少人？"),
        ("清禾镇的百岁老人是谁？", "镇长怎么说？", "清禾镇的镇长怎么说？"),
        ("清禾镇种了多少亩茶叶？", "那什么时候开始搞的三送两访？", "清禾镇，什么时候开始搞的三送两访？"),
        # What was not meant, and another of a kind.
        ("清禾镇的茶叶产量是多少？", "不是，我问的是白沙乡", "白沙乡的茶叶产量是多少？"),
        ("清禾镇的茶叶产量是多少？", "不对，我问的是白沙乡有多少户？", "白沙乡有多少户？"),
        ("清禾镇2009年四类村剩下多少个？", "一类村呢？", "清禾镇2009年一类村剩下多少个？"),
    ],
)
def test_a_follow_up_is_made_whole(earlier: str, question: str, whole: str) -> None:
    assert resolve(question, [Turn("user", earlier), Turn("assistant", "……")], Pile.table, Pile()) == whole


@pytest.mark.parametrize(
    ("question", "whole"),
    [
        ("哪个镇的多？", "清禾镇和白沙乡的茶叶产量是多少？"),
        ("它们各有多少户？", "清禾镇和白沙乡各有多少户？"),
    ],
)
def test_what_is_asked_of_both_places_that_were_asked_of(question: str, whole: str) -> None:
    history = [Turn("user", "清禾镇的茶叶产量是多少？"), Turn("assistant", "…"), Turn("user", "白沙乡呢？")]
    assert resolve(question, history, Pile.table, Pile()) == whole


def test_a_chain_of_follow_ups_holds() -> None:
    history = [Turn("user", "清禾镇的茶叶产量是多少？"), Turn("assistant", "…"), Turn("user", "白沙乡呢？")]
    assert resolve("2012年呢？", history, Pile.table, Pile()) == "2012年白沙乡的茶叶产量是多少？"


def test_the_shadow_is_what_is_matched() -> None:
    assert asked("清禾鎮２０１３年").shadow == shadow("清禾鎮２０１３年") == "清禾镇2013年"


def test_an_english_question_is_read_in_the_words_of_the_reports() -> None:
    query = asked("When was grain storage started in Qinghe Town?")
    assert [named.name for named in query.named] == ["清禾镇"]
    # Of the translations those that some report holds; what an office does with everything tells nothing.
    assert {term.text: term.variants for term in query.terms} == {"grain": ("储粮",), "storage": ("储存",)}
    assert query.rendered == "when was 储粮 储存 started in 清禾镇?"


def test_what_no_report_says_in_either_language_keeps_its_weight() -> None:
    by_text = {term.text: term for term in asked("Which towns have a museum with grain storage?").terms}
    assert by_text["museum"].weight == 0.8  # as any word in Latin letters that no dictionary explains
    assert not by_text["museum"].variants


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("What is 三送两访?", Kind.DEFINITION),
        ("What does 三送两访 mean?", Kind.DEFINITION),
        ("What is grain storage?", Kind.DEFINITION),
        ("What is the main industry of Qinghe Town?", Kind.OPEN),
    ],
)
def test_what_is_asks_for_a_definition_only_of_a_name(question: str, kind: Kind) -> None:
    assert asked(question).kind is kind


def test_a_trade_is_also_said_by_what_its_people_do() -> None:
    (term,) = asked("哪些乡镇发展养殖业？").terms
    assert (term.text, term.variants) == ("养殖业", ("养殖",))
    assert not asked("哪些乡镇发展农业？").terms[0].variants


def test_reports_that_are_asked_through_are_not_asked_about() -> None:
    assert not asks_about_report("这些报道里哪些镇开展了双培双带")
    assert not asks_about_report("报道里一共有几个镇")
    assert asks_about_report("神河镇那篇报道是哪天发布的")
    assert asks_about_report("这篇报道发表于几月")


@pytest.mark.parametrize(
    ("question", "measure"),
    [
        ("这次执法一共罚了多少款？", "元"),
        ("为村民追回了多少被骗资金？", "元"),
        ("What is the population of 清禾镇?", "人"),
        ("推出了多少款产品？", None),
        ("柳溪镇的供水普及率有多高？", None),
        ("门票票价有多高？", "元"),
        ("城里人和乡下人的收入差多少？", "元"),
        ("荷花节来了多少游客？", "人"),
        ("办了多少农民合作社？", None),
        ("一共发了多少分？", "分"),
        ("开了多少分店？", None),
    ],
)
def test_the_measure_that_an_amount_implies(question: str, measure: str | None) -> None:
    assert asked(question).measure == measure


def test_a_year_is_no_part_of_the_villages_name_behind_it() -> None:
    assert [term.text for term in asked("2011年石板坡村种了多少亩烟草？").terms if term.is_name] == ["石板坡村"]


def test_who_everybody_is_and_how_far_a_doing_went_tell_nothing() -> None:
    assert [term.text for term in asked("清禾镇到现在给村民发了多少积分？").terms] == ["发", "积分"]
    (term,) = asked("清禾镇什么时候之前撤完？").terms
    assert (term.text, term.variants[-1]) == ("撤完", "撤")
    assert term.weight < 0.6


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("清禾镇的合作社是谁办起来的？", Kind.WHO),
        ("都有谁在搞双培双带？", Kind.LIST),
        ("清禾镇的路谁来修？承建的是哪家单位？", Kind.OPEN),
        ("清禾镇哪家公司的老板是谁？", Kind.WHO),
    ],
)
def test_who_built_it_is_a_person_and_which_firm_is_none(question: str, kind: Kind) -> None:
    assert asked(question).kind is kind
