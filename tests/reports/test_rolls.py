"""A roll at the end of a page is the report's, though its lines look like links."""

from __future__ import annotations

import pytest

from rag.reports.rolls import end_of_roll, is_roll_line


@pytest.mark.parametrize(
    ("line", "is_one"),
    [
        ("第一名:柳溪镇90.9分", True),
        ("• 云岭市青石县河湾镇", True),
        ("青石县柳溪镇小云村(茶叶)", True),
        ("3.双塘乡", True),
        ("柳溪镇", False),
        ("青石县举办油菜花节", False),
    ],
)
def test_a_line_of_a_roll_has_a_rank_a_number_or_what_its_place_lies_in(line: str, is_one: bool) -> None:
    assert is_roll_line(line) is is_one


def test_rolls_follow_one_another_under_headings_and_links_end_them() -> None:
    lines = [
        "名单如下。",
        "最差乡镇",
        "1.甲山镇",
        "2.乙山乡",
        "最差村庄",
        "1.甲山镇丙村",
        "2.乙山乡丁村",
        "友情链接",
        "柳溪镇",
    ]
    assert end_of_roll(lines, 0) == 6
    assert end_of_roll(["名单如下。", "友情链接", "柳溪镇", "河湾镇"], 0) == 0
