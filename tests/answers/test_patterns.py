"""What a person beside an office, and a figure, look like in a sentence."""

from __future__ import annotations

import pytest

from rag.answers.fitting.offices import of_its_body
from rag.answers.fitting.organisations_named import names_organisation
from rag.answers.sentences.patterns import has_figure, has_person, persons


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("镇武装部长卫东明给新兵送行", "卫东明"),
        ("镇长洪志强表示", "洪志强"),
        ("村支书阿依古丽告诉记者", "阿依古丽"),
        ("嘎查长布仁巴雅尔说", "布仁巴雅尔"),
        ("旗长额尔敦木图介绍", "额尔敦木图"),
        ("书记欧阳小波说", "欧阳小波"),
    ],
)
def test_persons_of_any_surname_beside_an_office(sentence: str, name: str) -> None:
    assert name in persons(sentence)
    assert has_person(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "村民代表纷纷表示",
        "党员干部卫生清扫",
        "镇党委书记项目推进会上",
        "代表全镇干部发言说",
        "村民们都说好",
        "主任边走边介绍",
        "该负责人表示",
        "村民委员会主任赞不绝口地说",
    ],
)
def test_words_beside_an_office_are_nobody(sentence: str) -> None:
    assert not has_person(sentence)


@pytest.mark.parametrize(
    ("sentence", "measure", "has"),
    [
        ("首届荷花节23日开幕。", None, False),
        ("第3届荷花节开幕。", None, False),
        ("累计发放积分5260分。", "分", True),
        ("会议开了20分钟。", "分", False),
    ],
)
def test_figures_are_amounts(sentence: str, measure: str | None, has: bool) -> None:
    assert has_figure(sentence, measure, ratios=False) is has


@pytest.mark.parametrize(
    ("question", "sentence", "named"),
    [
        ("新兵去了哪个部队?", "到武警某支队服役。", True),
        ("新兵去了哪个部队?", "唱着军旅歌曲到部队去。", False),
        ("设备是哪家厂子生产的?", "设备由宏图机械有限公司生产。", True),
        ("设备是哪家厂子生产的?", "该公司生产这些设备。", False),
        ("合作社跟哪家企业合作?", "盆岭合作社借力企业发展。", False),
        ("茶园有多少亩?", "茶园600亩。", True),
    ],
)
def test_which_organisation_must_be_named(question: str, sentence: str, named: bool) -> None:
    assert names_organisation(question, sentence) is named


def test_a_secretary_of_another_body() -> None:
    assert not of_its_body("党委书记是谁?", "村党支部书记李东说。")
