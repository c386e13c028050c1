"""Questions put to three invented towns: what is answered, from which sentence, and what is refused and why."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from rag.errors import BadFilter, EmptyQuestion, QuestionTooLong
from rag.library import Library
from rag.types import Answer, Filters, Kind, Status, Turn, Verdict

ROOT = Path(__file__).parents[2]


def verdicts(answer: Answer) -> dict[str, Verdict]:
    assert answer.listing is not None
    return {item.name: item.verdict for item in answer.listing.items}


def test_a_list_says_who_did_who_plans_and_who_only_speaks_of_it(towns: Library) -> None:
    asked = towns.ask("哪些乡镇开展了“三送两访”？")
    assert verdicts(asked) == {
        "清禾镇": Verdict.DID,
        "白沙乡": Verdict.MENTIONED,
        "石桥镇": Verdict.MENTIONED,
    }
    assert asked.listing is not None
    assert (asked.listing.scanned, asked.listing.matched, asked.listing.complete) == (3, 1, True)
    assert asked.text.startswith("共查 3 篇报道，1 个乡镇开展了：")
    assert [item.parent for item in asked.listing.items] == ["云岭县"] * 3


@pytest.mark.parametrize(
    "question",
    [
        "哪些鄉鎮實施了「五星亮牌」？",
        "Which towns carried out 五星亮牌?",
        "五星亮牌工程在哪些乡镇搞过",
        "搞五星亮牌的乡镇有哪些",
    ],
)
def test_the_same_list_is_asked_in_any_script_language_and_order(towns: Library, question: str) -> None:
    assert verdicts(towns.ask(question)) == {"石桥镇": Verdict.DID, "白沙乡": Verdict.PLANNED}


def test_a_list_of_plans_puts_the_plans_first(towns: Library) -> None:
    asked = towns.ask("哪些乡镇计划推行“五星亮牌”？")
    assert asked.listing is not None
    assert asked.listing.matched == 1
    assert (asked.listing.items[0].name, asked.listing.items[0].verdict) == ("白沙乡", Verdict.PLANNED)


def test_who_did_not_is_said_only_of_those_of_whom_it_is_written(towns: Library) -> None:
    asked = towns.ask("哪些乡镇没有开展“三送两访”？")
    assert asked.status is Status.PARTIAL
    assert list(verdicts(asked)) == ["石桥镇"]
    assert "没有开展" in asked.citations[0].quote
    assert asked.reason
    assert "不能断定" in asked.reason


def test_a_place_excepted_is_left_out_and_a_period_restricts(towns: Library) -> None:
    assert "清禾镇" not in verdicts(towns.ask("除了清禾镇，还有哪些乡镇开展了“三送两访”？"))
    since = towns.ask("2014年以来哪些乡镇实施了“五星亮牌”？")
    assert verdicts(since) == {"石桥镇": Verdict.DID, "白沙乡": Verdict.PLANNED}
    assert since.filters_inferred.since == date(2014, 1, 1)
    assert towns.ask("2013年以前哪些乡镇实施了“五星亮牌”？").status is Status.NOT_FOUND


def test_a_figure_comes_from_the_place_asked_with_its_own_unit(towns: Library) -> None:
    asked = towns.ask("清禾镇的生猪存栏是多少？")
    assert (asked.kind, asked.status) == (Kind.FIGURE, Status.ANSWERED)
    assert "1.8万头" in asked.citations[0].quote
    assert "9600" not in asked.text
    assert "9600头" in towns.ask("白沙乡生猪存栏多少头？").text


def test_a_fact_of_another_place_is_refused_and_the_other_place_named(towns: Library) -> None:
    asked = towns.ask("石桥镇的生猪存栏是多少头？")
    assert (asked.status, asked.citations, asked.sources) == (Status.NOT_FOUND, (), ())
    assert asked.reason is not None
    assert "石桥镇" in asked.reason
    assert "清禾镇" in asked.reason


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("哪些乡镇推广了数字人民币？", "数字"),
        ("清禾镇2019年的茶叶产量是多少？", "茶叶"),
        ("白沙乡党委书记是谁？", "书记"),
        ("青岛市有哪些乡镇开展了“三送两访”？", "青岛市"),
        ("What is the GDP of 石桥镇?", "石桥镇"),
    ],
)
def test_what_the_pile_does_not_say_is_refused_with_a_reason(towns: Library, question: str, said: str) -> None:
    asked = towns.ask(question)
    assert asked.status is Status.NOT_FOUND
    assert not asked.citations
    assert asked.reason
    assert said in asked.reason


def test_definition_person_parts_and_comparison(towns: Library) -> None:
    assert "送政策、送技术、送岗位" in towns.ask("什么是“三送两访”？").citations[0].quote
    assert "高远山" in towns.ask("清禾镇的党委书记是谁？").text
    asked = towns.ask("清禾镇和白沙乡的生猪存栏各是多少？")
    assert asked.kind is Kind.COMPARE
    assert {citation.n for citation in asked.citations} == {1, 2}
    assert "1.8万头" in asked.text
    assert "9600头" in asked.text


def test_who_wrote_it_and_when_it_appeared_is_cited_from_the_page_itself(towns: Library) -> None:
    author = towns.ask("清禾镇“三送两访”那篇报道的作者是谁？")
    assert "柳成荫" in author.text
    assert "柳成荫" in author.citations[0].quote
    day = towns.ask("清禾镇“三送两访”的报道是哪天发布的？")
    assert "2013-05-08" in day.citations[0].quote


def test_a_follow_up_is_resolved_and_shown(towns: Library) -> None:
    history = [Turn("user", "清禾镇的生猪存栏是多少？"), Turn("assistant", "1.8万头。")]
    asked = towns.ask("那白沙乡呢？", history)
    assert asked.question_resolved == "白沙乡的生猪存栏是多少？"
    assert "9600头" in asked.text


def test_filters_restrict_and_a_wrong_one_is_an_error(towns: Library) -> None:
    assert verdicts(towns.ask("哪些乡镇实施了“五星亮牌”？", filters=Filters(place="石桥镇"))) == {"石桥镇": Verdict.DID}
    late = Filters(since=date(2014, 5, 1))
    assert verdicts(towns.ask("哪些乡镇实施了“五星亮牌”？", filters=late)) == {"石桥镇": Verdict.DID}
    assert towns.ask("清禾镇生猪存栏多少？", filters=Filters(source="云岭日报")).status is Status.NOT_FOUND
    with pytest.raises(BadFilter, match="蓬莱仙镇"):
        towns.ask("哪些乡镇？", filters=Filters(place="蓬莱仙镇"))
    with pytest.raises(BadFilter, match="2015"):
        towns.ask("哪些乡镇？", filters=Filters(since=date(2015, 1, 1), until=date(2014, 1, 1)))


@pytest.mark.parametrize(
    ("place", "within"),
    [
        ("清泓镇", {"砚川县", "棠岭区"}),
        ("砚川县/清泓镇", {"砚川县"}),
        ("棠岭区/清泓镇", {"棠岭区"}),
        ("棠嶺縣／清泓鎮", {"棠岭区"}),
    ],
)
def test_a_path_tells_two_places_of_one_name_apart(samples: Library, place: str, within: set[str]) -> None:
    found = samples.reports(Filters(place=place))
    assert {(report.places[0].present or report.places[0].name) for report in found} == within
    with pytest.raises(BadFilter, match="没有县"):
        samples.ask("哪些乡镇？", filters=Filters(place="没有县/清泓镇"))


def test_an_empty_question_is_an_error_not_an_answer(towns: Library) -> None:
    for question in ("", "  ", "？！"):
        with pytest.raises(EmptyQuestion):
            towns.ask(question)
    with pytest.raises(QuestionTooLong, match="2001"):
        towns.ask("镇" * 2001)


def gold_questions() -> list[str]:
    lines = (ROOT / "eval" / "samples" / "gold.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line)["question"] for line in lines]


@pytest.mark.parametrize("question", gold_questions())
def test_every_citation_of_every_answer_lands_on_its_words(samples: Library, question: str) -> None:
    asked = samples.ask(question, include_hits=True)
    by_number = {source.n: samples.report(source.report_id) for source in asked.sources}
    for citation in asked.citations:
        start, end = citation.report_span
        assert by_number[citation.n].text[start:end] == citation.quote
        first, last = citation.answer_span
        assert asked.text[first:last]
        assert asked.text[last:].startswith("[")
    assert {citation.n for citation in asked.citations} == set(by_number)
    assert (asked.status is Status.NOT_FOUND) == (not asked.citations)


@pytest.mark.parametrize(
    ("question", "planned"),
    [("哪些镇将推行板凳议事？", {"蓼滩镇"}), ("哪个镇下半年要试行一线四员？", {"石漱镇"})],
)
def test_what_will_be_done_is_asked_with_few_words(samples: Library, question: str, planned: set[str]) -> None:
    listing = samples.ask(question).listing
    assert listing is not None and listing.matched == len(planned)
    assert {item.name for item in listing.items if item.verdict is Verdict.PLANNED} == planned


def test_what_a_town_did_not_copy_is_asked_of_those_that_did_not(samples: Library) -> None:
    answer = samples.ask("哪些镇没有照搬归雁筑巢？")
    assert answer.listing is not None and answer.listing.matched == 1
    assert [(item.name, item.verdict) for item in answer.listing.items] == [
        ("霜桥镇", Verdict.MENTIONED),
        ("墨池镇", Verdict.PLANNED),  # and has not yet
    ]


@pytest.mark.parametrize(
    ("question", "author"),
    [("《枫砧镇：一把雨伞撑起返乡路》是谁写的？", "丁晓筠"), ("誰寫了《望舒鄉：星掛門楣》？", "凌霜葉")],
)
def test_a_report_may_be_named_by_its_title_alone(samples: Library, question: str, author: str) -> None:
    assert author in samples.ask(question).text


def test_who_wrote_a_book_that_a_report_only_speaks_of_is_not_who_wrote_the_report(
    make_library: Callable[..., Library],
) -> None:
    page = (
        "石泉镇：农家书屋添新书\n作者：丁晓云 发布时间：2012-08-04\n　　石泉镇的书屋买来《山里的果树经》，村民争着借。"
    )
    assert "丁晓云" not in make_library({"a.txt": page}).ask("《山里的果树经》是谁写的？").text


def test_years_compared_have_no_verdict_that_no_sentence_could_hold(samples: Library) -> None:
    answer = samples.ask("2012年和2013年石漱镇的茶园面积分别是多少？")
    assert "1.2万亩" in answer.text and "1.26万亩" in answer.text and "比较" not in answer.text
