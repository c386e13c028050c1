"""Places compared: a row each, with its own sentence; what is missing is said, and which figure is the larger."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rag.library import Library
from rag.types import Kind, Status


@pytest.mark.parametrize(
    "question",
    [
        "清禾镇和白沙乡的生猪存栏各是多少？",
        "清禾镇和白沙乡哪个生猪存栏多？",
        "比较清禾镇与白沙乡的生猪存栏数量",
        "清禾镇、白沙乡相比，谁的生猪存栏更多？",
        "清禾鎮和白沙鄉的生豬存欄哪個多？",
    ],
)
def test_figures_stand_in_rows_and_the_larger_is_named(towns: Library, question: str) -> None:
    asked = towns.ask(question)
    assert (asked.kind, asked.status) == (Kind.COMPARE, Status.ANSWERED)
    first, second, last = asked.text.splitlines()
    assert first.startswith(("清禾镇", "清禾鎮"))
    assert "1.8万头" in first
    assert second.startswith(("白沙乡", "白沙鄉"))
    assert "9600头" in second
    assert last.startswith(("比较：", "比較："))
    assert last.index("1.8") < last.index("9600")
    assert last.endswith("[1][2]")


def test_a_place_of_which_nothing_is_told_has_a_row_that_says_so(towns: Library) -> None:
    asked = towns.ask("清禾镇和石桥镇的生猪存栏各是多少？")
    assert asked.status is Status.PARTIAL
    assert "石桥镇：报道里没有提到。" in asked.text
    assert asked.reason == "石桥镇：报道里没有提到。"
    assert "比较：" not in asked.text


def test_a_place_that_the_pile_does_not_know_is_missing_not_a_refusal(towns: Library) -> None:
    asked = towns.ask("清禾镇和青岛市的生猪存栏哪个多？")
    assert asked.status is Status.PARTIAL
    assert "1.8万头" in asked.text
    assert "青岛市：报道里没有提到。" in asked.text


def test_nothing_found_of_any_place_is_a_refusal(towns: Library) -> None:
    asked = towns.ask("清禾镇和白沙乡的航空产业产值哪个高？")
    assert (asked.status, asked.citations) == (Status.NOT_FOUND, ())


def test_doings_are_compared_in_rows_without_a_verdict(towns: Library) -> None:
    asked = towns.ask("清禾镇和石桥镇在“三送两访”上有什么不同？")
    lines = asked.text.splitlines()
    assert any(line.startswith("清禾镇：") for line in lines)
    assert any(line.startswith("石桥镇：") and "没有开展" in line for line in lines)
    assert not any(line.startswith("比较") for line in lines)


def test_figures_in_different_units_are_not_ranked(towns: Library) -> None:
    asked = towns.ask("清禾镇的茶叶产量和白沙乡的渠道长度哪个大？")
    assert "比较：" not in asked.text


APART = {
    "a.txt": """石桥镇修路记
发布时间：2012-09-03 来源：云岭日报
　　石桥镇的通村路全长12公里，今年五月动工。镇长韩青松说，路要赶在雨季前修好。
　　石桥镇党委书记柏立群到工地看望工人。"""
}


@pytest.mark.parametrize(
    ("question", "said", "status"),
    [
        ("石桥镇的通村路有多长？什么时候动工的？", {"12公里", "今年五月"}, Status.ANSWERED),
        ("石桥镇的镇长是谁，党委书记又是谁？", {"韩青松", "柏立群"}, Status.ANSWERED),
        ("石桥镇的通村路有多长，花了多少钱？", {"12公里", "花了多少钱：报道里没有提到。"}, Status.PARTIAL),
    ],
)
def test_two_questions_are_both_answered(
    make_library: Callable[..., Library], question: str, said: set[str], status: Status
) -> None:
    asked = make_library(APART).ask(question)
    assert asked.status is status
    assert asked.kind is not Kind.COMPARE
    assert all(words in asked.text for words in said), asked.text
    assert "比较：" not in asked.text


def test_the_larger_is_said_of_a_town_that_its_figure_only_points_at(make_library: Callable[..., Library]) -> None:
    page = """两镇转移群众
发布时间:2023-06-22 来源:云阴新闻网
　　20日夜里，云阴县柳溪镇召开紧急会议。截至下午5时，该镇已转移群众1984人，其中投亲靠友1845人。
　　截至昨晚9时，云阴县石门镇成功转移群众396人。"""
    text = make_library({"a.txt": page}).ask("柳溪镇和石门镇，哪个转移的人多？").text
    assert text.splitlines()[-1].startswith("比较：数字大的是柳溪镇：1984人")


def test_limits_are_compared_however_they_are_told(make_library: Callable[..., Library]) -> None:
    page = """移风易俗见实效
发布时间:2023-06-22 来源:云阴新闻网
　　云阴县柳溪镇东湾村：“婚嫁彩礼不超5万元，宴席不超12桌。”
　　云阴县石门镇西岭村：“红白理事会一管，彩礼定在2万以内，酒席办8桌。”
　　西岭村党支部书记高平回忆，过去有户人家为凑彩礼卖了三头牛。"""
    text = make_library({"a.txt": page}).ask("东湾村和西岭村的彩礼上限有什么不一样？").text
    assert "5万" in text
    assert "2万以内" in text
    assert "三头牛" not in text
