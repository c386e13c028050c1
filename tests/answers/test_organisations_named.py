"""Which organisation is asked for must be named, whatever offices and banks are called."""

from __future__ import annotations

import pytest

from rag.answers.fitting.organisations_named import names_organisation
from rag.answers.fitting.villages_shown import opens_with_its_village
from rag.reports.items import heading_of


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("哪个部门给河湾村村民发放补助?", "县民政部门为河湾村村民发放补助。"),
        ("哪个单位结对帮扶河湾村?", "县委组织部结对帮扶河湾村。"),
        ("哪个单位给孩子捐赠书包?", "县妇联向孩子们捐赠书包80个。"),
        ("哪家银行给农户发放贷款?", "县农行发放贷款200万元。"),
        ("石桥镇水利局和哪个单位合作?", "石桥镇水利局与县农业局合作。"),
    ],
)
def test_offices_are_named_in_many_ways(question: str, sentence: str) -> None:
    assert names_organisation(question, sentence)


def test_what_only_points_at_one_names_none() -> None:
    assert not names_organisation("设备是哪家公司生产的?", "该公司的设备运行稳定。")


def test_a_village_behind_a_pointing_word_is_no_other_towns() -> None:
    assert opens_with_its_village("在该镇东街村,群众办起合作社。", "东街村领办合作社。", {"李集镇"}) is None
    assert opens_with_its_village("到沙镇东街村学习。", "东街村领办合作社。", {"沙镇"}) is True


@pytest.mark.parametrize("line", ["种植区:", "养殖区:", "核心区:", "牵头区县:", "试点镇:"])
def test_parts_of_a_park_or_a_work_are_no_places(line: str) -> None:
    assert heading_of(line) is None
