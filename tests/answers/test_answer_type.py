"""Whether a sentence holds a thing of the type asked for: the measure, the person, the grain of a date."""

from __future__ import annotations

import pytest

from rag.answers.fitting.answer_type import fits, is_as_fine
from rag.language.script import shadow
from tests.questions.test_questions import asked


@pytest.mark.parametrize(
    ("question", "sentence", "holds"),
    [
        ("清禾镇什么时候通水？", "上午9点通水。", True),
        ("清禾镇什么时候通水？", "清禾镇通水了。", False),
        ("清禾镇什么时候通水？", "完善通水工程各个环节，这一点很重要，3号楼的初三学生最高兴。", False),
        ("清禾镇是哪一年通水的？", "8月1日上午，清禾镇通水。", True),  # not as fine as asked
        ("清禾镇是哪一年通水的？", "2023-08-03 14:49 清禾镇通水。", False),  # when the page was put up
        ("清禾镇通水用了多久？", "用了三个月。", True),
        ("清禾镇的老厂是哪年关门的？", "前年，他回到清禾镇，把关门多年的老厂重新开了起来。", False),
        ("清禾镇的老厂是哪年关门的？", "2010年关门后，老厂空了下来。", True),
        ("清禾镇的支书是谁？", "徐玲当了支书。", True),
        ("清禾镇的支书是谁？", "支书说了话。", False),
        ("清禾镇的副镇长是谁？", "镇长徐玲说了话。", False),
        ("清禾镇哪个女干部修了路？", "徐玲修了路。", True),
        ("清禾镇有多少家超市？", "清禾镇有38处超市。", True),
        ("清禾镇有多少家超市？", "清禾镇有38亩茶园。", False),
        ("清禾镇收了多少斤茶？", "清禾镇收茶3吨。", True),
        ("清禾镇的茶叶亩产多少？", "清禾镇种茶1.5万亩。", False),  # no unit gives the measure away
        ("清禾镇的茶叶亩产多少斤？", "清禾镇的茶叶每亩收干茶80斤。", True),
        ("清禾镇茶叶的产值是多少？", "清禾镇的茶叶卖了80吨，实现产值600万元。", True),
        ("清禾镇茶叶的利润是多少？", "清禾镇的茶叶产值600万元。", False),
        ("清禾镇来了多少人？", "清禾镇来了30个志愿者。", True),
        ("清禾镇来了多少人？", "清禾镇管着30个村。", False),
        ("清禾镇来了多少人？", "清禾镇建成30个生态茶园、3个民俗村和2个工厂。", False),
        ("清禾镇谁建了黄桃基地？", "黄桃基地建成了。", False),
        ("清禾镇下了多少毫米的雨？", "2023-08-01 14:40 清禾镇下了大雨。", False),
        ("清禾镇下了多少毫米的雨？", "清禾镇下雨320毫米。", True),
        ("清禾镇的党支部书记是谁？", "镇党委书记徐玲说了话。", False),
        ("清禾镇的党支部书记是谁？", "村书记徐玲说了话。", True),
        ("清禾镇的锡剧是谁赞助的？", "这场锡剧由6家茶企赞助。", True),
        ("清禾镇的锡剧是谁赞助的？", "6家茶企看了锡剧。", False),
        ("清禾镇的茶叶节办到哪一天？", "茶叶节8月12日在清禾镇开幕。", False),
        ("清禾镇的茶叶节办到哪一天？", "茶叶节将持续到10月8日。", True),
        ("清禾镇的路什么时候完工？", "路将于9月底完工。", True),
        ("清禾镇要建多少个充电桩？", "清禾镇要建不少于 90 万个充电桩。", True),
        ("清禾镇的水厂哪年哪月动工？", "近日，清禾镇的水厂动工。", False),
        ("清禾镇的水厂哪年哪月动工？", "清禾镇的水厂于 2022 年3 月开工。", True),
        ("清禾镇每个村奖励多少资金？", "清禾镇给20个村奖励100万元。", False),
        ("清禾镇每个村奖励多少资金？", "清禾镇给20个村各奖励5万元。", True),
        ("清禾镇的纪委书记是谁？", "清禾镇纪委书记冷云升表示满意。", True),
        ("清禾镇的茶出口到哪些国家？", "清禾镇的茶出口到俄罗斯和东南亚。", True),
        ("清禾镇的茶出口到哪些国家？", "清禾镇的茶出口海外，全国闻名。", False),
    ],
)
def test_fits(question: str, sentence: str, holds: bool) -> None:
    assert fits(asked(question), shadow(sentence)) is holds


@pytest.mark.parametrize(
    ("question", "sentence", "as_fine"),
    [
        ("清禾镇是哪一年通水的？", "2010年，清禾镇通了水。", True),
        ("清禾镇是哪一年通水的？", "二〇一〇年通水。", True),
        ("清禾镇是哪一年通水的？", "去年通水。", True),
        ("清禾镇是哪一年通水的？", "8月1日上午，清禾镇通水。", False),
        ("清禾镇是哪一年通水的？", "管道有2000米长，目前年产值达500万元。", False),
        ("清禾镇哪天通水？", "8月1日，清禾镇通水。", True),
        ("清禾镇哪天通水？", "清禾镇2010年通水。", False),
        ("清禾镇几点通水？", "上午9点通水。", True),
        ("清禾镇几点通水？", "8月1日通水。", False),
        ("清禾镇什么时候通水？", "2010年通水。", False),  # asks for none in particular
    ],
)
def test_a_time_is_told_as_finely_as_it_is_asked(question: str, sentence: str, as_fine: bool) -> None:
    assert is_as_fine(asked(question), shadow(sentence)) is as_fine


@pytest.mark.parametrize(
    ("question", "measure"),
    [
        ("清禾镇发了多少奖学金？", "元"),
        ("清禾镇的补助标准是多少？", None),
        ("清禾镇的茶叶收入有多少？", "元"),
        ("清禾镇的面积是多少？", "亩"),
        ("清禾镇发了多少盒药？", "盒"),
        ("清禾镇出了多少起事故？", "起"),
        ("清禾镇多少起来的人？", None),
        ("清禾镇有多少双带党员？", None),
        ("清禾镇建了多少篮球场？", None),
        ("清禾镇有多少群众捐款？", "人"),
        ("清禾镇产了多少金银花？", None),
        ("清禾镇有多少口人？", "人"),
        ("How much is the fare to Qinghe Town?", "元"),
    ],
)
def test_the_measure_that_a_question_implies(question: str, measure: str | None) -> None:
    assert asked(question).measure == measure
