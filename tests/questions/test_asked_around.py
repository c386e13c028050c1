"""Follow-ups that ask around the place talked of: of all of its town, of the other places."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rag.library import Library
from rag.types import Status, Turn

PAGES = {
    "a.txt": (
        "云阴县柳溪镇:亮账日亮出明白账\n2019年9月3日\n"
        "云阴县柳溪镇青坡村每月初五办“亮账日”,村里的账一笔一笔念给大家听。柳溪镇18个村相继办起了“亮账日”。"
        "全镇群众都说好。"
    ),
    "b.txt": (
        "云阴县石桥镇办起亮账日\n2019年10月8日\n"
        "云阴县石桥镇办起“亮账日”,干部当面答疑。石桥镇的“亮账日”已办了6期。"
    ),
    "c.txt": (
        "云阴县红岩乡修通水渠\n2019年11月2日\n"
        "云阴县红岩乡修通水渠3公里。红岩乡干部说,水渠能浇地500亩。"
    ),
}  # fmt: skip


@pytest.fixture
def library(make_library: Callable[..., Library]) -> Library:
    return make_library(PAGES)


def talk(library: Library, *questions: str) -> tuple[str, str, Status]:
    """The last question as it was understood, its answer and status."""
    history: list[Turn] = []
    for question in questions:
        answer = library.ask(question, history=history)
        history += [Turn("user", question), Turn("assistant", answer.text)]
    return answer.question_resolved, answer.text, answer.status


@pytest.mark.parametrize(
    "asked", ["全镇有几个村办了亮账日？", "那全镇多少个村办了亮账日？", "整个镇有多少个村办了亮账日？"]
)
def test_all_of_the_town_is_that_of_the_village_talked_of(library: Library, asked: str) -> None:
    resolved, text, status = talk(library, "青坡村的亮账日是怎么办的？", asked)
    assert resolved.startswith("柳溪镇")
    assert status is Status.ANSWERED
    assert "18个村" in text.splitlines()[0]


def test_all_of_the_town_is_itself_where_a_town_was_talked_of(library: Library) -> None:
    resolved, _, _ = talk(library, "柳溪镇的亮账日是怎么办的？", "全镇有几个村办了亮账日？")
    assert resolved == "柳溪镇有几个村办了亮账日？"


@pytest.mark.parametrize("asked", ["还有哪些乡镇也有？", "其他还有哪些乡镇办了？", "哪些乡镇也办了？"])
def test_the_others_are_asked_of_what_was_talked_of(library: Library, asked: str) -> None:
    resolved, text, _ = talk(library, "柳溪镇的亮账日办得怎么样？", "一共几期？", asked)
    assert "亮账日" in resolved
    assert "石桥镇" in text
    assert "柳溪镇" not in text
    assert "红岩乡" not in text


def test_a_question_with_a_topic_of_its_own_stands_alone(library: Library) -> None:
    resolved, text, _ = talk(library, "柳溪镇的亮账日办得怎么样？", "还有哪些乡镇修了水渠？")
    assert "亮账日" not in resolved
    assert "红岩乡" in text
