"""Lists of organisations: how they are asked, and which a sentence names."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rag.language.script import shadow
from rag.library import Library
from rag.lists.organisations import organisations
from rag.questions.organisations_asked import organisation_asked
from rag.types import Appearance, Kind, Metadata, Report, Verdict


def named(sentence: str, topic: str, noun: str, text: str = "") -> list[str]:
    report = Report("r_0", text or sentence, "0" * 64, "r_0", (0, len(text or sentence)), (APPEARANCE,))
    told = shadow(sentence)
    at = (told.index(topic), told.index(topic) + len(topic))
    return [doer.name for doer in organisations(report, shadow(text or sentence), told, at, noun)]


APPEARANCE = Appearance("page.txt", "/page.txt", Metadata(title="报道"))


@pytest.mark.parametrize(
    ("question", "noun"),
    [
        ("哪些高校的师生参加了暑期三下乡？", "高校"),
        ("有几所大学开展了支教？", "大学"),
        ("哪几家企业捐了款？", "企业"),
        ("哪些企业家捐了款？", None),
        ("全镇有多少家企业？", None),
        ("哪些学校负责人到场？", None),
    ],
)
def test_how_organisations_are_asked(question: str, noun: str | None) -> None:
    assert organisation_asked(shadow(question)) == noun


@pytest.mark.parametrize(
    ("sentence", "topic", "noun", "names"),
    [
        ("近日，青石师范学院“萤火”队到柳湾村支教。", "支教", "高校", ["青石师范学院"]),
        ("青石大学美术学院的师生来村里支教。", "支教", "高校", ["青石大学"]),
        ("美术学院的师生来村里支教。", "支教", "高校", []),
        ("青石县中心医院、县红十字会派来工作队。", "工作队", "单位", ["青石县中心医院", "县红十字会"]),
        ("来自双江银行青石县支行的工作队驻村。", "工作队", "单位", ["双江银行青石县支行"]),
        ("青石林业大学生命科学学院的队员来村里支教。", "支教", "高校", ["青石林业大学"]),
        ("乡村小学迎来支教。", "支教", "学校", []),
        ("学院积极引导大学生支教。", "支教", "高校", []),
    ],
)
def test_which_organisations_a_sentence_names(sentence: str, topic: str, noun: str, names: list[str]) -> None:
    assert named(sentence, topic, noun) == names


def test_a_sentence_that_names_none_is_of_the_one_that_the_report_opens_with() -> None:
    text = "青石师范学院的队伍到了柳湾村。队员们在村里支教七天。"
    assert named("队员们在村里支教七天。", "支教", "高校", text) == ["青石师范学院"]


def test_every_organisation_that_did_is_listed(make_library: Callable[..., Library]) -> None:
    library = make_library(
        {
            "a.txt": "8月1日，青石师范学院的师生到柳湾村开展支教，教孩子们画画。",
            "b.txt": "近日，双江大学的师生在石坡村开展支教，为期七天。",
            "c.txt": "白河医院到河口村义诊，看了三十个病人。",
        }
    )
    answer = library.ask("哪些高校的师生开展了支教？")
    assert answer.kind is Kind.LIST and answer.listing is not None
    assert {item.name for item in answer.listing.items if item.verdict is Verdict.DID} == {"青石师范学院", "双江大学"}
    assert "2 个高校开展了" in answer.text


@pytest.mark.parametrize(
    ("sentence", "topic", "noun", "names"),
    [
        (
            "县第一中学、县农业技术推广中心和青石县农村信用社参加了清洁工程。",
            "清洁工程",
            "单位",
            ["县第一中学", "县农业技术推广中心", "青石县农村信用社"],
        ),
        ("清洁工程还请大学生志愿者到学校宣讲。", "清洁工程", "学校", []),
        ("县里请青石县职业技术学校为清洁工程培训。", "清洁工程", "学校", ["青石县职业技术学校"]),
        ("清洁工程由镇环卫所和县妇联负责。", "清洁工程", "单位", ["镇环卫所"]),
    ],
)
def test_names_are_whole_and_led_by_no_verb(sentence: str, topic: str, noun: str, names: list[str]) -> None:
    assert named(sentence, topic, noun) == names


def test_a_firm_of_another_sentence_did_not_do_what_an_office_did() -> None:
    text = "青石路桥公司修了路。清洁工程由镇环卫所负责。"
    assert named("清洁工程由镇环卫所负责。", "清洁工程", "企业", text) == []


def test_whoever_is_asked_about_by_name_is_no_answer(make_library: Callable[..., Library]) -> None:
    # And the place that a university is called after is not the place asked of.
    library = make_library(
        {
            "a.txt": "云州市对外商贸大学志愿者走访小学\n2021年8月3日\n近日，云州市对外商贸大学的志愿者实地走访了"
            "禾岭县柳溪乡小学，给孩子们上课。柳溪乡的孩子们十分高兴。",
            "b.txt": "云州市召开会议\n2021年8月5日\n8月4日，云州市召开防汛工作会议。会议要求各区县做好准备。",
        }
    )
    answer = library.ask("云州市对外商贸大学的志愿者走访了哪些学校？")
    assert answer.listing is not None
    assert [item.name for item in answer.listing.items] == ["禾岭县柳溪乡小学"]


def test_organisations_of_a_place_are_those_of_its_reports(make_library: Callable[..., Library]) -> None:
    library = make_library(
        {
            "a.txt": "柳溪镇企业捐款助学\n2021年8月3日\n近日，禾岭县柳溪镇兴农果品公司捐款助学，给学校送去十万元。"
            "柳溪镇干部表示感谢。",
            "b.txt": "白鹿镇企业捐款助学\n2021年8月5日\n近日，禾岭县白鹿镇富民粮油公司捐款助学，给学校送去五万元。"
            "白鹿镇干部表示感谢。",
        }
    )
    answer = library.ask("哪些企业给柳溪镇的学校捐款助学？")
    assert answer.listing is not None
    assert ["兴农果品公司" in item.name for item in answer.listing.items] == [True]
