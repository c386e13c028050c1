"""Places that a list leaves out: those its question excepts, larger ones by what these did, those learnt from."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rag.library import Library

PAGES = {
    "a.txt": (
        "云阴县柳溪镇:恳谈会谈出心连心\n2020年9月29日\n"
        "9月29日上午,一场民情恳谈会在柳溪镇青坡村召开,云阴县驻青坡村工作队组织召开民情恳谈会。柳溪镇的干部到会答疑。"
    ),
    "b.txt": (
        "云阴县石桥镇召开民情恳谈会\n2020年10月8日\n"
        "10月8日,石桥镇召开民情恳谈会,请群众提意见。石桥镇收到意见12条。"
    ),
    "c.txt": (
        "云阴县红岩乡坡上村的积分制\n2021年3月8日\n"
        "云阴县红岩乡坡上村干净整齐,这是坡上村向远山县石塔镇柏树村学回来的“积分制”带来的变化。红岩乡的干部说要坚持下去。"
    ),
    "d.txt": (
        "云阴县青石镇长岭村推行积分制\n2021年4月8日\n"
        "云阴县青石镇长岭村推行“积分制”,家家户户扫院子。青石镇说,长岭村的卫生好多了。"
    ),
}  # fmt: skip


@pytest.fixture
def library(make_library: Callable[..., Library]) -> Library:
    return make_library(PAGES)


def listed(library: Library, question: str) -> set[str]:
    listing = library.ask(question).listing
    return {item.name for item in listing.items} if listing else set()


@pytest.mark.parametrize(
    "question",
    [
        "除青坡村外还有哪里开过民情恳谈会？",
        "除了青坡村,还有哪些乡镇开了民情恳谈会？",
        "不算青坡村,哪些乡镇召开了民情恳谈会？",
    ],
)
def test_the_town_is_not_listed_by_the_doing_of_the_village_left_out(library: Library, question: str) -> None:
    assert listed(library, question) == {"石桥镇"}


def test_a_village_that_only_reports_name_is_left_out(library: Library) -> None:
    assert listed(library, "除了长岭村,还有哪些村推行了积分制？") >= {"坡上村"}
    assert "长岭村" not in listed(library, "除了长岭村,还有哪些村推行了积分制？")


@pytest.mark.parametrize("question", ["哪个村去别的县学了积分制？", "哪些村到外地学习了积分制？"])
def test_who_went_to_learn_is_not_who_was_learnt_from(library: Library, question: str) -> None:
    assert listed(library, question) == {"坡上村"}
