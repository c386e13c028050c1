"""Questions for plans are answered by plans alone."""

from __future__ import annotations

from collections.abc import Callable

from rag.library import Library
from rag.types import Status

PAGE = """石桥镇图书室开放
发布时间:2014-08-10 来源:云岭日报
　　石桥镇第一步修缮了图书室，镇长组织读书会。石桥镇下一步将继续充实图书，办好读书会。"""


def test_only_the_plan_is_told(make_library: Callable[..., Library]) -> None:
    told = make_library({"a.txt": PAGE}).ask("石桥镇下一步怎么做？").text
    assert "将继续充实图书" in told
    assert "修缮" not in told


def test_where_no_plan_is_told_there_is_no_answer(make_library: Callable[..., Library]) -> None:
    page = PAGE.replace("石桥镇下一步将继续充实图书，办好读书会。", "石桥镇的每一步都走得稳。")
    assert make_library({"a.txt": page}).ask("石桥镇下一步怎么做？").status is Status.NOT_FOUND
